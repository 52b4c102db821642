import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Hex32 } from "@sealane/sdk";
import { syncDirectory } from "../blobs/durable-file.ts";
import { storageFault } from "../blobs/judge-disk.ts";
import { crashPoint } from "../crash-points.ts";
import { GatewayError } from "../errors.ts";

/** An original on disk, whole and durable, until it is sealed. */
export interface Spooled {
  readonly sha256: Hex32;
  readonly sizeBytes: number;
  read(): Promise<Uint8Array>;
  remove(): Promise<void>;
}

export interface SpoolInput {
  readonly original: Uint8Array | AsyncIterable<Uint8Array>;
  /** Folder for originals on their way. */
  readonly directory: string;
  readonly maxBytes: number;
}

/**
 * Takes an original in: written to a temporary file and hashed while it arrives, synced, then renamed.
 * @throws GatewayError INTAKE_TOO_LARGE as soon as the limit is passed, INTAKE_EMPTY, STORAGE_UNAVAILABLE.
 */
export async function spool({ original, directory, maxBytes }: SpoolInput): Promise<Spooled> {
  const name = randomUUID();
  const temporary = join(directory, `${name}.part`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const { sha256, sizeBytes } = await receive(original, temporary, maxBytes);
    crashPoint("intake:after-temp");
    const path = join(directory, `${name}.original`);
    await rename(temporary, path);
    await syncDirectory(directory);
    crashPoint("intake:after-rename");
    const read = async (): Promise<Uint8Array> => new Uint8Array(await readFile(path).catch(refuse));
    return { sha256, sizeBytes, read, remove: () => rm(path, { force: true }).catch(refuse) };
  } catch (cause) {
    // What cannot be removed now goes at the next start; why it could not says less than what came before.
    await rm(temporary, { force: true }).catch(() => undefined);
    return refuse(cause);
  }
}

/** Removes what a crash left: it belongs to requests that were never answered. */
export async function clearSpool(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) await rm(join(directory, name), { force: true });
}

async function receive(
  original: SpoolInput["original"],
  path: string,
  maxBytes: number,
): Promise<{ sha256: Hex32; sizeBytes: number }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "w", 0o600);
  try {
    for await (const chunk of original instanceof Uint8Array ? [original] : original) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new GatewayError("INTAKE_TOO_LARGE", `An original is at most ${maxBytes} bytes.`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (sizeBytes === 0) throw new GatewayError("INTAKE_EMPTY", "The original is empty.");
  return { sha256: hash.digest("hex"), sizeBytes };
}

/** Tells a disk that would not take what arrives from a sender that does not send it. */
function refuse(cause: unknown): never {
  throw storageFault(cause, "disk for originals");
}
