/** Filled in the next commit. */
export type Schema = Record<never, never>;
