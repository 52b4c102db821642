import { expect } from "chai";
import fc from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../../sdk/src/canonical/json.ts";
import { fieldsOf } from "../../../sdk/src/document/pointer.ts";
import type { Interchange } from "../../../sdk/src/edifact/interchange.ts";
import { writeInterchange } from "../../../sdk/src/edifact/write-interchange.ts";
import { SdkError } from "../../../sdk/src/errors.ts";
import { candidateOf } from "../../../sdk/src/formats/candidate.ts";
import type { Format } from "../../../sdk/src/formats/format.ts";
import { FORMATS, type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";
import { KINDS } from "../../../sdk/src/kinds/kinds.ts";
import { utf8Decode, utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { SAMPLES, type Sample } from "./samples.ts";

/** What may stand where something else belongs. */
const HOSTILE: readonly Json[] = [
  null,
  true,
  -1,
  1e40,
  5e-324,
  "",
  "\u0000",
  "9".repeat(5000),
  [],
  [null],
  [[[]]],
  {},
  JSON.parse('{"__proto__":{"unit":"KGM"},"constructor":{},"length":5}'),
];

/** Rows that take what no other row reads. */
const FALLBACKS: readonly string[] = ["json", "xml", "edifact", "opaque"];

/** Every row of the table of formats goes through this; a new row needs samples in test/samples. */
for (const format of FORMATS) {
  describe(`The format ${format.name}`, () => {
    const own = SAMPLES[format.name] ?? [];

    it("has a title, a media type and samples", () => {
      expect(format.title).to.match(/^[A-Z]/);
      expect(format.mediaTypes[0]).to.match(/^[a-z]+\/[a-z-]+$/);
      expect(own).not.to.be.empty;
    });

    for (const sample of own) itReads(format, sample);

    if (FALLBACKS.includes(format.name)) return;
    const others = Object.entries(SAMPLES).flatMap(([name, rows]) => (name === format.name ? [] : rows));
    for (const { name, bytes } of others) {
      it(`does not take ${name} for its own`, () => {
        expect(format.recognise(candidateOf(bytes))).to.equal(false);
      });
    }
  });
}

function itReads(format: Format, { name, bytes, hints }: Sample): void {
  it(`recognises ${name} and reads it to a kind of the table`, () => {
    const reading = readDocument(bytes, hints);
    expect(reading.format).to.equal(format.name);
    expect(KINDS.map((kind) => kind.name)).to.include(reading.kind);
  });

  it(`loses no value of ${name}: its body has all of them, or there is none and the facts are those given`, () => {
    const { json, xml, edifact } = candidateOf(bytes);
    const { body, facts } = readDocument(bytes, hints);
    if (json !== undefined) expect(body).to.deep.equal(json);
    else if (edifact) expect(writtenAgain(edifact, body as JsonObject)).to.equal(withoutBlanks(bytes));
    else if (xml) expect(fieldsOf(body as Json).map(({ value }) => value)).to.include.members(valuesInXml(bytes));
    else expect({ body, facts }).to.deep.equal({ body: {}, facts: hints.facts });
  });

  it(`reads the same in ${name} every time`, () => {
    expect(readDocument(bytes, hints)).to.deep.equal(readDocument(bytes, hints));
  });

  it(`survives ${name} cut off at any byte`, () => {
    for (let length = 0; length < bytes.length; length++) expectReadOrRefused(bytes.subarray(0, length), hints);
  });

  it(`survives ${name} with any one byte changed`, () => {
    for (let place = 0; place < bytes.length; place++) {
      expectReadOrRefused(
        bytes.map((byte, i) => (i === place ? byte ^ 0x15 : byte)),
        hints,
      );
    }
  });

  const { json } = candidateOf(bytes);
  if (!isJsonObject(json)) return;
  for (const wrong of HOSTILE) {
    it(`survives ${name} with ${JSON.stringify(wrong).slice(0, 30)} in the place of any value`, () => {
      for (const variant of variantsOf(json, wrong)) expectReadOrRefused(jsonBytes(variant), hints);
    });
  }

  it(`survives ${name} with anything at all in the place of any value`, () => {
    const variants = fc
      .jsonValue({ maxDepth: 3 })
      .chain((wrong) => fc.constantFrom(...variantsOf(json, wrong as Json)));
    fc.assert(
      fc.property(variants, (variant) => expectReadOrRefused(jsonBytes(variant), hints)),
      { seed: 1, numRuns: 300 },
    );
  });
}

/** The value with a wrong one in the place of each of its parts in turn. */
function variantsOf(value: Json, wrong: Json): Json[] {
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const inner = parts.flatMap(([name, part]) =>
    variantsOf(part as Json, wrong).map((variant) =>
      Array.isArray(value) ? value.with(Number(name), variant) : { ...(value as object), [name]: variant },
    ),
  );
  return [wrong, ...(inner as Json[])];
}

/** Reads with all that a reading has, or is refused with an error that a program can tell. */
function expectReadOrRefused(bytes: Uint8Array, hints: Hints): void {
  try {
    const { kind, findings } = readDocument(bytes, hints);
    expect(kind).to.be.a("string");
    expect(findings).to.be.an("array");
  } catch (error) {
    if (!(error instanceof SdkError)) throw error;
    expect(error.code).to.match(/^(JSON|XML|EDIFACT|FORMAT|FACTS|KIND)_/);
  }
}

/** Attributes and texts of a sample of XML, which has no entities, comments and CDATA sections. */
function valuesInXml(bytes: Uint8Array): string[] {
  const markup = utf8Decode(bytes).replace(/<\?[^>]*>/g, "");
  const attributes = [...markup.matchAll(/\s(?!xmlns)[\w:.-]+="([^"]*)"/g)];
  const texts = [...markup.matchAll(/>([^<]*[^<\s][^<]*)</g)];
  return [...attributes, ...texts].map(([, value]) => value as string);
}

/** The interchange that a body holds, written again. */
const writtenAgain = ({ service }: Interchange, { una, segments }: JsonObject): string =>
  withoutBlanks(
    utf8Encode(
      writeInterchange({
        service,
        ...(una !== undefined && { una: una as string }),
        segments: segments as unknown as Interchange["segments"],
      }),
    ),
  );

/** The text of an interchange without line breaks and the terminator of its last segment. */
const withoutBlanks = (bytes: Uint8Array): string =>
  utf8Decode(bytes)
    .replace(/[\r\n]/g, "")
    .replace(/'$/, "");

const jsonBytes = (value: Json): Uint8Array => utf8Encode(JSON.stringify(value));
