import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

const NEVER = /(^|\/)(node_modules|dist|artifacts|cache|\.demo)(\/|$)/;

/** Paths of files, relative to the root with forward slashes, sorted. */
export const filesOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: ROOT, exclude: (path) => NEVER.test(path) })
    .map((path) => path.replaceAll(sep, "/"))
    .sort();

export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Prints faults, or that all is well, and sets the exit code. */
export function conclude(what: string, faults: readonly string[]): void {
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  process.stderr.write(faults.length > 0 ? `${what}: ${faults.length} faults.\n` : `${what}: all well.\n`);
}
