import { randomUUID } from "node:crypto";
import { mkdir, opendir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { GatewayError } from "../errors.ts";
import type { BlobStore } from "./blob-store.ts";
import { cidOf, isCid } from "./cid.ts";
import { writeDurably } from "./durable-file.ts";
import { diskFault, judgeDisk } from "./judge-disk.ts";

/**
 * A blob store of files named by CID, in folders by the last two characters but one (the first are the same for all).
 * Leftovers of writes that a crash cut off are removed on opening.
 */
export async function createFileBlobStore(directory: string): Promise<BlobStore> {
  const temporary = join(directory, "tmp");
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  for (const name of await readdir(temporary)) await rm(join(temporary, name), { force: true });
  const pathOf = (cid: string): string => join(directory, cid.slice(-3, -1), cid);
  const has = (cid: string): Promise<boolean> => guarded(() => exists(cid, pathOf(cid)));
  return {
    has,
    put: (bytes) =>
      guarded(async () => {
        const cid = await cidOf(bytes);
        // A file that is there may be damaged: put is asked because somebody has the good bytes.
        if (!(await has(cid)) || !(await isWhole(cid, pathOf(cid)))) {
          await writeDurably(pathOf(cid), bytes, join(temporary, randomUUID()));
        }
        return cid;
      }),
    get: (cid) =>
      guarded(async () => {
        if (!isCid(cid) || !(await has(cid))) throw new GatewayError("BLOB_NOT_FOUND", `There is no blob ${cid}.`);
        const bytes = new Uint8Array(await readFile(pathOf(cid)));
        if ((await cidOf(bytes)) !== cid) throw new GatewayError("BLOB_CORRUPT", `The blob ${cid} is damaged.`);
        return bytes;
      }),
    list: () => listFiles(directory),
    check: async () => {
      const fault = await judgeDisk(temporary);
      if (fault !== undefined) throw new GatewayError("BLOB_UNAVAILABLE", `The blob store's disk ${fault}.`);
    },
  };
}

async function exists(cid: string, path: string): Promise<boolean> {
  if (!isCid(cid)) return false;
  try {
    return (await stat(path)).isFile();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return false;
    throw cause;
  }
}

const isWhole = async (cid: string, path: string): Promise<boolean> =>
  (await cidOf(new Uint8Array(await readFile(path)))) === cid;

async function* listFiles(directory: string): AsyncIterable<string> {
  for await (const folder of await opendir(directory)) {
    if (!folder.isDirectory() || folder.name === "tmp") continue;
    for await (const file of await opendir(join(directory, folder.name))) if (isCid(file.name)) yield file.name;
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    const fault = diskFault(cause) ?? "does not answer";
    throw new GatewayError("BLOB_UNAVAILABLE", `The blob store's disk ${fault}.`, cause);
  }
}
