import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes the names in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Writes a file so that after a crash it is there whole or not at all; `temporary` must be on the same file system. */
export async function writeDurably(path: string, bytes: Uint8Array, temporary: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(temporary, "w", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    // A disk that fails may not let go of it either; what went wrong first is what is told.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
  await syncDirectory(dirname(path));
}
