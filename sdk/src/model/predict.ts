import type { Forest, Tree } from "./tree.ts";

/** The leaf that a row comes to. */
export function leafOf(tree: Tree, values: ArrayLike<number>): number {
  let node = 0;
  for (let column = tree.feature[0] as number; column >= 0; column = tree.feature[node] as number) {
    const value = values[column] as number;
    const left = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] as number);
    node = (left ? tree.left[node] : tree.right[node]) as number;
  }
  return node;
}

/** The margin (log-odds) of one row, `values` by column, NaN where one is missing. */
export function marginOf({ base, trees }: Forest, values: ArrayLike<number>): number {
  let margin = base;
  for (const tree of trees) margin += tree.value[leafOf(tree, values)] as number;
  return margin;
}
