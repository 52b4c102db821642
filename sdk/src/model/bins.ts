/** Columns of numbers as the trees see them: at most 255 bins each, the last for values that are missing (NaN). */
export interface BinnedMatrix {
  readonly rows: number;
  /** One array per column: the bin of each row. */
  readonly columns: readonly Uint8Array[];
  /** One array per column, ascending: a value is in the first bin whose edge it does not exceed. */
  readonly edges: readonly Float64Array[];
}

/** So many edges a column has at most: 254 bins for values, one for those that are missing. */
const MAX_EDGES = 253;

/** The bin of missing values of a column. */
export const missingBin = (edges: Float64Array): number => edges.length + 1;

/**
 * Cuts columns into bins of about the same number of rows; two values that are equal are never apart.
 * @param columns numbers, one array per column, all of the same length
 */
export function binColumns(columns: readonly Float64Array[]): BinnedMatrix {
  const edges = columns.map(edgesOf);
  return {
    rows: columns[0]?.length ?? 0,
    columns: columns.map((values, column) => binValues(values, edges[column] as Float64Array)),
    edges,
  };
}

/** Bins of other rows of a column by edges that were found before. */
export function binValues(values: Float64Array, edges: Float64Array): Uint8Array {
  return Uint8Array.from(values, (value) => binOf(value, edges));
}

function binOf(value: number, edges: Float64Array): number {
  if (Number.isNaN(value)) return missingBin(edges);
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function edgesOf(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const steps: number[] = [];
  for (let place = 1; place < sorted.length; place++) if (sorted[place - 1] !== sorted[place]) steps.push(place);
  if (steps.length <= MAX_EDGES) return Float64Array.from(steps, (place) => between(sorted, place));
  const edges: number[] = [];
  let taken = 0;
  for (const place of steps)
    if (place * MAX_EDGES >= (taken + 1) * sorted.length && edges.length < MAX_EDGES) {
      edges.push(between(sorted, place));
      taken = Math.floor((place * MAX_EDGES) / sorted.length);
    }
  return Float64Array.from(edges);
}

/** A number that parts two neighbours of a sorted column: not below the smaller and below the larger. */
function between(sorted: Float64Array, place: number): number {
  const below = sorted[place - 1] as number;
  const above = sorted[place] as number;
  const middle = below + (above - below) / 2;
  return middle < above ? middle : below;
}
