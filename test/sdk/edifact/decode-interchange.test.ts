import { expect } from "chai";
import { readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";

const free = (level: string, bytes: readonly number[]) =>
  Uint8Array.of(...utf8Encode(`UNB+${level}:3+A+B'FTX+AAA+++`), ...bytes, ...utf8Encode("'UNZ+0'"));
const read = (level: string, bytes: readonly number[]) => {
  const { segments, findings } = readInterchange(free(level, bytes));
  return { text: segments[1]?.elements[3]?.[0], codes: findings.map(({ code }) => code) };
};
const HIGH = Array.from({ length: 96 }, (_, i) => 0xa0 + i);

describe("The text of an interchange", () => {
  const parts: [level: string, encoding: string][] = [
    ["UNOD", "iso-8859-2"],
    ["UNOE", "iso-8859-5"],
    ["UNOF", "iso-8859-7"],
  ];
  for (const [level, encoding] of parts) {
    it(`of ${level} is ${encoding}`, () => {
      const { text } = read(level, HIGH);
      expect(text).to.equal(new TextDecoder(encoding).decode(Uint8Array.from(HIGH)));
    });
  }

  it("of UNOC is ISO 8859-1", () => {
    expect(read("UNOC", HIGH)).to.deep.equal({ text: String.fromCharCode(...HIGH), codes: [] });
  });

  for (const level of ["UNOY", "UNOW"]) {
    it(`of ${level} is UTF-8`, () => {
      expect(read(level, [...utf8Encode("Żółć 木 🪑")])).to.deep.equal({ text: "Żółć 木 🪑", codes: [] });
    });
  }

  const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 0x20 + i)).replace(/['+:?]/g, "");
  const missing: [level: string, characters: string][] = [
    ["UNOA", "#$@[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"],
    ["UNOB", "#$@[\\]^_`{|}~"],
    ["UNOC", ""],
    ["UNOY", ""],
  ];
  for (const [level, expected] of missing) {
    it(`of ${level} is without ${expected || "nothing"} of ISO 646`, () => {
      const invalid = [...ascii].filter((one) => read(level, [...utf8Encode(one)]).codes.length > 0);
      expect(invalid.join("")).to.equal(expected);
    });
  }

  const wrong: [title: string, level: string, bytes: readonly number[], text: string][] = [
    ["UTF-8 at level A is kept as UTF-8", "UNOA", [...utf8Encode("MÜNCHEN")], "MÜNCHEN"],
    ["ISO 8859-1 at level A is kept as that", "UNOA", [0x4d, 0xdc, 0x4e], "MÜN"],
    ["bytes that are no UTF-8 are kept as ISO 8859-1", "UNOY", [0x4d, 0xdc, 0x4e], "MÜN"],
    ["a control character is kept", "UNOC", [0x41, 0x00, 0x42], "A\u0000B"],
    ["a byte between the parts of ISO 8859 is kept", "UNOC", [0x41, 0x85, 0x42], "A\u0085B"],
    ["a byte that Greek does not have is marked", "UNOF", [0xd1, 0xd2], "Ρ\ufffd"],
  ];
  for (const [title, level, bytes, text] of wrong) {
    it(`is as good as can be: ${title}, and found`, () => {
      expect(read(level, bytes)).to.deep.equal({ text, codes: ["EDIFACT_CHARACTER_INVALID"] });
    });
  }

  it("of UTF-8 where a part of ISO 8859 is stated is read as stated, and doubted", () => {
    expect(read("UNOC", [...utf8Encode("Môle")])).to.deep.equal({ text: "MÃ´le", codes: ["EDIFACT_CHARSET_DOUBTFUL"] });
    expect(read("UNOC", [0x4d, 0xf4, 0x6c])).to.deep.equal({ text: "Môl", codes: [] });
  });

  it("of a repertoire that is not known is UTF-8, or else ISO 8859-1", () => {
    expect(read("KECA", [...utf8Encode("Ü")])).to.deep.equal({ text: "Ü", codes: ["EDIFACT_CHARSET_UNKNOWN"] });
    expect(read("KECA", [0xdc]).text).to.equal("Ü");
  });
});
