import { expect } from "chai";
import fc from "fast-check";
import type { Json } from "../../../sdk/src/canonical/json.ts";
import { type Body, documentIdOf, openBody, sizeClassOf } from "../../../sdk/src/document/body.ts";
import { disclosureDigest, disclosureOf } from "../../../sdk/src/document/disclosure.ts";
import { type Field, fieldsOf, jsonOf } from "../../../sdk/src/document/pointer.ts";
import { present } from "../../../sdk/src/document/present.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import { leafHash, treeHead } from "../../../sdk/src/document/tree.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { ZERO_HEX32 } from "../../../sdk/src/primitives/hex.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { seededBytes } from "../../support/seeded.ts";

const namedFields = (count: number): Field[] =>
  Array.from({ length: count }, (_, i) => ({ pointer: `/field/${String(i).padStart(5, "0")}`, value: `value ${i}` }));

const sealed = (count: number, seed = "body") => sealFields(namedFields(count), seededBytes(seed));

describe("sealFields", () => {
  it("pads to powers of two from 16, so that the size says little", () => {
    expect([1, 15, 16, 17, 32, 33, 1000, 65_536].map(sizeClassOf)).to.deep.equal([
      16, 16, 16, 32, 32, 64, 1024, 65_536,
    ]);
    expect(sealed(17).body.size).to.equal(32);
  });

  it("draws all salts and decoys at once", () => {
    const lengths: number[] = [];
    sealFields(namedFields(3), (length) => {
      lengths.push(length);
      return new Uint8Array(length);
    });
    expect(lengths).to.deep.equal([3 * 16 + 13 * 32]);
  });

  it("computes the id as the tree head over disclosures and decoys bound to profile and size", () => {
    const fields = namedFields(3);
    const draw = seededBytes("by hand")(3 * 16 + 13 * 32);
    const leaves = fields.map((field, i) =>
      leafHash(disclosureDigest(disclosureOf(draw.slice(i * 16, i * 16 + 16), field))),
    );
    for (let i = 0; i < 13; i++) leaves.push(leafHash(draw.slice(48 + i * 32, 80 + i * 32)));
    const { documentId } = sealFields(fields, () => draw);
    expect(documentId).to.equal(documentIdOf(16, treeHead(leaves)));
  });

  it("sorts fields by UTF-16 code units of their pointers, whatever order they came in", () => {
    const fields = ["/b", "/a", "/\ufb33", "/\u{1f600}", ""].map((pointer) => ({ pointer, value: 1 }));
    const { body } = sealFields(fields, seededBytes("order"));
    expect(openBody(body).fields.map(({ pointer }) => pointer)).to.deep.equal([
      "",
      "/a",
      "/b",
      "/\u{1f600}",
      "/\ufb33",
    ]);
  });

  it("gives the same fields another id under other salts", () => {
    expect(sealed(4, "one").documentId).not.to.equal(sealed(4, "two").documentId);
  });

  it("refuses no field with DOCUMENT_EMPTY", () => {
    expectRefusal(() => sealFields([], seededBytes("x")), "DOCUMENT_EMPTY");
  });

  it("refuses more than 65 536 fields with DOCUMENT_TOO_MANY_FIELDS", () => {
    const fields = Array.from({ length: 65_537 }, (_, i) => ({ pointer: `/${i}`, value: 0 }));
    expectRefusal(() => sealFields(fields, seededBytes("x")), "DOCUMENT_TOO_MANY_FIELDS");
  });

  it("refuses two fields in one place with BODY_INVALID", () => {
    const twice = [
      { pointer: "/a", value: 1 },
      { pointer: "/a", value: 2 },
    ];
    expectRefusal(() => sealFields(twice, seededBytes("x")), "BODY_INVALID");
  });
});

describe("openBody", () => {
  const { documentId, body } = sealed(20);

  it("gives back the id and every field in its place", () => {
    const opened = openBody(body);
    expect(opened.documentId).to.equal(documentId);
    expect(opened.fields.map(({ pointer, value }) => ({ pointer, value }))).to.deep.equal(namedFields(20));
  });

  const [first, second, ...others] = body.disclosures as [readonly [number, string], readonly [number, string]];
  const salt = new Uint8Array(16);
  const faults: [string, Partial<Body>, string][] = [
    ["a size that is no size class", { size: 33 }, "BODY_INVALID"],
    ["a size below the smallest class", { size: 8 }, "BODY_INVALID"],
    ["a size above the largest class", { size: 131_072 }, "BODY_INVALID"],
    ["a broken size", { size: 16.5 }, "BODY_INVALID"],
    ["a hash too few", { hashes: body.hashes.slice(1) }, "BODY_INVALID"],
    ["a hash too many", { hashes: [...body.hashes, ZERO_HEX32] }, "BODY_INVALID"],
    ["a hash of 31 bytes", { hashes: [ZERO_HEX32.slice(2), ...body.hashes.slice(1)] }, "ENCODING_INVALID"],
    ["a hash in capitals", { hashes: body.hashes.map((hash) => hash.toUpperCase()) }, "ENCODING_INVALID"],
    ["two fields swapped", { disclosures: [[0, second[1]], [1, first[1]], ...others] }, "BODY_INVALID"],
    ["a field that stands twice", { disclosures: [first, [1, first[1]], ...others] }, "BODY_INVALID"],
    ["an index that stands twice", { disclosures: [first, [0, second[1]], ...others] }, "BODY_INVALID"],
    ["indexes that fall", { disclosures: [second, first, ...others] }, "BODY_INVALID"],
    [
      "an index beyond the tree",
      { disclosures: [...body.disclosures, [32, disclosureOf(salt, { pointer: "/z", value: 1 })]] },
      "BODY_INVALID",
    ],
    ["a broken index", { disclosures: [[0.5, first[1]], second, ...others] }, "BODY_INVALID"],
    ["an index that is no number", { disclosures: [[Number.NaN, first[1]], second, ...others] }, "BODY_INVALID"],
    [
      "a disclosure that is not base64url",
      { disclosures: [[0, `${first[1]}=`], second, ...others] },
      "DISCLOSURE_INVALID",
    ],
  ];
  for (const [title, change, code] of faults) {
    it(`refuses ${title} with ${code}`, () => {
      expectRefusal(() => openBody({ ...body, ...change }), code);
    });
  }

  const foreign: [string, string][] = [
    ["an object", '{"0":"AAAAAAAAAAAAAAAAAAAAAA","1":"/a","2":1}'],
    ["four parts", '["AAAAAAAAAAAAAAAAAAAAAA","/a",1,2]'],
    ["a short salt", '["AAAAAAAAAAAAAAAAAAAA","/a",1]'],
    ["a salt with unused bits", '["AAAAAAAAAAAAAAAAAAAAAB","/a",1]'],
    ["a salt that is a number", '[1,"/a",1]'],
    ["a pointer that is none", '["AAAAAAAAAAAAAAAAAAAAAA","a",1]'],
    ["a pointer that is a number", '["AAAAAAAAAAAAAAAAAAAAAA",1,1]'],
    ["a value with a duplicate key", '["AAAAAAAAAAAAAAAAAAAAAA","/a",{"b":1,"b":2}]'],
    ["a number that a double does not hold", '["AAAAAAAAAAAAAAAAAAAAAA","/a",9007199254740993]'],
  ];
  for (const [title, json] of foreign) {
    it(`refuses a disclosure that is ${title} with DISCLOSURE_INVALID`, () => {
      const disclosures = [[0, base64urlOf(Buffer.from(json))] as const];
      expectRefusal(() => openBody({ ...body, disclosures }), "DISCLOSURE_INVALID");
    });
  }

  it("gives another id when a field's value, pointer, salt or place is another", () => {
    const at = (index: number, disclosure: string) =>
      openBody({
        ...body,
        disclosures: [first, second, ...others].map((one) => (one[0] === index ? ([index, disclosure] as const) : one)),
      }).documentId;
    expect(at(1, second[1])).to.equal(documentId);
    expect(at(1, disclosureOf(salt, { pointer: "/field/00001", value: "value 1" }))).not.to.equal(documentId);
    expect(at(1, disclosureOf(salt, { pointer: "/field/00001", value: "value 9" }))).not.to.equal(documentId);
  });
});

describe("present", () => {
  it("keeps the id for any subset of fields, however often it is narrowed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.boolean()), (count, coins) => {
        const { documentId, body } = sealed(count);
        let shown = body;
        for (let round = 0; round < 4 && shown.disclosures.length > 0; round++) {
          const kept = new Set(
            openBody(shown)
              .fields.filter(() => coins.next().value)
              .map(({ pointer }) => pointer),
          );
          if (kept.size === 0) break;
          shown = present(shown, (pointer) => kept.has(pointer));
          const opened = openBody(shown);
          expect(opened.documentId).to.equal(documentId);
          expect(opened.fields.map(({ pointer }) => pointer)).to.deep.equal([...kept]);
        }
      }),
      { seed: 9901, numRuns: 200 },
    );
  });

  it("narrowed in two steps is what it is narrowed in one", () => {
    const { body } = sealed(30);
    const even = (pointer: string) => Number(pointer.slice(-1)) % 2 === 0;
    const low = (pointer: string) => pointer < "/field/00010";
    expect(present(present(body, even), low)).to.deep.equal(present(body, (pointer) => even(pointer) && low(pointer)));
  });

  it("of every field is the body itself", () => {
    const { body } = sealed(16);
    expect(present(body, () => true)).to.deep.equal(body);
  });

  it("shows nothing of a withheld field, nor which leaves are decoys", () => {
    const { body } = sealed(5);
    const shown = present(body, (pointer) => pointer === "/field/00002");
    expect(shown.disclosures.map(([index]) => index)).to.deep.equal([2]);
    expect(shown.hashes).to.have.length(Math.log2(shown.size));
    const text = JSON.stringify(shown);
    for (const [index, disclosure] of body.disclosures) if (index !== 2) expect(text).not.to.include(disclosure);
  });

  it("refuses to show none with FIELD_UNKNOWN", () => {
    expectRefusal(() => present(sealed(5).body, () => false), "FIELD_UNKNOWN");
  });

  it("narrows a document of 20 000 fields in time", () => {
    const { documentId, body } = sealed(20_000);
    const started = performance.now();
    expect(openBody(present(body, (pointer) => pointer.endsWith("7"))).documentId).to.equal(documentId);
    expect(performance.now() - started).to.be.below(10_000);
  }).timeout(30_000);
});

describe("fieldsOf and jsonOf", () => {
  it("names each scalar by its RFC 6901 pointer, with empty containers as fields of their own", () => {
    const value = { "": 1, "a/b": 2, "c~d": 3, list: [true, null, []], none: {} };
    expect(fieldsOf(value)).to.deep.equal([
      { pointer: "/", value: 1 },
      { pointer: "/a~1b", value: 2 },
      { pointer: "/c~0d", value: 3 },
      { pointer: "/list/0", value: true },
      { pointer: "/list/1", value: null },
      { pointer: "/list/2", value: [] },
      { pointer: "/none", value: {} },
    ]);
  });

  it("puts any JSON together again, in any order of its fields", () => {
    // An object whose names are 0, 1, 2 … reads back as an array: the one thing that pointers do not tell apart.
    const isLikeArray = (value: unknown): boolean =>
      typeof value === "object" &&
      value !== null &&
      (Object.values(value).some(isLikeArray) || (!Array.isArray(value) && Object.hasOwn(value, "0")));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        fc.pre(!isLikeArray(value));
        expect(JSON.parse(JSON.stringify(jsonOf(fieldsOf(value as Json).reverse())))).to.deep.equal(
          JSON.parse(JSON.stringify(value)),
        );
      }),
      { seed: 6901 },
    );
  });

  it("refuses a field inside another field with BODY_INVALID, in either order", () => {
    const clash = [
      { pointer: "/a", value: 1 },
      { pointer: "/a/b", value: 2 },
    ];
    expectRefusal(() => jsonOf(clash), "BODY_INVALID");
    expectRefusal(() => jsonOf([...clash].reverse()), "BODY_INVALID");
  });
});
