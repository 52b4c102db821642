import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { ACTORS, type ActorName } from "../../support/gateway/actors.ts";
import { CHAIN_ID } from "../../support/gateway/anvil.ts";
import { pathsOf } from "../../support/gateway/member.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import { databaseUrlOf } from "../../support/gateway/postgres.ts";

/** Where a program finds the gateway that it runs; all orders begin with it. */
export interface Place {
  readonly memberId: number;
  readonly dataDir: string;
  readonly keystorePath: string;
  readonly rpcUrls: readonly string[];
  readonly chainId: number;
  readonly directory: string;
  readonly databaseUrl?: string;
}

export interface Program {
  /** File beside this one. */
  readonly file: string;
  /** Where it kills itself. */
  readonly crashAt?: CrashPoint | undefined;
}

/** What each program said so far on its standard output. */
const OUTPUTS = new Map<ChildProcess, string>();
const RUNNING = new Set<ChildProcess>();

/** Loads a program in a process of its own; it waits for its place and its orders on its standard input. */
export function load(network: TestNetwork, { file, crashAt }: Program): ChildProcess {
  const env = {
    ...process.env,
    // What is compiled is kept: most of these processes live shorter than compiling takes.
    NODE_COMPILE_CACHE: join(network.folder, "compiled"),
    ...(crashAt !== undefined && { SEALANE_CRASH_AT: crashAt }),
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], { env, stdio: ["pipe", "pipe", "inherit"] });
  RUNNING.add(child);
  OUTPUTS.set(child, "");
  child.stdout.on("data", (chunk: Buffer) => OUTPUTS.set(child, `${OUTPUTS.get(child)}${chunk}`));
  child.once("close", () => RUNNING.delete(child));
  return child;
}

/** Whose gateway a program runs, and what it is told beside its place. */
export interface Task {
  readonly name: ActorName;
  readonly orders: object;
}

/** Has a loaded program begin. */
export function begin(network: TestNetwork, child: ChildProcess, { name, orders }: Task): void {
  const databaseUrl = databaseUrlOf(pathsOf(network, name).dataDir);
  const place: Place = {
    ...{ memberId: ACTORS[name].memberId, ...pathsOf(network, name), chainId: CHAIN_ID },
    ...{ rpcUrls: [network.anvil.rpcUrl], directory: network.deployment.directory },
    ...(databaseUrl !== undefined && { databaseUrl }),
  };
  child.stdin?.end(JSON.stringify({ ...place, ...orders }));
}

/** Loads a program and has it begin. */
export function start(network: TestNetwork, program: Program, task: Task): ChildProcess {
  const child = load(network, program);
  begin(network, child, task);
  return child;
}

export const outputOf = (child: ChildProcess): string => OUTPUTS.get(child) ?? "";

/** Waits until a program has said a word. */
export async function said(child: ChildProcess, word: string): Promise<void> {
  while (!outputOf(child).includes(word)) {
    if (!RUNNING.has(child)) throw new Error(`It ended before it said ${word}.`);
    await Promise.race([once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data"), once(child, "close")]);
  }
}

/** Waits until a program has ended and all that it said is here; the signal or the exit code that it ended with. */
export async function ended(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  if (RUNNING.has(child)) await once(child, "close");
  return child.signalCode ?? child.exitCode;
}

/** Ends what a test left running. */
export async function killAll(): Promise<void> {
  const left = [...RUNNING];
  for (const child of left) child.kill("SIGKILL");
  await Promise.all(left.map(ended));
}
