import { expect } from "chai";
import fc from "fast-check";
import { canonicalize } from "../../../sdk/src/canonical/canonicalize.ts";
import type { Json } from "../../../sdk/src/canonical/json.ts";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { describeShared, readShared } from "../../support/shared.ts";

const VECTORS = "corpus/vectors/jcs";

describe("canonicalize", () => {
  const spellings: [string, Json, string][] = [
    [
      "sorts keys by UTF-16 code units",
      { "\ufb33": 1, "\u{1f600}": 2, "\u20ac": 3, a: 4 },
      '{"a":4,"\u20ac":3,"\u{1f600}":2,"\ufb33":1}',
    ],
    [
      "writes numbers as ECMAScript does",
      [1e30, 4.5, 2e-3, 1e-27, 333333333.3333333],
      "[1e+30,4.5,0.002,1e-27,333333333.3333333]",
    ],
    ["writes minus zero as zero", -0, "0"],
    [
      "escapes only what must be escaped",
      '\b\t\n\f\r"\\\u0001\u007f\u2028/',
      '"\\b\\t\\n\\f\\r\\"\\\\\\u0001\u007f\u2028/"',
    ],
    ["keeps __proto__ as a key like any other", parseJson('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    ["keeps the order of arrays and the emptiness of containers", [[], {}, [2, 1]], "[[],{},[2,1]]"],
  ];
  for (const [title, value, text] of spellings) {
    it(title, () => {
      expect(canonicalize(value)).to.equal(text);
    });
  }

  it("refuses a number that is not finite with JSON_VALUE_INVALID", () => {
    expectRefusal(() => canonicalize([Number.NaN]), "JSON_VALUE_INVALID");
    expectRefusal(() => canonicalize({ a: Number.POSITIVE_INFINITY }), "JSON_VALUE_INVALID");
  });

  it("refuses half of a surrogate pair, in a value or a key, with JSON_LONE_SURROGATE", () => {
    expectRefusal(() => canonicalize("\ud800"), "JSON_LONE_SURROGATE");
    expectRefusal(() => canonicalize({ "\udead": 1 }), "JSON_LONE_SURROGATE");
  });

  it("refuses what is not JSON with JSON_VALUE_INVALID", () => {
    for (const value of [undefined, 1n, Symbol("x"), () => 1]) {
      expectRefusal(() => canonicalize([value as unknown as Json]), "JSON_VALUE_INVALID");
    }
  });

  it("gives a text that reads back as the same value and is its own canonical form", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalize(value as Json);
        expect(canonicalize(parseJson(text))).to.equal(text);
        expect(JSON.parse(text)).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 8785 },
    );
  });

  it("does not depend on the order in which keys were written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.integer()), (object) => {
        const backwards = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalize(backwards)).to.equal(canonicalize(object));
      }),
      { seed: 8785 },
    );
  });
});

describeShared("canonicalize over the vectors of RFC 8785's author", VECTORS, () => {
  for (const name of ["french", "unicode", "weird"]) {
    it(`writes ${name}.json as the stated bytes`, () => {
      const hex = readShared(`${VECTORS}/outhex/${name}.txt`).toString("ascii").replace(/\s/g, "");
      const text = canonicalize(parseJson(readShared(`${VECTORS}/input/${name}.json`)));
      expect(Buffer.from(text).toString("hex")).to.equal(hex);
      expect(text).to.equal(readShared(`${VECTORS}/output/${name}.json`).toString());
    });
  }
});
