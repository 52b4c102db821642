import { execFileSync } from "node:child_process";
import { hasShared, sharedPath } from "./shared.ts";

const SCRIPT = "validators/validators";

/** Four real validators of a suite, on ports of their own. */
export interface Validators {
  /** Starts a fresh chain of theirs in a folder; their RPC URLs. */
  up(): readonly string[];
  kill(...validators: readonly number[]): void;
  start(...validators: readonly number[]): void;
  /** Stops them where they are: whoever asks them waits. */
  pause(...validators: readonly number[]): void;
  go(...validators: readonly number[]): void;
  down(): void;
}

/** The validators of the shared folder; undefined, with a word about it, where they are not. */
export function validatorsIn(folder: string, basePort: number): Validators | undefined {
  if (!hasShared(SCRIPT)) {
    process.stderr.write("Skipped: the validators of ../shared are not here.\n");
    return undefined;
  }
  const run = (...words: readonly (string | number)[]): string =>
    execFileSync("bash", [sharedPath(SCRIPT), ...words.map(String)], {
      env: { ...process.env, BASE_PORT: String(basePort) },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
  const each =
    (word: string) =>
    (...validators: readonly number[]): void => {
      for (const validator of validators) run(word, folder, validator);
    };
  return {
    up: () =>
      run("up", folder)
        .split("\n")
        .filter((line) => line.startsWith("http")),
    kill: each("kill"),
    start: each("start"),
    pause: each("pause"),
    go: each("go"),
    down: () => void run("down", folder),
  };
}

const UNTIL_MS = 90_000;

/** Waits until something has come to pass, for 90 seconds at most. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadlineMs = performance.now() + UNTIL_MS;
  while (!(await holds())) {
    if (performance.now() > deadlineMs) throw new Error(`It did not come to pass that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
