import { type BinnedMatrix, missingBin } from "./bins.ts";
import { findSplit, leafValue, type Split, type Sums } from "./find-split.ts";
import { type HistogramInput, histogramOf, subtractHistogram } from "./histogram.ts";
import type { BoostSettings } from "./settings.ts";
import type { Tree } from "./tree.ts";

export interface GrowInput extends HistogramInput {
  readonly settings: BoostSettings;
  readonly weights: Float64Array;
}

/** A leaf that may still be split. */
interface OpenLeaf {
  readonly node: number;
  readonly depth: number;
  readonly rows: Int32Array;
  readonly histogram: Float64Array;
  readonly total: Sums;
  readonly split: Split | undefined;
}

type Growing = { -readonly [K in keyof Tree]: number[] };

/** A tree over some rows, grown leaf by leaf where the loss falls most, until leaves or gains run out. */
export function growTree(input: GrowInput, rows: Int32Array): Tree {
  const tree: Growing = { feature: [], threshold: [], missingLeft: [], left: [], right: [], value: [], cover: [] };
  const { maxLeaves } = input.settings;
  const root = openLeaf(input, {
    node: addNode(input, tree, rows),
    depth: 0,
    rows,
    histogram: histogramOf(input, rows),
  });
  const open: OpenLeaf[] = [root];
  for (let leaves = 1; leaves < maxLeaves; leaves++) {
    const leaf = takeBest(open);
    if (!leaf?.split) break;
    open.push(...splitLeaf(input, tree, leaf));
  }
  return tree;
}

/** Takes the open leaf with the largest gain out of the list: the earliest among equals. */
function takeBest(open: OpenLeaf[]): OpenLeaf | undefined {
  let best = -1;
  for (let place = 0; place < open.length; place++) {
    const gain = open[place]?.split?.gain;
    if (gain !== undefined && (best < 0 || gain > (open[best]?.split?.gain as number))) best = place;
  }
  return best < 0 ? undefined : open.splice(best, 1)[0];
}

function openLeaf(input: GrowInput, leaf: Omit<OpenLeaf, "total" | "split">): OpenLeaf {
  const total = sumsOf(input, leaf.rows);
  const may = leaf.depth < input.settings.maxDepth;
  return { ...leaf, total, split: may ? findSplit(input, leaf.histogram, total) : undefined };
}

function splitLeaf(input: GrowInput, tree: Growing, leaf: OpenLeaf): OpenLeaf[] {
  const split = leaf.split as Split;
  const [leftRows, rightRows] = partRows(input.matrix, leaf.rows, split);
  const [left, right] = [addNode(input, tree, leftRows), addNode(input, tree, rightRows)];
  tree.feature[leaf.node] = split.column;
  tree.threshold[leaf.node] = thresholdOf(input.matrix, split);
  tree.missingLeft[leaf.node] = split.missingLeft ? 1 : 0;
  tree.left[leaf.node] = left;
  tree.right[leaf.node] = right;
  tree.value[leaf.node] = 0;
  const depth = leaf.depth + 1;
  if (depth >= input.settings.maxDepth) return [];
  const leftIsSmall = leftRows.length <= rightRows.length;
  const small = histogramOf(input, leftIsSmall ? leftRows : rightRows);
  const large = subtractHistogram(leaf.histogram, small);
  return [
    openLeaf(input, { node: left, depth, rows: leftRows, histogram: leftIsSmall ? small : large }),
    openLeaf(input, { node: right, depth, rows: rightRows, histogram: leftIsSmall ? large : small }),
  ];
}

/** A split that parts rows with a value from those without one has every value on the left. */
function thresholdOf({ edges }: BinnedMatrix, { column, bin }: Split): number {
  return (edges[column] as Float64Array)[bin] ?? Number.MAX_VALUE;
}

function partRows(
  matrix: BinnedMatrix,
  rows: Int32Array,
  { column, bin, missingLeft }: Split,
): [Int32Array, Int32Array] {
  const bins = matrix.columns[column] as Uint8Array;
  const missing = missingBin(matrix.edges[column] as Float64Array);
  const left = new Int32Array(rows.length);
  const right = new Int32Array(rows.length);
  let lefts = 0;
  let rights = 0;
  for (const row of rows) {
    const at = bins[row] as number;
    if (at === missing ? missingLeft : at <= bin) left[lefts++] = row;
    else right[rights++] = row;
  }
  return [left.slice(0, lefts), right.slice(0, rights)];
}

function addNode({ settings, weights, gradients }: GrowInput, tree: Growing, rows: Int32Array): number {
  let cover = 0;
  let slope = 0;
  let curvature = 0;
  for (const row of rows) {
    cover += weights[row] as number;
    slope += gradients.slope[row] as number;
    curvature += gradients.curvature[row] as number;
  }
  tree.feature.push(-1);
  tree.threshold.push(0);
  tree.missingLeft.push(0);
  tree.left.push(-1);
  tree.right.push(-1);
  // Plus 0, since JSON has no -0.
  tree.value.push(settings.learningRate * leafValue({ slope, curvature }, settings.leafPenalty) + 0);
  return tree.cover.push(cover) - 1;
}

function sumsOf({ gradients }: GrowInput, rows: Int32Array): Sums {
  let slope = 0;
  let curvature = 0;
  for (const row of rows) {
    slope += gradients.slope[row] as number;
    curvature += gradients.curvature[row] as number;
  }
  return { slope, curvature };
}
