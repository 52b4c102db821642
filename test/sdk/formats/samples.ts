import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hints } from "../../../sdk/src/formats/formats.ts";

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

function samplesIn(folder: string, hints: Hints): Sample[] {
  return readdirSync(join(FOLDER, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, folder, name))), hints }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
