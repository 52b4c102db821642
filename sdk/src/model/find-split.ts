import type { HistogramInput } from "./histogram.ts";
import type { BoostSettings } from "./settings.ts";

export interface Sums {
  readonly slope: number;
  readonly curvature: number;
}

export interface Split {
  readonly column: number;
  /** Rows whose bin is not above it go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly gain: number;
}

/** How much a leaf over such rows lessens the loss, times two (Chen and Guestrin 2016, eq. 6). */
const leafGain = ({ slope, curvature }: Sums, penalty: number): number =>
  curvature + penalty > 0 ? (slope * slope) / (curvature + penalty) : 0;

/** What a leaf over such rows adds to the margin before the learning rate (ibid., eq. 5). */
export const leafValue = ({ slope, curvature }: Sums, penalty: number): number =>
  curvature + penalty > 0 ? -slope / (curvature + penalty) : 0;

/** The best split of a node by its histogram, or undefined; among equals the first column and the lowest bin. */
export function findSplit(
  input: HistogramInput & { readonly settings: BoostSettings },
  histogram: Float64Array,
  total: Sums,
): Split | undefined {
  const least = leafGain(total, input.settings.leafPenalty) + input.settings.minGain;
  let best: Split | undefined;
  for (const column of input.columns) {
    const found = splitOfColumn(input, { histogram, total, column, toBeat: best ? best.gain + least : least });
    if (found) best = { ...found, gain: found.gain - least };
  }
  return best;
}

interface ColumnInput {
  readonly histogram: Float64Array;
  readonly total: Sums;
  readonly column: number;
  readonly toBeat: number;
}

function splitOfColumn(
  { offsets, settings }: HistogramInput & { readonly settings: BoostSettings },
  { histogram, total, column, toBeat }: ColumnInput,
): Split | undefined {
  const start = offsets[column] as number;
  const missing = (offsets[column + 1] as number) - start - 1;
  const missingSlope = histogram[2 * (start + missing)] as number;
  const missingCurvature = histogram[2 * (start + missing) + 1] as number;
  const { leafPenalty: penalty, minLeafCurvature: least } = settings;
  let best = toBeat;
  let split: Split | undefined;
  const consider = (bin: number, slope: number, curvature: number, missingLeft: boolean): void => {
    const otherSlope = total.slope - slope;
    const otherCurvature = total.curvature - curvature;
    if (curvature < least || otherCurvature < least) return;
    const gain = (slope * slope) / (curvature + penalty) + (otherSlope * otherSlope) / (otherCurvature + penalty);
    if (gain <= best + 1e-12 * Math.abs(best)) return;
    best = gain;
    split = { column, bin, missingLeft, gain };
  };
  let slope = 0;
  let curvature = 0;
  for (let bin = 0; bin < missing; bin++) {
    slope += histogram[2 * (start + bin)] as number;
    curvature += histogram[2 * (start + bin) + 1] as number;
    if (bin < missing - 1 || missingCurvature > 0) consider(bin, slope, curvature, false);
    if (missingCurvature > 0) consider(bin, slope + missingSlope, curvature + missingCurvature, true);
  }
  return split;
}
