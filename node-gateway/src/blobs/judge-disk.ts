import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { GatewayError } from "../errors.ts";

/** With less room than this a disk counts as full: one more paper may not fit. */
const MIN_FREE_BYTES = 4 * 1024 * 1024;

/** What a system's error says of a disk (POSIX errno). To add one, add a row. */
const SAID: Readonly<Record<string, string>> = {
  ENOSPC: "is full",
  EDQUOT: "is full: its quota is used up",
  EROFS: "takes no writes: it is read-only",
  EACCES: "takes no writes: this program has no leave",
  EIO: "has a fault",
  EMFILE: "cannot be used now: this program has too many files open",
  ENFILE: "cannot be used now: this machine has too many files open",
};

/** What is the matter with a disk, such as `is full`; undefined for errors that are not of a disk. */
export function diskFault(cause: unknown): string | undefined {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return Object.hasOwn(SAID, code) ? SAID[code] : undefined;
}

/** The error to throw for one of a disk with this name: STORAGE_UNAVAILABLE, or the same error when it is not the disk's. */
export function storageFault(cause: unknown, disk: string): unknown {
  const fault = diskFault(cause);
  return fault === undefined ? cause : new GatewayError("STORAGE_UNAVAILABLE", `The ${disk} ${fault}.`, cause);
}

/** What stands in the way of writing into a folder now, as {@link diskFault} says it; undefined when nothing does. */
export async function judgeDisk(directory: string): Promise<string | undefined> {
  try {
    await access(directory, constants.W_OK);
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize < MIN_FREE_BYTES ? SAID["ENOSPC"] : undefined;
  } catch (cause) {
    return diskFault(cause) ?? "does not answer";
  }
}
