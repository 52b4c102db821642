import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CODE_LISTS,
  type CodeList,
  type CodeListName,
  keptListFiles,
  openKeptList,
  readKeptOrigin,
} from "@sealane/sdk";

/** The code lists that were imported into a folder. */
export interface CodeLists {
  /** As they are now: what was imported while the gateway runs counts from then on. */
  current(): Promise<readonly CodeList[]>;
}

/**
 * Lists of a folder that `sealane codes import --folder` writes. One that was changed since it was imported counts as
 * absent, and is told once: no paper waits for a list.
 */
export function openCodeLists(folder: string, tell: (name: CodeListName, error: unknown) => void): CodeLists {
  const held = new Map<CodeListName, { readonly origin: string; readonly list: CodeList | undefined }>();
  const load = async (name: CodeListName): Promise<CodeList | undefined> => {
    const origin = await readIfThere(join(folder, keptListFiles({ name, sha256: "" }).origin));
    if (origin === undefined) return undefined;
    const earlier = held.get(name);
    const text = origin.toString("utf8");
    if (earlier?.origin === text) return earlier.list;
    const list = await open(folder, origin).catch((error: unknown) => {
      tell(name, error);
      return undefined;
    });
    held.set(name, { origin: text, list });
    return list;
  };
  return {
    current: async () => {
      const lists = await Promise.all(CODE_LISTS.map(({ name }) => load(name)));
      return lists.filter((list) => list !== undefined);
    },
  };
}

async function open(folder: string, origin: Uint8Array): Promise<CodeList> {
  const kept = readKeptOrigin(origin);
  return openKeptList(kept, await readFile(join(folder, keptListFiles(kept).bytes)));
}

const readIfThere = (path: string): Promise<Buffer | undefined> => readFile(path).catch(() => undefined);
