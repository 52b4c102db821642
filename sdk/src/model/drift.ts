import { binColumns, binValues } from "./bins.ts";
import type { DeclarationLine } from "./declaration.ts";
import { log } from "./exact-math.ts";
import { type Scorer, valuesOf } from "./score.ts";

/** How far a feature has moved between two times. */
export interface FeatureDrift {
  readonly feature: string;
  /** Population stability index: below 0.1 little, above 0.25 much (the usual reading). */
  readonly psi: number;
}

const BANDS = 10;

/**
 * The population stability index of each feature between lines of a model's time and newer ones, the largest first:
 * Σ (new − old) × ln(new / old) over ten bands of the old lines and one for values that are missing.
 */
export function driftOf(
  scorer: Scorer,
  older: readonly DeclarationLine[],
  newer: readonly DeclarationLine[],
): FeatureDrift[] {
  const [before, after] = [older, newer].map((lines) => lines.map((line) => valuesOf(scorer, line)));
  const names = [
    ...scorer.measures.map(({ name }) => name),
    ...scorer.keys.flatMap(({ name }) => [`${name}: rate`, `${name}: seen`]),
  ];
  return names
    .map((feature, column) => ({
      feature,
      psi: stabilityOf(columnOf(before ?? [], column), columnOf(after ?? [], column)),
    }))
    .sort((a, b) => b.psi - a.psi || (a.feature < b.feature ? -1 : 1));
}

const columnOf = (rows: readonly Float64Array[], column: number): Float64Array =>
  Float64Array.from(rows, (row) => row[column] as number);

/** The population stability index between two columns of numbers; 0 when either is empty. */
export function stabilityOf(before: Float64Array, after: Float64Array): number {
  if (before.length === 0 || after.length === 0) return 0;
  const edges = bandsOf(before);
  const [old, young] = [sharesOf(before, edges), sharesOf(after, edges)];
  let sum = 0;
  for (let band = 0; band < old.length; band++) {
    const [was, is] = [old[band] as number, young[band] as number];
    sum += (is - was) * log(is / was);
  }
  return sum;
}

/** Edges that leave about a tenth of the values in each band. */
function bandsOf(values: Float64Array): Float64Array {
  const fine = binColumns([values]).edges[0] as Float64Array;
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const wanted = Array.from(
    { length: BANDS - 1 },
    (_, band) => sorted[Math.floor((sorted.length * (band + 1)) / BANDS)],
  );
  return fine.filter((edge, place) =>
    wanted.some((cut) => cut !== undefined && edge >= cut && !((fine[place - 1] ?? Number.NEGATIVE_INFINITY) >= cut)),
  );
}

/** The share of each band, half a value added to each so that none is empty. */
function sharesOf(values: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length + 2).fill(0.5);
  for (const bin of binValues(values, edges)) counts[bin] = (counts[bin] as number) + 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}
