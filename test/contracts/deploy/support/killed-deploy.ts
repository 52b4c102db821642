import { spawn } from "node:child_process";
import { once } from "node:events";
import { deploy } from "../../../../scripts/deploy.ts";

interface Killing {
  readonly rpcUrl: string;
  readonly deployerKey: string;
  readonly statePath: string;
  /** The deployment is killed at the instant at which it says this. */
  readonly line: string;
}

/** Deploys in a process of its own, which SIGKILL ends at an instant. @throws Error when the instant never came. */
export async function deployUntilKilled(killing: Killing): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(killing)], { stdio: "inherit" });
  const [, signal] = await once(child, "exit");
  if (signal !== "SIGKILL") throw new Error(`The deployment never said "${killing.line}".`);
}

if (import.meta.main) {
  const { line, ...options } = JSON.parse(process.argv[2] as string) as Killing;
  const log = (said: string): void => {
    if (said.startsWith(line)) process.kill(process.pid, "SIGKILL");
  };
  await deploy({ ...options, log });
}
