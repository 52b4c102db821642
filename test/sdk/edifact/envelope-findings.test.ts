import { expect } from "chai";
import { envelopeFindings } from "../../../sdk/src/edifact/envelope-findings.ts";
import { readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";

const found = (text: string) =>
  envelopeFindings(readInterchange(utf8Encode(text))).map(({ code, segment }) => `${code.slice(8)} ${segment}`);
const UNB = "UNB+UNOC:3+A+B+260301:1200+R1'";
const UNG = "UNG+CUSDEC+A+B+260301:1200+G1+UN+D:96B'";
const message = (reference: string, segments = "") =>
  `UNH+${reference}+CUSDEC:D:96B:UN'BGM+929'${segments}UNT+3+${reference}'`;
const good = message("1");

describe("envelopeFindings", () => {
  const sound: [title: string, text: string][] = [
    ["one message", `${UNB}${good}UNZ+1+R1'`],
    ["counts with leading zeros", `${UNB}UNH+1+X'UNT+0002+1'UNZ+01+R1'`],
    [
      "two groups that each count from their own reference",
      `${UNB}${UNG}${good}UNE+1+G1'${UNG}${good}UNE+1+G1'UNZ+2+R1'`,
    ],
    ["a section control segment within a message", `${UNB}UNH+1+X'UNS+D'UNT+3+1'UNZ+1+R1'`],
  ];
  for (const [title, text] of sound) {
    it(`finds nothing in ${title}`, () => {
      expect(found(text)).to.deep.equal([]);
    });
  }

  const faulty: [title: string, text: string, findings: string[]][] = [
    ["no UNZ", UNB + good, ["UNZ_MISSING 3"]],
    ["a count of messages that is wrong", `${UNB}${good}UNZ+2+R1'`, ["UNZ_COUNT 4"]],
    ["a count that is no number", `${UNB}${good}UNZ+one+R1'`, ["UNZ_COUNT 4"]],
    ["no count and no reference", `${UNB}${good}UNZ'`, ["UNZ_COUNT 4", "UNZ_REFERENCE 4"]],
    ["another reference at the end", `${UNB}${good}UNZ+1+R2'`, ["UNZ_REFERENCE 4"]],
    ["no UNT before UNZ", `${UNB}UNH+1+X'BGM+1'UNZ+1+R1'`, ["UNT_MISSING 1"]],
    ["no UNT before the next UNH", `${UNB}UNH+1+X'BGM+1'${message("2")}UNZ+2+R1'`, ["UNT_MISSING 1"]],
    ["a count of segments that is wrong", `${UNB}UNH+1+X'UNT+3+1'UNZ+1+R1'`, ["UNT_COUNT 2"]],
    ["another reference at a message's end", `${UNB}UNH+1+X'UNT+2+2'UNZ+1+R1'`, ["UNT_REFERENCE 2"]],
    ["UNT without UNH", `${UNB}UNT+2+2'${good}UNZ+1+R1'`, ["UNH_MISSING 1"]],
    ["two messages of one reference", `${UNB}${good}${good}UNZ+2+R1'`, ["REFERENCE_REPEATED 4"]],
    ["a segment before the messages", `${UNB}BGM+1'${good}UNZ+1+R1'`, ["SEGMENT_OUTSIDE 1"]],
    ["segments between messages, once", `${UNB}${good}BGM+1'BGM+2'${message("2")}UNZ+2+R1'`, ["SEGMENT_OUTSIDE 4"]],
    ["no UNE", `${UNB}${UNG}${good}UNZ+1+R1'`, ["UNE_MISSING 1"]],
    ["no UNE before the next group", `${UNB}${UNG}${good}${UNG}${good}UNE+1+G1'UNZ+2+R1'`, ["UNE_MISSING 1"]],
    ["UNE without UNG", `${UNB}${good}UNE+1+G1'UNZ+1+R1'`, ["UNG_MISSING 4"]],
    ["a count of a group that is wrong", `${UNB}${UNG}${good}UNE+2+G1'UNZ+1+R1'`, ["UNE_COUNT 5"]],
    ["another reference at a group's end", `${UNB}${UNG}${good}UNE+1+G2'UNZ+1+R1'`, ["UNE_REFERENCE 5"]],
    ["messages counted where groups are", `${UNB}${UNG}${good}${message("2")}UNE+2+G1'UNZ+2+R1'`, ["UNZ_COUNT 9"]],
    ["a message beside a group", `${UNB}${UNG}${good}UNE+1+G1'${message("2")}UNZ+1+R1'`, ["GROUPS_MIXED 6"]],
    ["a group behind a message", `${UNB}${good}${UNG}${good}UNE+1+G1'UNZ+1+R1'`, ["GROUPS_MIXED 4"]],
    ["no message", `${UNB}UNZ+0+R1'`, ["INTERCHANGE_EMPTY 1"]],
    ["no message and no end", UNB, ["UNZ_MISSING 0", "INTERCHANGE_EMPTY 0"]],
    ["something behind UNZ, once", `${UNB}${good}UNZ+1+R1'BGM+1'BGM+2'`, ["DATA_AFTER_UNZ 5"]],
    ["a second interchange", `${UNB}${good}UNZ+1+R1'${UNB}${good}UNZ+1+R1'`, ["DATA_AFTER_UNZ 5"]],
    ["a second interchange where the first did not end", `${UNB}${good}${UNB}${good}UNZ+1+R1'`, ["UNZ_MISSING 4"]],
  ];
  for (const [title, text, findings] of faulty) {
    it(`finds ${title}`, () => {
      expect(found(text)).to.deep.equal(findings);
    });
  }

  it("says what a trailer counts and what there is", () => {
    const [finding] = envelopeFindings(readInterchange(utf8Encode(`${UNB}${good}UNZ+7+R1'`)));
    expect(finding?.message).to.equal("UNZ counts other than there are groups or messages. It says 7; there are 1.");
  });

  it("lists at most 200", () => {
    const many = Array.from({ length: 1000 }, (_, i) => `UNH+${i}+X'UNT+9+${i}'`).join("");
    expect(found(`${UNB}${many}UNZ+1000+R1'`)).to.have.length(200);
  });
});
