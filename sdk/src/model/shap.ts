import { goesLeft } from "./predict.ts";
import type { Forest, Tree } from "./tree.ts";

/** What each column adds to the margin of one row; with `base` they sum to the margin. */
export interface Contributions {
  /** The mean margin of the training rows as the covers of the trees weigh them. */
  readonly base: number;
  readonly byFeature: Float64Array;
}

/** A path through a tree: for each column met on it, what part of the rows goes on without and with knowing it. */
interface Path {
  /** How many entries are in use. */
  length: number;
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Exact Shapley values of a row, path-dependent: columns that are not known follow the covers of the training rows.
 * Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2.
 */
export function contributionsOf(forest: Forest, values: ArrayLike<number>): Contributions {
  const byFeature = new Float64Array(forest.features);
  let base = forest.base;
  for (const tree of forest.trees) {
    base += meanOf(tree);
    walk({ tree, values, byFeature }, { node: 0, path: newPath(depthOf(tree, 0) + 2), zero: 1, one: 1, feature: -1 });
  }
  return { base, byFeature };
}

/** The mean answer of a tree over its training rows. */
export function meanOf(tree: Tree): number {
  let sum = 0;
  for (let node = 0; node < tree.feature.length; node++)
    if ((tree.feature[node] as number) < 0) sum += (tree.value[node] as number) * (tree.cover[node] as number);
  return sum / (tree.cover[0] as number);
}

function depthOf(tree: Tree, node: number): number {
  if ((tree.feature[node] as number) < 0) return 0;
  return 1 + Math.max(depthOf(tree, tree.left[node] as number), depthOf(tree, tree.right[node] as number));
}

const newPath = (size: number): Path => ({
  length: 0,
  feature: new Int32Array(size),
  zero: new Float64Array(size),
  one: new Float64Array(size),
  weight: new Float64Array(size),
});

function copyOf(path: Path): Path {
  const copy = newPath(path.feature.length);
  copy.length = path.length;
  copy.feature.set(path.feature);
  copy.zero.set(path.zero);
  copy.one.set(path.one);
  copy.weight.set(path.weight);
  return copy;
}

interface Walk {
  readonly tree: Tree;
  readonly values: ArrayLike<number>;
  readonly byFeature: Float64Array;
}

interface Step {
  readonly node: number;
  readonly path: Path;
  readonly zero: number;
  readonly one: number;
  readonly feature: number;
}

function walk(input: Walk, { node, path: parent, zero, one, feature }: Step): void {
  const { tree, byFeature } = input;
  const path = copyOf(parent);
  extend(path, { zero, one, feature });
  const column = tree.feature[node] as number;
  if (column < 0) {
    for (let place = 1; place < path.length; place++) {
      const share = unwoundSum(path, place) * ((path.one[place] as number) - (path.zero[place] as number));
      const met = path.feature[place] as number;
      byFeature[met] = (byFeature[met] as number) + share * (tree.value[node] as number);
    }
    return;
  }
  const [hot, cold] = childrenOf(input, node);
  let known = { zero: 1, one: 1 };
  const before = placeOf(path, column);
  if (before >= 0) {
    known = { zero: path.zero[before] as number, one: path.one[before] as number };
    unwind(path, before);
  }
  const part = (child: number): number => (known.zero * (tree.cover[child] as number)) / (tree.cover[node] as number);
  walk(input, { node: hot, path, zero: part(hot), one: known.one, feature: column });
  walk(input, { node: cold, path, zero: part(cold), one: 0, feature: column });
}

/** The child that the row goes to, and the other. */
function childrenOf({ tree, values }: Walk, node: number): [hot: number, cold: number] {
  const [left, right] = [tree.left[node] as number, tree.right[node] as number];
  return goesLeft(tree, node, values) ? [left, right] : [right, left];
}

function placeOf(path: Path, column: number): number {
  for (let place = 1; place < path.length; place++) if (path.feature[place] === column) return place;
  return -1;
}

function extend(path: Path, { zero, one, feature }: Pick<Step, "zero" | "one" | "feature">): void {
  const { weight } = path;
  const last = path.length;
  path.feature[last] = feature;
  path.zero[last] = zero;
  path.one[last] = one;
  weight[last] = last === 0 ? 1 : 0;
  for (let place = last - 1; place >= 0; place--) {
    const own = weight[place] as number;
    weight[place + 1] = (weight[place + 1] as number) + (one * own * (place + 1)) / (last + 1);
    weight[place] = (zero * own * (last - place)) / (last + 1);
  }
  path.length = last + 1;
}

function unwind(path: Path, out: number): void {
  const { weight } = path;
  const last = path.length - 1;
  const [zero, one] = [path.zero[out] as number, path.one[out] as number];
  let next = weight[last] as number;
  for (let place = last - 1; place >= 0; place--) {
    const own = weight[place] as number;
    if (one !== 0) {
      weight[place] = (next * (last + 1)) / ((place + 1) * one);
      next = own - ((weight[place] as number) * zero * (last - place)) / (last + 1);
    } else weight[place] = (own * (last + 1)) / (zero * (last - place));
  }
  for (let place = out; place < last; place++) {
    path.feature[place] = path.feature[place + 1] as number;
    path.zero[place] = path.zero[place + 1] as number;
    path.one[place] = path.one[place + 1] as number;
  }
  path.length = last;
}

function unwoundSum({ weight, ...path }: Path, out: number): number {
  const last = path.length - 1;
  const [zero, one] = [path.zero[out] as number, path.one[out] as number];
  let next = weight[last] as number;
  let sum = 0;
  for (let place = last - 1; place >= 0; place--) {
    if (one !== 0) {
      const own = (next * (last + 1)) / ((place + 1) * one);
      sum += own;
      next = (weight[place] as number) - (own * zero * (last - place)) / (last + 1);
    } else sum += ((weight[place] as number) * (last + 1)) / (zero * (last - place));
  }
  return sum;
}
