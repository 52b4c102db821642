import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** What nobody went on with for so long belongs to an envelope that is over or was withdrawn. */
const OLD_SECONDS = 7 * 86_400;

/** Where what came so far of a member's attachment is kept: another member under the same name may send something else. */
export const partialPath = (dataDir: string, memberId: number, cid: string): string =>
  join(dataDir, "partial", String(memberId), cid);

/** Bytes that came so far. */
export const heldBytes = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Removes parts of attachments that nobody went on with for a week. */
export async function sweepPartial(dataDir: string, nowSeconds: number): Promise<void> {
  const entries = await readdir(join(dataDir, "partial"), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs / 1_000 < nowSeconds - OLD_SECONDS) await rm(path, { force: true });
  }
}
