import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";

const FOLDER = join(import.meta.dirname, "../../samples");

/** An original of ours, and what its sender says beside it. */
export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hints: Hints;
}

const BESIDE: Hints = { kind: "certificate-of-origin", facts: { documentNumber: "MY-CO-5", originCountry: "MY" } };

/** Samples of each format: a folder of its name in test/samples. */
export const SAMPLES: Readonly<Record<string, readonly Sample[]>> = Object.fromEntries(
  readdirSync(FOLDER).map((format) => [format, samplesIn(format, format === "opaque" ? BESIDE : {})]),
);

/** A sample by its file name. */
export function sampleOf(name: string): Sample {
  const found = Object.values(SAMPLES)
    .flat()
    .find((sample) => sample.name === name);
  if (!found) throw new Error(`There is no sample ${name}.`);
  return found;
}

/** Of each sample: its kind, and every fact as a person reads it. */
export type Stated = Readonly<Record<string, readonly [kind: string, facts: Facts]>>;

/** A test for each sample, that it is read as what it states and as nothing else. */
export function readsAll(samples: Stated): void {
  for (const [name, [kind, facts]] of Object.entries(samples)) {
    it(`reads kind and facts of ${name}, and no others`, () => {
      const reading = readDocument(sampleOf(name).bytes, {});
      expect(reading.kind).to.equal(kind);
      expect(reading.facts).to.deep.equal(facts);
      expect(reading.findings.filter(({ code }) => code === "FACT_MALFORMED")).to.deep.equal([]);
    });
  }
}

function samplesIn(folder: string, hints: Hints): Sample[] {
  return readdirSync(join(FOLDER, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, folder, name))), hints }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
