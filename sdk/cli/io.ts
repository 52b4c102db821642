import type { Environment } from "./files/paths.ts";

/** What a command may touch of the world besides files and network; a test may give another. */
export interface Io {
  readonly env: Environment;
  /** Whether the result is for a program. */
  readonly json: boolean;
  readonly isColoured: boolean;
  /** Whether a person watches stderr, so that a line may be drawn over. */
  readonly isWatched: boolean;
  /** A line, or several, to stdout: the result and nothing else. */
  print(text: string): void;
  /** To stderr: progress and remarks. */
  note(text: string): void;
  /** Unix seconds. */
  now(): number;
  /** All of stdin. */
  readStdin(): Promise<Uint8Array>;
}

/** The world of a process. Colour only on a terminal, and never with NO_COLOR (no-color.org). */
export function createIo(process: NodeJS.Process, json: boolean): Io {
  const { env, stdout, stderr, stdin } = process;
  return {
    env,
    json,
    isColoured: !json && stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    isWatched: stderr.isTTY === true && env["TERM"] !== "dumb",
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(text),
    now: () => Math.floor(Date.now() / 1000),
    readStdin: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
  };
}
