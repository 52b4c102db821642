import {
  chooseSettings,
  type LabelledLine,
  type Model,
  readImportDeclarations,
  TRAIN_DEFAULTS,
  trainModel,
} from "../../../src/index.ts";
import type { Options } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import type { Io } from "../../io.ts";
import { wholeNumberOf } from "../../numbers.ts";

export const SEED_OPTIONS = {
  seed: { type: "string", value: "N", help: "Draws and folds follow from it; 1 by default." },
} as const satisfies Options;

/** What every command about a table says of it. */
export const LAYOUT =
  "Tables are CSV in the layout of the public data set of customs import declarations; docs/model.md names the columns. Nothing is sent anywhere.";

/** Labelled lines of a table that an option names. @throws CliError USAGE_INVALID, FILE_NOT_READABLE; SdkError */
export async function linesOf(option: string, path: string | undefined, io: Io): Promise<LabelledLine[]> {
  if (path === undefined) throw new CliError("USAGE_INVALID", `Say which table: --${option} FILE.`);
  return readImportDeclarations(await readInput(path, io));
}

export const seedOf = (text: string | undefined): number =>
  wholeNumberOf("seed", text, { initial: TRAIN_DEFAULTS.seed, min: 0, max: 2_147_483_647 });

export interface Timed {
  readonly model: Model;
  readonly chooseMs: number;
  readonly trainMs: number;
}

/** Chooses settings on the newest of the lines, then trains on all of them. */
export function trainTimed(lines: readonly LabelledLine[], seed: number): Timed {
  const start = performance.now();
  const settings = chooseSettings(lines, { ...TRAIN_DEFAULTS, seed });
  const chosen = performance.now();
  const model = trainModel(lines, settings);
  return { model, chooseMs: Math.round(chosen - start), trainMs: Math.round(performance.now() - chosen) };
}
