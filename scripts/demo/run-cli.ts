import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Runs `sealane` as a person would, whose words the audience sees; its exit code. */
export async function runCli(args: readonly string[]): Promise<number | null> {
  const cli = join(import.meta.dirname, "../../sdk/cli/main.ts");
  const [code] = await once(spawn(process.execPath, [cli, ...args], { stdio: "inherit" }), "exit");
  return code as number | null;
}
