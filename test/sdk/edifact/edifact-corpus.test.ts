import { expect } from "chai";
import { envelopeFindings } from "../../../sdk/src/edifact/envelope-findings.ts";
import { readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { writeInterchange } from "../../../sdk/src/edifact/write-interchange.ts";
import { utf8Decode } from "../../../sdk/src/primitives/utf8.ts";
import { describeShared, hasShared, readShared } from "../../support/shared.ts";

const CORPUS = "corpus/edifact";

/** What another tool says of each file's envelope: `ok` or `faults`, its words, and ours for each of them. */
const EXPECTED = hasShared("corpus/EXPECTED.tsv")
  ? utf8Decode(readShared("corpus/EXPECTED.tsv"))
      .split("\n")
      .map((line) => line.split("\t") as [file: string, check: string, verdict: string, detail?: string])
      .filter(([file]) => file.startsWith("edifact/"))
  : [];
const WORDS: readonly [pattern: RegExp, code: string][] = [
  [/UNT says \d+ counted \d+/, "EDIFACT_UNT_COUNT"],
  [/UNT\/UNH ref differ/, "EDIFACT_UNT_REFERENCE"],
  [/UNZ\/UNB ref differ/, "EDIFACT_UNZ_REFERENCE"],
  [/no UNZ/, "EDIFACT_UNZ_MISSING"],
];

/** Where we say otherwise than the tool, and why. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // Its words are cut off at a line break in the message's type; UNT says 23 where there are 24.
  "edifact/rovome_full-parsing_1_INVOIC_D97B.edi": ["EDIFACT_UNT_COUNT"],
  "edifact/rovome_reader_1_INVOIC_D01B.edi": ["EDIFACT_UNT_COUNT"],
  // It does not know UNH, whose tag a line break cuts off, and so counts nothing; we read through, and count 24.
  "edifact/staedi_wrapped_invoic_d97b_una.edi": ["EDIFACT_UNT_REFERENCE", "EDIFACT_UNZ_REFERENCE"],
};

describeShared("Over published interchanges, the envelope", CORPUS, () => {
  it("is judged of 21", () => {
    expect(EXPECTED).to.have.length(21);
  });

  for (const [file, , verdict, detail = ""] of EXPECTED) {
    it(`of ${file.slice(8)} has ${verdict === "ok" ? "no faults" : "the faults"} that another tool finds`, () => {
      const found = envelopeFindings(readInterchange(readShared(`corpus/${file}`))).map(({ code }) => code);
      const expected = OTHERWISE[file] ?? WORDS.filter(([words]) => words.test(detail)).map(([, code]) => code);
      expect(found).to.deep.equal(expected);
      expect(found.length === 0 ? "ok" : "faults").to.equal(verdict);
    });
  }

  for (const [file, , , detail = ""] of EXPECTED) {
    const [, type, segments] = /^(\w*):.* (\d+) segments/.exec(detail) ?? [];
    it(`of ${file.slice(8)} holds ${type ? `${type} in ${segments} segments` : "a message"}, and is written as it was`, () => {
      const bytes = readShared(`corpus/${file}`);
      const interchange = readInterchange(bytes);
      expect(interchange.messages).to.have.length(1);
      if (type) expect(interchange.messages[0]?.type).to.equal(type);
      if (segments) expect(interchange.segments).to.have.length(Number(segments));
      // One file releases a digit, which needs none.
      const original = utf8Decode(bytes)
        .replace(/[\r\n]/g, "")
        .replace("1*006?415160", "1*006415160");
      expect(writeInterchange(interchange).replace(/[\r\n]/g, "")).to.equal(original);
    });
  }
});

describeShared("Over published interchanges, readInterchange", CORPUS, () => {
  const files = ["staedi_baplie-test", "D00B_IFTSTA_apimeister", "staedi_wrapped_invoic_d97b_una"];
  for (const file of files) {
    const bytes = () => new Uint8Array(readShared(`${CORPUS}/${file}.edi`));

    it(`reads ${file} cut off at any byte behind its beginning, and finds that it is`, () => {
      for (let length = 60; length < bytes().length - 2; length++) {
        const interchange = readInterchange(bytes().subarray(0, length));
        expect(envelopeFindings(interchange), `${length} bytes`).not.to.be.empty;
      }
    });

    it(`reads ${file} with any one bit changed, or says that it is no interchange`, () => {
      const whole = bytes();
      for (let bit = 0; bit < whole.length * 8; bit++) {
        const changed = whole.with(bit >> 3, (whole[bit >> 3] as number) ^ (1 << (bit & 7)));
        try {
          expect(readInterchange(changed).segments).not.to.be.empty;
        } catch (error) {
          expect(error).to.have.property("code", "EDIFACT_SYNTAX");
        }
      }
    });
  }
});
