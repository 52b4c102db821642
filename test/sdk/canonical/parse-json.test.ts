import { expect } from "chai";
import fc from "fast-check";
import { canonicalize } from "../../../sdk/src/canonical/canonicalize.ts";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";
import { nested, REFUSED } from "../../support/sdk/json-texts.ts";

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
