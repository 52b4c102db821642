import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../errors.ts";
import { reasonOf } from "../files/read-file.ts";
import { printable } from "../output/printable.ts";

/** Ending of a file that holds the facts of the original beside it, and is no document itself. */
export const FACTS_ENDING = ".facts.json";

/**
 * The files to be anchored: those named, and all below the folders named, by name. Hidden ones, symbolic links inside
 * folders and facts beside originals are left out.
 * @throws CliError FILE_NOT_READABLE, USAGE_INVALID when nothing is left.
 */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await filesAt(path)));
  if (found.length === 0) throw new CliError("USAGE_INVALID", "There is no file to anchor.");
  return [...new Set(found)];
}

async function filesAt(path: string): Promise<string[]> {
  try {
    return (await stat(path)).isDirectory() ? await filesBelow(path) : [path];
  } catch (cause) {
    throw new CliError("FILE_NOT_READABLE", `${printable(path)} cannot be read (${reasonOf(cause)}).`, cause);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of sorted) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || entry.name.endsWith(FACTS_ENDING)) continue;
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}
