import { expect } from "chai";
import fc from "fast-check";
import { readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { writeInterchange } from "../../../sdk/src/edifact/write-interchange.ts";
import { SdkError } from "../../../sdk/src/errors.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";

const read = (text: string) => readInterchange(utf8Encode(text));
const rewritten = (text: string) => writeInterchange(read(text));

/** Service characters that UNA may state; a blank is none. */
const UNAS = ["UNA:+.? '", "UNA:+,?*'", "UNA|;,\\^~", "UNA:+.  '", "UNA:+.?*\n", "UNA\u001f\u001d.?\u001e\u001c"];

/** Components as a sender writes them: each service character of theirs released, and nothing else. */
const component = (una: string) =>
  fc.string({ unit: fc.constantFrom(..."AZ09 äß木.,:+'?*~;|^\\"), maxLength: 8 }).map((text) => {
    const release = una.charAt(6);
    const special = `${una.slice(3, 5)}${una.slice(6)}`.replaceAll(" ", "");
    return [...text]
      .filter((one) => release !== " " || !special.includes(one))
      .map((one) => (special.includes(one) ? release + one : one))
      .join("");
  });

const segment = (una: string) => {
  const repeated = fc.array(fc.array(component(una), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(fc.stringMatching(/^[A-Z0-9]{3}(:\d)?$/), fc.array(repeated, { maxLength: 4 }))
    .map(([tag, elements]) =>
      [
        una.charAt(3) === ":" ? tag : tag.slice(0, 3),
        ...elements.map((times) =>
          times
            .slice(0, una.charAt(7) === " " ? 1 : 3)
            .map((components) => components.join(una.charAt(3)))
            .join(una.charAt(7)),
        ),
      ].join(una.charAt(4)),
    );
};

const interchange = fc.oneof(
  ...UNAS.map((una) =>
    fc.array(segment(una), { maxLength: 6 }).map((segments) => {
      const unb = ["UNB", ["UNOY", "4"].join(una.charAt(3)), "A"].join(una.charAt(4));
      return una + [unb, ...segments].map((one) => one + una.charAt(8)).join("");
    }),
  ),
);

describe("writeInterchange", () => {
  it("gives again the text that was read, whatever the service characters and the data", () => {
    fc.assert(
      fc.property(interchange, (text) => {
        expect(rewritten(text)).to.equal(text);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  const kept: string[] = [
    "UNB+UNOC:3+A:1+B+260301:1200+R1++++1++1'UNZ+0+R1'",
    "UNB+UNOC:3'RFF+VA:382324067:'DTM+132'UNS'",
    "UNB+UNOY:4'ABC+1*2:3*+4*'",
    "UNB+UNOC:3'LIN:1:2+x'",
    "UNB+UNOC:3'FTX+?'?+?:??'",
  ];
  for (const text of kept) {
    it(`gives ${text} as it was`, () => {
      expect(rewritten(text)).to.equal(text);
    });
  }

  const changed: [title: string, text: string, written: string][] = [
    ["line breaks between segments", "UNB+UNOC:3'\r\nUNZ+0'\n", "UNB+UNOC:3'UNZ+0'"],
    ["release characters that release nothing", "UNB+UNOC:3'FTX+?A??'", "UNB+UNOC:3'FTX+A??'"],
    ["a byte order mark", "\ufeffUNB+UNOY:3'", "UNB+UNOY:3'"],
  ];
  for (const [title, text, written] of changed) {
    it(`leaves out ${title}`, () => {
      expect(rewritten(text)).to.equal(written);
    });
  }

  it("terminates what was not", () => {
    expect(rewritten("UNB+UNOC:3'UNZ+0")).to.equal("UNB+UNOC:3'UNZ+0'");
  });

  it("gives a text of anything at all that is read the same again", () => {
    const anything = fc
      .array(fc.constantFrom(..."UNABHTZ01+:'?* \r\n\täé\u0000", "UNB+", "UNH+", "UNZ+"), { maxLength: 40 })
      .map((parts) => parts.join(""));
    const begun = fc.tuple(fc.constantFrom("UNB+UNOY:4", "UNB+", "UNA:+.? 'UNB+UNOY:3", "UNA+:''?+UNB:"), anything);
    fc.assert(
      fc.property(begun, ([head, rest]) => {
        const { segments } = read(head + rest);
        expect(read(writeInterchange({ ...read(head + rest) })).segments).to.deep.equal(segments);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});

describe("readInterchange, given any bytes", () => {
  it("reads them or refuses them with EDIFACT_SYNTAX", () => {
    const bytes = fc.tuple(
      fc.constantFrom("", "UNB+", "UNB+UNOC:3+", "UNA:+.? 'UNB+UNOD:4"),
      fc.uint8Array({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(bytes, ([head, rest]) => {
        try {
          expect(readInterchange(Uint8Array.of(...utf8Encode(head), ...rest)).segments).not.to.be.empty;
        } catch (error) {
          if (!(error instanceof SdkError)) throw error;
          expect(error.code).to.equal("EDIFACT_SYNTAX");
        }
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});
