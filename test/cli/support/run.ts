import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../../sdk/cli/main.ts");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
  /** Another copy of the program. */
  readonly main?: string;
}

/** Runs `sealane` as a person's shell does: another process, no terminal, and nothing of this machine's configuration. */
export function sealane(
  args: readonly string[],
  { env = {}, stdin = "", cwd, main = MAIN }: Around = {},
): Promise<Ended> {
  const nowhere = join(tmpdir(), "sealane-test-without-a-home");
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env["PATH"] ?? "", HOME: nowhere, ...env },
    ...(cwd !== undefined && { cwd }),
  });
  child.stdin.end(stdin);
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", async (code) => resolve({ code, stdout: await out, stderr: await err }));
  });
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** A folder of its own for a suite; call `remove` in `after`. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "sealane-cli-"));
  return {
    path: (name: string): string => join(folder, name),
    write(name: string, content: string | object, mode = 0o600): string {
      const path = join(folder, name);
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content), { mode });
      return path;
    },
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
