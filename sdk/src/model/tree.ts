/**
 * One regression tree in flat arrays; node 0 is the root, children stand behind their parents.
 * A row whose value is not above the threshold goes left; one without a value goes where `missingLeft` says.
 */
export interface Tree {
  /** Column that the node asks about, or -1 for a leaf. */
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  /** 1 when rows without a value go left, else 0. */
  readonly missingLeft: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What the tree adds to the margin (log-odds); 0 for nodes that are no leaves. */
  readonly value: readonly number[];
  /** Weight of the training rows that came through the node. */
  readonly cover: readonly number[];
}

/** Trees whose sum is the margin. */
export interface Forest {
  /** The margin before any tree: log-odds of the training rows. */
  readonly base: number;
  /** Columns that the trees were grown over. */
  readonly features: number;
  readonly trees: readonly Tree[];
}
