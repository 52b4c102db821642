import { randomUUID } from "node:crypto";
import { open, rename, unlink } from "node:fs/promises";
import { CliError } from "../errors.ts";
import { printable } from "../output/printable.ts";
import { exists, reasonOf } from "./read-file.ts";

/**
 * Writes a file whole or not at all, readable by its owner only: it may hold what a document says.
 * @throws CliError FILE_EXISTS unless it may replace one, FILE_NOT_WRITABLE.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { replace }: { replace: boolean },
): Promise<void> {
  if (!replace && (await exists(path))) {
    throw new CliError("FILE_EXISTS", `${printable(path)} is there already. Choose another name, or --force.`);
  }
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    throw new CliError("FILE_NOT_WRITABLE", `${printable(path)} cannot be written (${reasonOf(cause)}).`, cause);
  }
}
