import type { DeclarationLine } from "./declaration.ts";
import { rateOf, type Tallies, tally } from "./history.ts";
import type { InternedKeys } from "./interned.ts";
import type { Measure } from "./measures.ts";

/** Columns of numbers for the trees: the measures, then for each key its rate and how often it was seen. */
export type Columns = readonly Float64Array[];

export const columnCount = (measures: number, keys: number): number => measures + 2 * keys;

/** Columns of lines that no history is needed for. */
export const measureColumns = (lines: readonly DeclarationLine[], measures: readonly Measure[]): Float64Array[] =>
  measures.map(({ of }) => Float64Array.from(lines, of));

/**
 * Rates and counts of each row by what was found in the other folds, so that no row is told its own outcome.
 * @param folds the fold of each row, 0 to `count` - 1
 */
export function outOfFold(
  interned: InternedKeys,
  wrong: ArrayLike<number>,
  { folds, count }: { folds: Uint8Array; count: number },
): Float64Array[] {
  const columns = interned.keys.flatMap(() => [new Float64Array(folds.length), new Float64Array(folds.length)]);
  for (let fold = 0; fold < count; fold++) {
    const tallies = tally(interned, wrong, (row) => folds[row] !== fold);
    const rows = Int32Array.from(folds.keys()).filter((row) => folds[row] === fold);
    fillColumns(columns, { interned, tallies, rows });
  }
  return columns;
}

interface Filling {
  readonly interned: InternedKeys;
  readonly tallies: Tallies;
  readonly rows: Int32Array;
}

/** Writes rates and counts of some rows into the columns of keys. */
function fillColumns(columns: readonly Float64Array[], { interned, tallies, rows }: Filling): void {
  interned.ids.forEach((ids, key) => {
    const rates = columns[2 * key] as Float64Array;
    const counts = columns[2 * key + 1] as Float64Array;
    for (const row of rows) {
      const id = ids[row] as number;
      const seen = id < 0 ? Number.NaN : ((tallies.seen[key] as Float64Array)[id] as number);
      const wrong = id < 0 ? 0 : ((tallies.wrong[key] as Float64Array)[id] as number);
      rates[row] = rateOf(seen, wrong, { mean: tallies.mean, key });
      counts[row] = seen;
    }
  });
}
