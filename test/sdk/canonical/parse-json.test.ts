import { expect } from "chai";
import fc from "fast-check";
import { canonicalize } from "../../../sdk/src/canonical/canonicalize.ts";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import type { SdkErrorCode } from "../../../sdk/src/errors.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const nested = (depth: number) => `${"[".repeat(depth)}1${"]".repeat(depth)}`;

const REFUSED: [string, string | Uint8Array, SdkErrorCode][] = [
  ["a key that stands twice", '{"a":1,"a":2}', "JSON_DUPLICATE_KEY"],
  ["a key that stands twice by way of an escape", '{"a":1,"\\u0061":1}', "JSON_DUPLICATE_KEY"],
  ["__proto__ standing twice", '{"__proto__":1,"__proto__":1}', "JSON_DUPLICATE_KEY"],
  ["a duplicate deep inside", '[{"x":{"k":[],"k":[]}}]', "JSON_DUPLICATE_KEY"],
  ["an escaped half of a surrogate pair", '"\\ud83d"', "JSON_LONE_SURROGATE"],
  ["surrogates in the wrong order", '"\\ude00\\ud83d"', "JSON_LONE_SURROGATE"],
  ["half of a surrogate pair in a key", '{"\\udead":1}', "JSON_LONE_SURROGATE"],
  ["half of a surrogate pair written out", '"\ud800"', "JSON_LONE_SURROGATE"],
  ["an integer above 2⁵³ that a double does not hold", "9007199254740993", "JSON_NUMBER_INEXACT"],
  ["a decimal with more digits than a double holds", "0.1000000000000000055", "JSON_NUMBER_INEXACT"],
  ["a number too large for a double", "1e400", "JSON_NUMBER_INEXACT"],
  ["a number too small for a double", "1e-400", "JSON_NUMBER_INEXACT"],
  ["a negative number too small for a double", "-1e-400", "JSON_NUMBER_INEXACT"],
  ["a subnormal that is rounded", "3e-324", "JSON_NUMBER_INEXACT"],
  ["a number of a thousand digits", "1".repeat(1000), "JSON_NUMBER_INEXACT"],
  ["nesting deeper than 64", nested(65), "JSON_TOO_DEEP"],
  ["nesting that would overflow a stack", "[".repeat(1_000_000), "JSON_TOO_DEEP"],
  ["a leading zero", "01", "JSON_SYNTAX"],
  ["a leading plus", "+1", "JSON_SYNTAX"],
  ["a bare point", "1.", "JSON_SYNTAX"],
  ["a bare exponent", "1e", "JSON_SYNTAX"],
  ["a bare minus", "-", "JSON_SYNTAX"],
  ["hexadecimal", "0x10", "JSON_SYNTAX"],
  ["NaN", "NaN", "JSON_SYNTAX"],
  ["Infinity", "-Infinity", "JSON_SYNTAX"],
  ["nothing", "", "JSON_SYNTAX"],
  ["blanks only", " \n", "JSON_SYNTAX"],
  ["a second value", "1 2", "JSON_SYNTAX"],
  ["a trailing comma in an array", "[1,]", "JSON_SYNTAX"],
  ["a trailing comma in an object", '{"a":1,}', "JSON_SYNTAX"],
  ["a comment", "/**/1", "JSON_SYNTAX"],
  ["single quotes", "'a'", "JSON_SYNTAX"],
  ["an unquoted key", "{a:1}", "JSON_SYNTAX"],
  ["a missing colon", '{"a" 1}', "JSON_SYNTAX"],
  ["a missing value", '{"a":}', "JSON_SYNTAX"],
  ["an unclosed object", '{"a":1', "JSON_SYNTAX"],
  ["an unclosed string", '"a', "JSON_SYNTAX"],
  ["a bare control character in a string", '"\n"', "JSON_SYNTAX"],
  ["an unknown escape", '"\\x41"', "JSON_SYNTAX"],
  ["an escape named like an inherited property", '"\\constructor"', "JSON_SYNTAX"],
  ["a short unicode escape", '"\\u00e"', "JSON_SYNTAX"],
  ["a unicode escape that is not hexadecimal", '"\\u00g0"', "JSON_SYNTAX"],
  ["a word cut short", "tru", "JSON_SYNTAX"],
  ["a word in capitals", "True", "JSON_SYNTAX"],
  ["a byte order mark", bytes(0xef, 0xbb, 0xbf, 0x31), "JSON_SYNTAX"],
  ["a no-break space", "\u00a01", "JSON_SYNTAX"],
  ["a form feed between values", "[1,\f2]", "JSON_SYNTAX"],
  ["UTF-16", bytes(0x31, 0x00), "JSON_SYNTAX"],
  ["an overlong form", bytes(0x22, 0xc0, 0xaf, 0x22), "JSON_NOT_UTF8"],
  ["a surrogate in UTF-8", bytes(0x22, 0xed, 0xa0, 0x80, 0x22), "JSON_NOT_UTF8"],
  ["a value over U+10FFFF", bytes(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22), "JSON_NOT_UTF8"],
  ["a truncated sequence", bytes(0x22, 0xe2, 0x82, 0x22), "JSON_NOT_UTF8"],
  ["Latin-1", bytes(0x22, 0xe9, 0x22), "JSON_NOT_UTF8"],
];

describe("parseJson", () => {
  for (const [title, input, code] of REFUSED) {
    it(`refuses ${title} with ${code}`, () => {
      expectRefusal(() => parseJson(input), code);
    });
  }

  it("refuses more than 64 MiB with JSON_TOO_LARGE", () => {
    expectRefusal(() => parseJson({ length: 64 * 1024 * 1024 + 1 } as unknown as Uint8Array), "JSON_TOO_LARGE");
  });

  const held: [string, number][] = [
    ["0", 0],
    ["-0", -0],
    ["1.0", 1],
    ["1E+2", 100],
    ["0e999999", 0],
    ["9007199254740992", 9007199254740992],
    ["0.1", 0.1],
    ["5e-324", 5e-324],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["123456789012345680000", 123456789012345680000],
    ["100000000000000000000000", 1e23],
  ];
  for (const [text, value] of held) {
    it(`reads ${text} as the number it is`, () => {
      expect(parseJson(text)).to.equal(value);
    });
  }

  it("reads 64 levels", () => {
    expect(JSON.stringify(parseJson(nested(64)))).to.equal(nested(64));
  });

  it("gives objects without a prototype, so that __proto__ and constructor are names like any other", () => {
    const object = parseJson('{"__proto__":{"isAdmin":true},"constructor":1,"toString":2}') as Record<string, unknown>;
    expect(Object.getPrototypeOf(object)).to.equal(null);
    expect(Object.keys(object)).to.deep.equal(["__proto__", "constructor", "toString"]);
    expect(object["isAdmin"]).to.equal(undefined);
    expect(({} as Record<string, unknown>)["isAdmin"]).to.equal(undefined);
  });

  it("keeps NFC and NFD apart", () => {
    const both = parseJson('{"\u00e9":"\u00e9","e\u0301":"e\u0301"}') as Record<string, string>;
    expect(Object.keys(both)).to.have.length(2);
    expect(canonicalize("\u00e9")).not.to.equal(canonicalize("e\u0301"));
  });

  it("reads every JSON text that JSON.stringify writes as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = parseJson(new TextEncoder().encode(text));
        expect(JSON.stringify(read)).to.equal(JSON.stringify(JSON.parse(text)));
      }),
      { seed: 8259 },
    );
  });

  it("accepts nothing that JSON.parse refuses", () => {
    const piece = fc.constantFrom(...'{}[],:"\\ \n-+.eE01u9tfnalsr\u0000é');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        if (codeOf(() => parseJson(text)) === "nothing thrown") JSON.parse(text);
      }),
      { seed: 8259, numRuns: 5000 },
    );
  });

  it("never says in a message what the text holds", () => {
    for (const text of ['{"secret":1,"secret":2}', '"secret', '{"a":"secret\ud800"}']) {
      try {
        parseJson(text);
        expect.fail("nothing thrown");
      } catch (error) {
        expect((error as Error).message).not.to.include("secret");
      }
    }
  });
});
