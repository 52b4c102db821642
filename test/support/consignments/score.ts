import { judgeConsignment } from "../../../sdk/src/provenance/judge-consignment.ts";
import { drawOf } from "./draw.ts";
import { honestMovement, papersOf } from "./honest.ts";
import { PLANTS, type Plant } from "./plants.ts";

/** How well one sort of contradiction is told. */
export interface Score {
  readonly name: string;
  /** Consignments with the contradiction. */
  readonly planted: number;
  /** Part of them that a code of the contradiction tells of. */
  readonly recall: number;
  /** Part of the consignments with such a code that have a contradiction which explains it. */
  readonly precision: number;
}

export interface Scores {
  readonly kinds: readonly Score[];
  readonly honest: number;
  /** Honest consignments that any check calls invalid. */
  readonly falseAlarms: number;
}

/** Codes that follow from a contradiction beside its own: one lie in a paper contradicts more than one other. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  "another quantity": ["QUANTITY_EXCEEDED"],
  "another weight": ["QUANTITY_EXCEEDED", "NET_OVER_GROSS"],
  "another number of packages": ["QUANTITY_EXCEEDED"],
  "papers that build on each other": ["DATES_OUT_OF_ORDER", "ONWARD_LEG_NOT_CONTINUED", "QUANTITY_EXCEEDED"],
};

/**
 * Judges consignments of a seed: `perKind` with each contradiction and as many honest ones as there are kinds of
 * contradiction times that. The checks see the papers alone, never what was planted.
 */
export function scoreSeed(seed: string, perKind: number): Scores {
  const judged = [...PLANTS.map((plant) => plant as Plant | undefined), ...PLANTS.map(() => undefined)].flatMap(
    (plant, row) =>
      Array.from({ length: perKind }, (_, at) => ({ plant, codes: codesOf(`${seed} ${row} ${at}`, plant) })),
  );
  const honest = judged.filter(({ plant }) => plant === undefined);
  return {
    kinds: PLANTS.map((plant) => scoreOf(plant, judged)),
    honest: honest.length,
    falseAlarms: honest.filter(({ codes }) => codes.size > 0).length,
  };
}

function scoreOf(plant: Plant, judged: readonly { plant: Plant | undefined; codes: ReadonlySet<string> }[]): Score {
  const planted = judged.filter((one) => one.plant === plant);
  const tells = ({ codes }: { codes: ReadonlySet<string> }): boolean => plant.codes.some((code) => codes.has(code));
  const told = judged.filter(tells);
  const explains = (other: Plant | undefined): boolean =>
    plant.codes.some((code) => other?.codes.includes(code) || FOLLOWS[other?.name ?? ""]?.includes(code));
  return {
    ...{ name: plant.name, planted: planted.length },
    recall: planted.filter(tells).length / planted.length,
    precision: told.length === 0 ? 0 : told.filter((one) => explains(one.plant)).length / told.length,
  };
}

function codesOf(seed: string, plant: Plant | undefined): Set<string> {
  const draw = drawOf(seed);
  const movement = honestMovement(draw);
  plant?.plant(movement, draw);
  const { findings } = judgeConsignment(papersOf(movement));
  return new Set(findings.filter(({ status }) => status === "invalid").map(({ code }) => code));
}
