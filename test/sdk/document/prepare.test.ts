import { expect } from "chai";
import fc from "fast-check";
import { openBody } from "../../../sdk/src/document/body.ts";
import { prepareDocument, readFields } from "../../../sdk/src/document/prepare.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";

// The same salts for both, so that only the inputs can tell two ids apart.
const sameSalts = (length: number) => new Uint8Array(length).fill(5);
const prepare = (text: string | Uint8Array) =>
  prepareDocument({ original: typeof text === "string" ? utf8Encode(text) : text, randomBytes: sameSalts });
const withDetails = (details: string) => `{"sealane":"packing-list","details":${details}}`;
const outcome = (text: string): string => {
  const code = codeOf(() => prepare(text));
  return code === "nothing thrown" ? prepare(text).documentId : code;
};

describe("Two different inputs never share a document id:", () => {
  const pairs: [string, string, string][] = [
    ["1.0 and 1", withDetails('{"a":1.0}'), withDetails('{"a":1}')],
    ["-0 and 0", withDetails('{"a":-0}'), withDetails('{"a":0}')],
    ["1e2 and 100", withDetails('{"a":1e2}'), withDetails('{"a":100}')],
    ["a number and its text", withDetails('{"a":1}'), withDetails('{"a":"1"}')],
    ["NFC and NFD", withDetails('{"a":"\u00e9"}'), withDetails('{"a":"e\u0301"}')],
    ["NFC and NFD keys", withDetails('{"\u00e9":1}'), withDetails('{"e\u0301":1}')],
    ["a letter and its escape", withDetails('{"a":"b"}'), withDetails('{"a":"\\u0062"}')],
    ["blanks and none", withDetails('{ "a" : 1 }'), withDetails('{"a":1}')],
    ["another order of keys", withDetails('{"a":1,"b":2}'), withDetails('{"b":2,"a":1}')],
    ["an array and an object of its places", withDetails('{"a":["x"]}'), withDetails('{"a":{"0":"x"}}')],
    ["an empty array and an empty object", withDetails('{"a":[]}'), withDetails('{"a":{}}')],
    ["null and absence", withDetails('{"a":null}'), withDetails("{}")],
    ["a slash in a key and a deeper key", withDetails('{"a/b":1}'), withDetails('{"a":{"b":1}}')],
    ["a tilde in a key and its escape", withDetails('{"a~1b":1}'), withDetails('{"a/b":1}')],
    ["__proto__ and absence", withDetails('{"__proto__":{"a":1}}'), withDetails("{}")],
  ];
  for (const [title, one, other] of pairs) {
    it(`${title}: different`, () => {
      expect(outcome(one)).to.match(/^[0-9a-f]{64}$/);
      expect(outcome(other)).to.match(/^[0-9a-f]{64}$/);
      expect(outcome(one)).not.to.equal(outcome(other));
    });
  }

  const refused: [string, string, string][] = [
    ["a duplicate key", withDetails('{"a":1,"a":2}'), "JSON_DUPLICATE_KEY"],
    ["a duplicate __proto__", withDetails('{"__proto__":1,"__proto__":2}'), "JSON_DUPLICATE_KEY"],
    ["half of a surrogate pair", withDetails('{"a":"\\ud800"}'), "JSON_LONE_SURROGATE"],
    ["a huge integer", withDetails('{"a":9007199254740993}'), "JSON_NUMBER_INEXACT"],
    ["a number beyond doubles", withDetails('{"a":1e999}'), "JSON_NUMBER_INEXACT"],
    ["a reserved name", '{"sealane":"packing-list","$original":{"sha256":"00"}}', "DOCUMENT_RESERVED_NAME"],
    ["facts smuggled in by name", '{"sealane":"packing-list","$facts":{"ucr":"X"}}', "DOCUMENT_RESERVED_NAME"],
    ["a reserved name that is deeper", '{"sealane":"packing-list","$jcs":[1]}', "DOCUMENT_RESERVED_NAME"],
  ];
  for (const [title, text, code] of refused) {
    it(`${title}: refused with ${code}`, () => {
      expectRefusal(() => prepare(text), code);
    });
  }

  it("a name that only begins like a reserved one is a name like any other", () => {
    expect(outcome(withDetails('{"$original":1}'))).to.match(/^[0-9a-f]{64}$/);
    expect(outcome('{"sealane":"packing-list","$originals":1}')).to.match(/^[0-9a-f]{64}$/);
  });

  it("any two JSON texts that differ in a byte, even under the same salts", () => {
    const text = fc
      .tuple(fc.jsonValue({ maxDepth: 2 }), fc.integer({ min: 0, max: 1 }))
      .map(([value, indent]) => withDetails(JSON.stringify(value, null, indent)));
    fc.assert(
      fc.property(text, text, (one, other) => {
        fc.pre(one !== other);
        expect(outcome(one)).not.to.equal(outcome(other));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("any two scans, by their /$original", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (one, other) => {
        const idOf = (bytes: Uint8Array) =>
          prepareDocument({
            original: bytes,
            mediaType: "application/octet-stream",
            kind: "packing-list",
            randomBytes: sameSalts,
          }).documentId;
        expect(idOf(one) === idOf(other)).to.equal(Buffer.compare(one, other) === 0);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe("prepareDocument", () => {
  it("seals what the original says, its digest, its facts and its SHA-256 over RFC 8785", () => {
    const { body, documentId, kind, format } = prepare('{"sealane":"packing-list","ucr":"5sg1","details":{"n":1}}');
    const opened = openBody(body);
    expect([opened.documentId, kind, format]).to.deep.equal([documentId, "packing-list", "sealane-json"]);
    expect(opened.fields.map(({ pointer }) => pointer)).to.deep.equal([
      "/$facts/ucr",
      "/$jcs",
      "/$original",
      "/details/n",
      "/sealane",
      "/ucr",
    ]);
    expect(opened.fields[0]?.value).to.equal("5SG1");
  });

  it("refuses an original of another kind than its sender states with FORMAT_INVALID", () => {
    const original = utf8Encode('{"sealane":"packing-list"}');
    const input = { original, kind: "commercial-invoice", randomBytes: sameSalts } as const;
    expectRefusal(() => prepareDocument(input), "FORMAT_INVALID");
    expect(prepareDocument({ ...input, kind: "packing-list" }).kind).to.equal("packing-list");
  });

  it("refuses more than 64 MiB with DOCUMENT_TOO_LARGE before it reads them", () => {
    const original = { length: 64 * 1024 * 1024 + 1 } as unknown as Uint8Array;
    expectRefusal(() => readFields({ original }), "DOCUMENT_TOO_LARGE");
  });

  it("refuses few long names over many fields with DOCUMENT_TOO_LARGE, of which each alone is small", () => {
    const text = JSON.stringify({ ["k".repeat(100_000)]: Array.from({ length: 60_000 }, () => 1) });
    expectRefusal(() => readFields({ original: utf8Encode(text) }), "DOCUMENT_TOO_LARGE");
  });

  it("refuses more facts than a document has fields with DOCUMENT_TOO_MANY_FIELDS", () => {
    const event = { eventType: "TRANSPORT", eventClassifierCode: "ACT", transportEventTypeCode: "ARRI" };
    const events = Array.from({ length: 150_000 }, () => ({ ...event, eventDateTime: "2026-03-01T10:00:00Z" }));
    const original = utf8Encode(JSON.stringify(events));
    expectRefusal(() => prepareDocument({ original, randomBytes: sameSalts }), "DOCUMENT_TOO_MANY_FIELDS");
  });
});
