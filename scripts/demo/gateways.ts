import { type ChildProcess, spawn } from "node:child_process";
import { hash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Client, createClient, tokenSource } from "@sealane/sdk/client";
import { SCOPE_NAMES } from "../../node-gateway/src/identity/scopes.ts";
import { type Secrets, writeKeystore } from "../../node-gateway/src/keys/keystore.ts";
import { makeSecrets } from "../../node-gateway/src/keys/make-secrets.ts";

/** A member of the demo: who it is, its secrets, and where its gateway keeps its things. */
export interface DemoMember {
  readonly memberId: number;
  readonly name: string;
  readonly country: string;
  readonly folder: string;
  readonly port: number;
  readonly secrets: Secrets;
  /** How long each of its periods of random draws is; it draws none when absent. */
  readonly drawPeriodSeconds?: number;
}

/** A gateway of the demo that runs as a process of its own. */
export interface DemoGateway {
  readonly member: DemoMember;
  readonly url: string;
  readonly client: Client;
  /** Another officer, for what takes two. */
  readonly supervisor: Client;
  /** An officer's token with every scope. */
  token(): Promise<string>;
  stop(): Promise<void>;
}

export interface DemoNetwork {
  readonly rpcUrls: readonly string[];
  readonly chainId: number;
  /** 0x. */
  readonly directory: string;
}

const READY_TIMEOUT_MS = 30_000;

/** The member's secrets: made on the first run, and the same ones afterwards. */
export function memberOf(it: Omit<DemoMember, "secrets">, tagKeys: Secrets["tagKeys"]): DemoMember {
  mkdirSync(it.folder, { recursive: true });
  const path = join(it.folder, "demo-secrets.json");
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(makeSecrets(tagKeys)), { mode: 0o600 });
  return { ...it, secrets: JSON.parse(readFileSync(path, "utf8")) as Secrets };
}

/** Starts a member's gateway as an operator would: a configuration file, a keystore, one process. */
export async function startGateway(
  member: DemoMember,
  network: DemoNetwork,
  names: Readonly<Record<string, string>> = { [member.memberId]: member.name },
): Promise<DemoGateway> {
  const [passphrase, clientSecret] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
  const keystorePath = join(member.folder, "keystore.json");
  await writeKeystore(keystorePath, member.secrets, passphrase);
  const configPath = join(member.folder, "gateway.json");
  const clients = ["officer", "supervisor"].map((id) => ({
    id,
    secretSha256: hash("sha256", clientSecret),
    scopes: SCOPE_NAMES,
  }));
  const config = {
    memberId: member.memberId,
    dataDir: join(member.folder, "data"),
    listen: { port: member.port },
    chain: network,
    keystore: { path: keystorePath, passphrase },
    oidc: { embedded: true, clients },
    draws: { periodSeconds: member.drawPeriodSeconds },
    outbound: { allowLoopback: true },
    names,
  };
  mkdirSync(config.dataDir, { recursive: true });
  writeFileSync(configPath, JSON.stringify(config, null, 2), { mode: 0o600 });
  const child = spawnGateway(configPath, join(member.folder, "gateway.log"));
  const url = `http://127.0.0.1:${member.port}`;
  await untilServing(url, child, member);
  const [token, second] = clients.map(({ id }) => tokenSource({ issuer: url, clientId: id, clientSecret })) as [
    DemoGateway["token"],
    DemoGateway["token"],
  ];
  const client = createClient({ gatewayUrl: url, token });
  const supervisor = createClient({ gatewayUrl: url, token: second });
  return { member, url, token, client, supervisor, stop: () => end(child) };
}

function spawnGateway(configPath: string, logPath: string): ChildProcess {
  const program = join(import.meta.dirname, "../../node-gateway/src/main.ts");
  const log = openSync(logPath, "a", 0o600);
  return spawn(process.execPath, [program], {
    env: { PATH: process.env["PATH"], SEALANE_CONFIG: configPath },
    stdio: ["ignore", log, log],
  });
}

async function untilServing(url: string, child: ChildProcess, { name, folder }: DemoMember): Promise<void> {
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(`${url}/livez`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || performance.now() > deadlineMs) {
      throw new Error(`The gateway of ${name} does not start; see ${join(folder, "gateway.log")}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
