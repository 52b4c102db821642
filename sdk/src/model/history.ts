import type { InternedKeys } from "./interned.ts";

/**
 * What was found before, per key: two numbers for each text, how many different goods and how many of them were wrong.
 * Goods that came many times count once, with the mean of their outcomes: a regular shipment must not outvote the rest.
 */
export interface Tallies {
  /** Mean outcome of all goods: what is expected of a key that was never seen. */
  readonly mean: number;
  readonly seen: readonly Float64Array[];
  readonly wrong: readonly Float64Array[];
}

/** Tallies over the rows that `counts` says; the first key must be the one that tells goods apart. */
export function tally(interned: InternedKeys, wrong: ArrayLike<number>, counts: (row: number) => boolean): Tallies {
  const goods = interned.ids[0] as Int32Array;
  const rows = Int32Array.from(goods.keys()).filter(counts);
  const times = new Float64Array((interned.texts[0] as readonly string[]).length);
  for (const row of rows) bump(times, goods[row] as number, 1);
  const weight = Float64Array.from(rows, (row) => 1 / (times[goods[row] as number] ?? 1));
  const totals = { seen: 0, wrong: 0 };
  rows.forEach((row, place) => {
    totals.seen += weight[place] as number;
    totals.wrong += (weight[place] as number) * (wrong[row] as number);
  });
  const perKey = interned.ids.map((ids, key) => {
    const size = (interned.texts[key] as readonly string[]).length;
    const found = { seen: new Float64Array(size), wrong: new Float64Array(size) };
    rows.forEach((row, place) => {
      const share = key === 0 ? 1 : (weight[place] as number);
      bump(found.seen, ids[row] as number, share);
      bump(found.wrong, ids[row] as number, share * (wrong[row] as number));
    });
    return found;
  });
  return {
    mean: (totals.wrong + 0.5) / (totals.seen + 1),
    seen: perKey.map((found) => found.seen),
    wrong: perKey.map((found) => found.wrong),
  };
}

function bump(sums: Float64Array, id: number, by: number): void {
  if (id >= 0) sums[id] = (sums[id] as number) + by;
}

/** So many goods of the mean are added to each rate, so that a key that was seen once does not decide. */
const SMOOTHING = 10;
/** The same goods again usually come out as before, so that little is added. */
const SAME_GOODS_SMOOTHING = 0.3;

/** The smoothed rate of wrong goods of a key, NaN for one that was never seen. */
export function rateOf(seen: number, wrong: number, { mean, key }: { mean: number; key: number }): number {
  if (!(seen > 1e-9)) return Number.NaN;
  const added = key === 0 ? SAME_GOODS_SMOOTHING : SMOOTHING;
  return (wrong + added * mean) / (seen + added);
}
