import type { BinnedMatrix } from "./bins.ts";

/** First and second derivatives of the loss by the margin, one pair per row. */
export interface Gradients {
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** Where the bins of each column begin in a histogram; the last number is their sum. */
export function offsetsOf({ edges }: BinnedMatrix): Int32Array {
  const offsets = new Int32Array(edges.length + 1);
  for (let column = 0; column < edges.length; column++)
    offsets[column + 1] = (offsets[column] as number) + (edges[column] as Float64Array).length + 2;
  return offsets;
}

export interface HistogramInput {
  readonly matrix: BinnedMatrix;
  readonly offsets: Int32Array;
  readonly columns: readonly number[];
  readonly gradients: Gradients;
}

/**
 * Sums of slope and curvature for each bin of each column over some rows: two numbers a bin, slope first.
 * Rows are summed in the order given, so that the sums are the same to the bit each time.
 */
export function histogramOf({ matrix, offsets, columns, gradients }: HistogramInput, rows: Int32Array): Float64Array {
  const count = rows.length;
  const slope = new Float64Array(count);
  const curvature = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    slope[place] = gradients.slope[rows[place] as number] as number;
    curvature[place] = gradients.curvature[rows[place] as number] as number;
  }
  const sums = new Float64Array(2 * (offsets[offsets.length - 1] as number));
  for (const column of columns) {
    const bins = matrix.columns[column] as Uint8Array;
    const start = 2 * (offsets[column] as number);
    for (let place = 0; place < count; place++) {
      const cell = start + 2 * (bins[rows[place] as number] as number);
      sums[cell] = (sums[cell] as number) + (slope[place] as number);
      sums[cell + 1] = (sums[cell + 1] as number) + (curvature[place] as number);
    }
  }
  return sums;
}

/** The histogram of the rows that are in one node and not in its other child: cheaper than to count again. */
export function subtractHistogram(whole: Float64Array, part: Float64Array): Float64Array {
  const rest = new Float64Array(whole.length);
  for (let cell = 0; cell < whole.length; cell++) rest[cell] = (whole[cell] as number) - (part[cell] as number);
  return rest;
}
