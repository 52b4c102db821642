import { type BinnedMatrix, missingBin } from "./bins.ts";
import { logOdds, sigmoid } from "./exact-math.ts";
import { growTree } from "./grow-tree.ts";
import { type Gradients, offsetsOf } from "./histogram.ts";
import { drawAt } from "./random.ts";
import type { BoostSettings } from "./settings.ts";
import type { Tree } from "./tree.ts";

export interface TrainingRows {
  readonly matrix: BinnedMatrix;
  /** 1 for what was found wrong, 0 for what was found in order. */
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** Log-odds of the training rows, held away from the infinite where they are all of one class. */
export function baseOf({ labels, weights }: TrainingRows): number {
  let wrong = 0;
  let all = 0;
  for (let row = 0; row < labels.length; row++) {
    wrong += (labels[row] as number) * (weights[row] as number);
    all += weights[row] as number;
  }
  return logOdds((wrong + 0.5) / (all + 1));
}

/**
 * Grows trees one after the other, each on what those before it left over (logistic loss). Yields every new tree.
 * To go on with a training that was stopped, give the trees it had grown: the rest come out as they would have.
 */
export function* boost(
  rows: TrainingRows,
  settings: BoostSettings,
  grown: readonly Tree[] = [],
): Generator<Tree, void> {
  const { matrix, labels, weights } = rows;
  const offsets = offsetsOf(matrix);
  const margins = new Float64Array(matrix.rows).fill(baseOf(rows));
  for (const tree of grown) addTree(tree, matrix, margins);
  for (let round = grown.length; round < settings.trees; round++) {
    const gradients = gradientsOf(margins, labels, weights);
    const columns = chosen(matrix.columns.length, settings.columnShare, settings.seed, ~round);
    const picked = Int32Array.from(chosen(matrix.rows, settings.rowShare, settings.seed, round));
    const tree = growTree({ matrix, offsets, columns, gradients, settings, weights }, picked);
    addTree(tree, matrix, margins);
    yield tree;
  }
}

function gradientsOf(margins: Float64Array, labels: Uint8Array, weights: Float64Array): Gradients {
  const slope = new Float64Array(margins.length);
  const curvature = new Float64Array(margins.length);
  for (let row = 0; row < margins.length; row++) {
    const chance = sigmoid(margins[row] as number);
    slope[row] = (weights[row] as number) * (chance - (labels[row] as number));
    curvature[row] = (weights[row] as number) * chance * (1 - chance);
  }
  return { slope, curvature };
}

function chosen(count: number, share: number, seed: number, round: number): number[] {
  const kept: number[] = [];
  for (let item = 0; item < count; item++) if (share >= 1 || drawAt(seed, round, item) < share) kept.push(item);
  return kept.length > 0 || count === 0 ? kept : [Math.floor(drawAt(seed, round, count) * count)];
}

/** Adds a tree's answers to the margins of binned rows. */
export function addTree(tree: Tree, matrix: BinnedMatrix, margins: Float64Array): void {
  const bins = tree.feature.map((column, node) => {
    const edges = matrix.edges[column];
    return edges ? lastBinBelow(edges, tree.threshold[node] as number) : 0;
  });
  for (let row = 0; row < matrix.rows; row++) {
    let node = 0;
    for (let column = tree.feature[0] as number; column >= 0; column = tree.feature[node] as number) {
      const bin = (matrix.columns[column] as Uint8Array)[row] as number;
      const missing = missingBin(matrix.edges[column] as Float64Array);
      const left = bin === missing ? tree.missingLeft[node] === 1 : bin <= (bins[node] as number);
      node = (left ? tree.left[node] : tree.right[node]) as number;
    }
    margins[row] = (margins[row] as number) + (tree.value[node] as number);
  }
}

/** The bin whose upper edge is the threshold; the last with values when it is above all edges. */
function lastBinBelow(edges: Float64Array, threshold: number): number {
  let bin = 0;
  while (bin < edges.length && (edges[bin] as number) < threshold) bin++;
  return bin;
}
