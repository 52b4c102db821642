import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { createApp } from "../../../node-gateway/src/http/app.ts";
import { serve } from "../../../node-gateway/src/http/server.ts";
import { createEmbeddedIssuer } from "../../../node-gateway/src/identity/embedded-issuer.ts";
import type { Identity } from "../../../node-gateway/src/identity/officer.ts";
import { SCOPE_NAMES, type Scope } from "../../../node-gateway/src/identity/scopes.ts";
import { createMetrics } from "../../../node-gateway/src/telemetry/metrics.ts";
import { sha256Hex } from "../identity/token.ts";

export interface TestServer {
  readonly url: string;
  readonly logged: object[];
  /** A token of the embedded issuer with these scopes. */
  tokenWith(...scopes: Scope[]): Promise<string>;
  /** A request on a fresh connection, with a token of every scope unless headers say otherwise. */
  ask(path: string, init?: RequestInit & { duplex?: "half" }): Promise<Response>;
  stop(): Promise<void>;
}

const ISSUER = "http://127.0.0.1:8710";
export const CLIENT = { id: "singapore", secret: "a long random secret" };
const LIMITS = { jsonBytes: 4096, originalBytes: 8192, dossierBytes: 8192, drainTimeoutMs: 1000 };

/** A listening server with the embedded issuer. Without a gateway, the use cases fail: the way to them is what is tested. */
export async function startServer(
  given: { gateway?: Gateway; metricsToken?: string; limits?: object; identity?: Identity } = {},
): Promise<TestServer> {
  const logged: object[] = [];
  const keep = (fields: object) => void logged.push(fields);
  const log = { info: keep, warn: keep, error: keep };
  const nowSeconds = () => Math.floor(Date.now() / 1000);
  const gateway = given.gateway ?? ({ memberId: 7, log, clock: nowSeconds } as unknown as Gateway);
  const dataDir = mkdtempSync(join(tmpdir(), "sealane-http-"));
  const clients = [
    { id: CLIENT.id, secretSha256: sha256Hex(CLIENT.secret), scopes: ["verify", "trace:read"] as Scope[] },
  ];
  const embedded = await createEmbeddedIssuer({ name: ISSUER, audience: "sealane", clients, dataDir, nowSeconds });
  const identity = given.identity ?? { issuer: ISSUER, audience: "sealane", keys: embedded.keys, nowSeconds };
  const config = {
    limits: configSchema.shape.limits.parse(given.limits ?? LIMITS),
    names: {},
    metricsToken: given.metricsToken,
  };
  const app = createApp({ gateway, identity, config, metrics: createMetrics() }, embedded);
  const server = await serve(app, { host: "127.0.0.1", port: 0, limits: config.limits });
  const { port } = server;
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const tokenWith = (...scopes: Scope[]) => embedded.mint("singapore-officer", scopes);
  const all = await tokenWith(...SCOPE_NAMES);
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers({ authorization: `Bearer ${all}`, ...(init.headers as Record<string, string>) });
    for (const [name, value] of [...headers]) if (value === "") headers.delete(name);
    return fetch(url + path, { ...init, headers });
  };
  return { url, logged, tokenWith, ask, stop };
}

/** The JSON of an answer, taken to have these members. */
export const jsonOf = async <T = { code: string; error: string; scope: string; access_token: string }>(
  response: Response,
): Promise<T> => (await response.json()) as T;
