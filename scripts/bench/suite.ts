import type { Effort, Row } from "./measure.ts";
import type { Peers } from "./peers.ts";

export interface SuiteInput {
  readonly effort: Effort;
  readonly peers?: Peers | undefined;
  /** A smoke run: small numbers, that nobody may quote. */
  readonly quick: boolean;
}

/** One benchmark; scripts/bench.ts has the table of them. */
export interface Suite {
  readonly name: string;
  readonly about: string;
  run(input: SuiteInput): Promise<Row[]> | Row[];
}
