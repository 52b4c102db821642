import { createHash } from "node:crypto";
import { expect } from "chai";
import { readCodeList } from "../../../sdk/src/codes/code-list.ts";
import { readCsv } from "../../../sdk/src/codes/csv.ts";
import { codeOf } from "../../support/refusal.ts";
import { describeShared, readShared } from "../../support/shared.ts";

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "utf8");
const rowsOf = (text: string): (readonly string[])[] => [...readCsv(bytesOf(text))].map(({ fields }) => fields);
const DAY = "2024-10-01";

describe("a CSV text", () => {
  it("has quoted commas, quotes and line ends in its fields", () => {
    expect(rowsOf('a,"b, ""c""\r\nd",\r\n\r\n"",e,f\n')).to.deep.equal([
      ["a", 'b, "c"\r\nd', ""],
      ["", "e", "f"],
    ]);
  });

  it("ends with or without a line end", () => {
    expect(rowsOf("a,b")).to.deep.equal([["a", "b"]]);
    expect(rowsOf('a,"b"\r\n')).to.deep.equal([["a", "b"]]);
    expect(rowsOf("a,")).to.deep.equal([["a", ""]]);
    expect(rowsOf("")).to.deep.equal([]);
  });

  it("counts lines, also inside of fields", () => {
    const lines = [...readCsv(bytesOf('a,"1\n2"\nb,c\n'))].map(({ line }) => line);
    expect(lines).to.deep.equal([1, 3]);
  });

  for (const [what, text] of Object.entries({
    "a quote in a plain field": 'ab"c,d\n',
    "a quote that is not closed": 'a,"b\n',
    "characters after a closing quote": '"a"b,c\n',
  })) {
    it(`is refused with CODE_LIST_INVALID for ${what}`, () => {
      expect(codeOf(() => rowsOf(text))).to.equal("CODE_LIST_INVALID");
    });
  }
});

describe("a list of codes", () => {
  const official = ',"SG",,".SINGAPORE",,,,,,,,\n,"SG","SIN","Singapore","Singapore",,"1--45---","AI","9601",,,\n';

  it("reads UNECE's own files, without a head, country rows and names left out", () => {
    const list = readCodeList("unlocode", bytesOf(official), DAY);
    expect([list.size, list.has("SGSIN"), list.title("SGSIN"), list.has("SG")]).to.deep.equal([
      1,
      true,
      "Singapore",
      false,
    ]);
  });

  it("reads a list with a head, in whatever order its columns are", () => {
    const list = readCodeList("unlocode", bytesOf("Name,Location,Country\nRotterdam,RTM,NL\n"), DAY);
    expect(list.title("NLRTM")).to.equal("Rotterdam");
    const hs = readCodeList("hs", bytesOf("section,hscode,description\nI,01,Animals\nI,01.01,Horses\n"), DAY);
    expect([hs.size, hs.title("0101")]).to.deep.equal([2, "Horses"]);
  });

  it("reads ISO 8859-1 when the bytes are not UTF-8", () => {
    const list = readCodeList("unlocode", Buffer.from(',"DE","KLN","Köln","Koln"\n', "latin1"), DAY);
    expect(list.title("DEKLN")).to.equal("Köln");
  });

  it("says its day and the SHA-256 of the bytes it was read from", () => {
    const { name, date, sha256 } = readCodeList("unlocode", bytesOf(official), DAY);
    const digest = createHash("sha256").update(official).digest("hex");
    expect({ name, date, sha256 }).to.deep.equal({ name: "unlocode", date: DAY, sha256: digest });
  });

  for (const [what, read] of Object.entries({
    "another list": () => readCodeList("hs", bytesOf(official), DAY),
    "no list": () => readCodeList("unlocode", bytesOf("<html>\n"), DAY),
    "an empty one": () => readCodeList("unlocode", bytesOf(""), DAY),
    "a day that is none": () => readCodeList("unlocode", bytesOf(official), "2024-13-01"),
  })) {
    it(`is refused with CODE_LIST_INVALID when it is ${what}`, () => {
      expect(codeOf(read)).to.equal("CODE_LIST_INVALID");
    });
  }
});

describeShared("published lists of codes", "codes", () => {
  it("hold the places of all countries, and those of one", () => {
    const all = readCodeList("unlocode", readShared("codes/unlocode.csv"), DAY);
    expect(all.size).to.be.above(115_000);
    expect(["SGSIN", "NLRTM", "AEDXB", "XXXXX"].map(all.has)).to.deep.equal([true, true, true, false]);
    const one = readCodeList("unlocode", readShared("corpus/vectors/unlocode/AE.csv"), DAY);
    expect([one.has("AEDXB"), one.title("AEDXB"), one.has("SGSIN")]).to.deep.equal([true, "Dubai", false]);
  });

  it("hold chapters, headings and subheadings of HS 2022", () => {
    const list = readCodeList("hs", readShared("codes/harmonized-system.csv"), "2022-01-01");
    expect(["01", "0101", "010121", "854231", "010199", "77"].map(list.has)).to.deep.equal([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
