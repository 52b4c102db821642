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

/** Samples of each format, by its name. */
export const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  "sealane-json": samplesIn("sealane-json", {}),
  "dcsa-transport-document-3": samplesIn("dcsa", {}),
  json: samplesIn("json", {}),
  xml: samplesIn("xml", {}),
  opaque: samplesIn("opaque", BESIDE),
};

/** A sample by its file name. */
export function sampleOf(name: string): Sample {
  const found = Object.values(SAMPLES)
    .flat()
    .find((sample) => sample.name === name);
  if (!found) throw new Error(`There is no sample ${name}.`);
  return found;
}

function samplesIn(folder: string, hints: Hints): Sample[] {
  return readdirSync(join(FOLDER, folder))
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, folder, name))), hints }));
}
