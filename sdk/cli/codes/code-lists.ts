import { mkdir, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import {
  CODE_LISTS,
  type CodeList,
  type CodeListName,
  keptListFiles,
  keptOrigin,
  openKeptList,
  readCodeList,
  readKeptOrigin,
} from "../../src/index.ts";
import { CliError } from "../errors.ts";
import { exists, readInput, reasonOf } from "../files/read-file.ts";
import { writeWhole } from "../files/write-file.ts";
import type { Io } from "../io.ts";
import { printable } from "../output/printable.ts";
import { codeListFolder } from "./folder.ts";

/** Where to keep or find lists instead of the user's own folder. */
interface Place {
  readonly folder?: string | undefined;
}

/**
 * Reads a list from files that are joined, and keeps it in place of the one before. Whoever is killed in between leaves
 * the one before: what counts is the small file, which is replaced at once.
 * @throws SdkError CODE_LIST_INVALID; CliError FILE_NOT_READABLE, FILE_NOT_WRITABLE.
 */
export async function importCodeList(
  paths: readonly string[],
  { name, date, folder, io }: Place & { readonly name: CodeListName; readonly date: string; readonly io: Io },
): Promise<CodeList> {
  const bytes = joined(await Promise.all(paths.map((path) => readInput(path, io))));
  const list = readCodeList(name, bytes, date);
  const home = folder ?? codeListFolder(io.env);
  const files = keptListFiles(list);
  await mkdir(home, { recursive: true }).catch((cause: unknown) => {
    throw new CliError("FILE_NOT_WRITABLE", `${printable(home)} cannot be made (${reasonOf(cause)}).`, cause);
  });
  await writeWhole(join(home, files.bytes), bytes, { replace: true });
  await writeWhole(join(home, files.origin), keptOrigin(list), { replace: true });
  await dropUnused(home, io);
  return list;
}

/**
 * Every list that was imported, each found to be as it was then.
 * @throws SdkError CODE_LIST_INVALID when one was changed since; CliError FILE_NOT_READABLE.
 */
export async function loadCodeLists(io: Io, { folder }: Place = {}): Promise<CodeList[]> {
  const home = folder ?? codeListFolder(io.env);
  const lists: CodeList[] = [];
  for (const { name } of CODE_LISTS) {
    const path = join(home, keptListFiles({ name, sha256: "" }).origin);
    if (!(await exists(path))) continue;
    const origin = readKeptOrigin(await readInput(path, io));
    lists.push(openKeptList(origin, await readInput(join(home, keptListFiles(origin).bytes), io)));
  }
  return lists;
}

/** Lines of one file do not run into those of the next, also where its last line has no end. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const newline = Buffer.from("\n");
  return Buffer.concat(
    parts.flatMap((part, place) => (place < parts.length - 1 && part.at(-1) !== newline[0] ? [part, newline] : [part])),
  );
}

/** Bytes that no list names any longer. */
async function dropUnused(home: string, io: Io): Promise<void> {
  const names = await readdir(home);
  const origins = names.filter((name) => CODE_LISTS.some((row) => name === `${row.name}.json`));
  const used = await Promise.all(
    origins.map(async (name) => keptListFiles(readKeptOrigin(await readInput(join(home, name), io))).bytes),
  );
  const unused = names.filter((name) => /^[0-9a-f]{64}\.csv$/.test(name) && !used.includes(name));
  await Promise.all(unused.map((name) => unlink(join(home, name)).catch(() => undefined)));
}
