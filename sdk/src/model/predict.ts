import type { Forest, Tree } from "./tree.ts";

/** Whether a row goes left at a node that is no leaf. */
export function goesLeft(tree: Tree, node: number, values: ArrayLike<number>): boolean {
  const value = values[tree.feature[node] as number] as number;
  return Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] as number);
}

/** The leaf that a row comes to. */
export function leafOf(tree: Tree, values: ArrayLike<number>): number {
  let node = 0;
  while ((tree.feature[node] as number) >= 0)
    node = (goesLeft(tree, node, values) ? tree.left[node] : tree.right[node]) as number;
  return node;
}

/** The margin (log-odds) of one row, `values` by column, NaN where one is missing. */
export function marginOf({ base, trees }: Forest, values: ArrayLike<number>): number {
  let margin = base;
  for (const tree of trees) margin += tree.value[leafOf(tree, values)] as number;
  return margin;
}
