import { readFile as readFromDisk, stat } from "node:fs/promises";
import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printable } from "../output/printable.ts";

const MAX_BYTES = 256 * 1024 * 1024;
const OTHERS = 0o077;

/**
 * The bytes of a file; of stdin for `-`.
 * @throws CliError FILE_NOT_READABLE.
 */
export async function readInput(path: string, io: Io): Promise<Uint8Array> {
  if (path === "-") return io.readStdin();
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new CliError("FILE_NOT_READABLE", `${printable(path)} is larger than 256 MiB.`);
    return await readFromDisk(path);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError("FILE_NOT_READABLE", `${printable(path)} cannot be read (${reasonOf(cause)}).`, cause);
  }
}

/**
 * The text of a file that holds a secret, without the line's end.
 * @throws CliError FILE_NOT_READABLE; FILE_EXPOSED when accounts but its owner's can read it.
 */
export async function readSecret(path: string, io: Io): Promise<string> {
  const bytes = await readInput(path, io);
  if (path !== "-" && process.platform !== "win32") {
    const mode = (await stat(path)).mode & 0o777;
    if ((mode & OTHERS) !== 0) {
      throw new CliError("FILE_EXPOSED", `${printable(path)} can be read by others. Run: chmod 600 ${printable(path)}`);
    }
  }
  return new TextDecoder().decode(bytes).trim();
}

/** Whether there is anything at a path. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The code of a system error, which names no content. */
export const reasonOf = (cause: unknown): string => String((cause as { code?: unknown } | null)?.code ?? "unreadable");
