import type { ExitName } from "./exit-codes.ts";
import type { Io } from "./io.ts";

/** One option of a command. */
export interface Option {
  readonly type: "string" | "boolean";
  /** What stands for its value in the help, such as FILE; for strings only. */
  readonly value?: string;
  readonly multiple?: true;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** The options that were given. */
export type Values<O extends Options> = {
  readonly [N in keyof O]?: O[N] extends { multiple: true }
    ? readonly string[]
    : O[N] extends { type: "boolean" }
      ? boolean
      : string;
};

export interface Invocation<O extends Options> {
  readonly options: Values<O>;
  readonly operands: readonly string[];
  readonly io: Io;
}

/** One row of the table of commands. */
export interface CommandOf<O extends Options> {
  /** One word, or two. */
  readonly name: string;
  /** A sentence of one line. */
  readonly summary: string;
  /** Operands as the help shows them, such as `FILE…`; empty for none. */
  readonly operands: string;
  /** Smallest and largest number of operands. */
  readonly count: readonly [min: number, max: number];
  readonly options: O;
  /** What else one must know, a paragraph each. */
  readonly about?: readonly string[];
  /** Whole command lines without `sealane`. */
  readonly examples: readonly string[];
  /** The name of an exit code; a number only where another program's is handed on. */
  run(invocation: Invocation<O>): Promise<ExitName | number>;
}

export type Command = CommandOf<Options>;

/** A row whose `run` is typed by the row's own options. */
export const command = <const O extends Options>(row: CommandOf<O>): Command => row;
