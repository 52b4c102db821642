import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const SHARED = process.env["SEALANE_SHARED"] ?? join(import.meta.dirname, "../../../shared");

/** A path inside the shared corpus. */
export const sharedPath = (path: string): string => join(SHARED, path);

/** Whether the shared corpus holds this; tests over it skip where it does not, as on a user's machine. */
export const hasShared = (path: string): boolean => existsSync(sharedPath(path));

/** Bytes of a file of the shared corpus. */
export const readShared = (path: string): Buffer => readFileSync(sharedPath(path));

/** Paths, relative to the shared corpus, of every file below a folder. */
export function listShared(folder: string): string[] {
  return readdirSync(sharedPath(folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(sharedPath(path)).isDirectory() ? listShared(path) : [path];
    });
}

/** Declares a suite that is skipped, saying so, where the shared corpus is absent. */
export function describeShared(title: string, folder: string, suite: () => void): void {
  if (hasShared(folder)) describe(title, suite);
  else describe(title, () => void it("is skipped: the shared corpus is absent"));
}
