import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { SCOPE_NAMES } from "../../../node-gateway/src/identity/scopes.ts";
import { freePort } from "../../../scripts/free-port.ts";
import { ACTORS, type ActorName } from "../../support/gateway/actors.ts";
import { CHAIN_ID } from "../../support/gateway/anvil.ts";
import { makeGateway, PASSPHRASE, pathsOf } from "../../support/gateway/member.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import { databaseUrlOf } from "../../support/gateway/postgres.ts";

const MAIN = join(import.meta.dirname, "../../../sdk/cli/main.ts");

export interface RunningMember {
  readonly url: string;
  /** What an officer of it sets: its address and his credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** Credentials of an officer who may only verify. */
  readonly narrowEnv: Readonly<Record<string, string>>;
  /** Ends it as a supervisor does; the exit code. */
  stop(): Promise<number | null>;
}

const SECRET = "the officer's secret";
const clientOf = (id: string, scopes: readonly string[]) => ({
  id,
  secretSha256: createHash("sha256").update(SECRET).digest("hex"),
  scopes,
});

/** The settings of an actor's gateway on a free port. */
export async function settingsOf(network: TestNetwork, name: ActorName): Promise<Record<string, string>> {
  const { dataDir, keystorePath } = pathsOf(network, name);
  return {
    SEALANE_MEMBER_ID: String(ACTORS[name].memberId),
    SEALANE_DATA_DIR: dataDir,
    SEALANE_DATABASE_URL: databaseUrlOf(dataDir) ?? "",
    SEALANE_LISTEN_PORT: String(await freePort()),
    SEALANE_RPC_URLS: network.anvil.rpcUrl,
    SEALANE_CHAIN_ID: String(CHAIN_ID),
    SEALANE_DIRECTORY: network.deployment.directory,
    SEALANE_KEYSTORE: keystorePath,
    SEALANE_KEYSTORE_PASSPHRASE: PASSPHRASE,
    SEALANE_OIDC_EMBEDDED: "true",
    SEALANE_OIDC_CLIENTS: JSON.stringify([clientOf("officer", SCOPE_NAMES), clientOf("verifier", ["verify"])]),
    SEALANE_LOG_LEVEL: "silent",
    SEALANE_ALLOW_LOOPBACK: "true",
  };
}

/** Admits an actor and runs his gateway by `sealane gateway start`, with more settings. */
export async function startMember(
  network: TestNetwork,
  name: ActorName,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningMember> {
  const made = await makeGateway(network, name);
  await made.close();
  const settings = { ...(await settingsOf(network, name)), ...more };
  const child = spawn(process.execPath, [MAIN, "gateway", "start"], {
    env: { PATH: process.env["PATH"] ?? "", ...settings },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const url = `http://127.0.0.1:${settings["SEALANE_LISTEN_PORT"]}`;
  await untilReady(url, child);
  const envOf = (id: string) => ({ SEALANE_URL: url, SEALANE_CLIENT_ID: id, SEALANE_CLIENT_SECRET: SECRET });
  return { url, env: envOf("officer"), narrowEnv: envOf("verifier"), stop: () => end(child) };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (child.exitCode !== null) throw new Error(`The gateway ended at once (exit code ${child.exitCode})`);
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The gateway does not become ready.");
}

async function end(child: ChildProcess): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  return code;
}
