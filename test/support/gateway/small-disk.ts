import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A disk of a few mebibytes at a folder, which a test fills. */
export interface SmallDisk {
  /** Fills it, but for so many bytes. */
  fill(leaveBytes: number): Promise<void>;
  empty(): Promise<void>;
  unmount(): void;
}

/** Mounts a disk of this size at a folder; undefined where this machine gives no leave to mount. */
export function mountSmallDisk(folder: string, sizeBytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeBytes}`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  const filler = join(folder, "filler");
  const empty = (): Promise<void> => rm(filler, { force: true });
  return {
    empty,
    fill: async (leaveBytes) => {
      await empty();
      const { bavail, bsize } = await statfs(folder);
      await writeFile(filler, new Uint8Array(bavail * bsize - leaveBytes));
    },
    unmount: () => void execFileSync("umount", [folder]),
  };
}
