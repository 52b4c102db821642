import { CliError } from "../errors.ts";

/** One node of a chain, as JSON-RPC shows it. */
export interface Node {
  /** Without credentials, path and query. */
  readonly host: string;
  /** @throws CliError CHAIN_UNAVAILABLE when it does not answer; NodeFault for what it refuses. */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
}

/** What a node answers instead of a result. */
export class NodeFault extends Error {}

const TIMEOUT_MS = 5_000;

/**
 * A node by its URL.
 * @throws CliError USAGE_INVALID for what is no http URL.
 */
export function nodeOf(url: string): Node {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliError("USAGE_INVALID", "A node of the chain is named by its http or https URL.");
  }
  const { host } = new URL(url);
  return { host, ask: async (method, params) => resultOf(await post(new URL(url), { method, params }), host) };
}

async function post(url: URL, request: { method: string; params: readonly unknown[] }): Promise<unknown> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  const { username, password, host } = url;
  if (username) {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers["authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
    url.username = url.password = "";
  }
  try {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, ...request });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await (await fetch(url, { method: "POST", headers, body, signal, redirect: "error" })).json();
  } catch (cause) {
    throw new CliError("CHAIN_UNAVAILABLE", `${host} does not answer.`, cause);
  }
}

function resultOf(answer: unknown, host: string): unknown {
  const { result, error } = (answer ?? {}) as { result?: unknown; error?: { message?: unknown } };
  if (error) throw new NodeFault(String(error.message ?? "refused").slice(0, 200));
  if (result === undefined) throw new CliError("CHAIN_UNAVAILABLE", `${host} does not speak JSON-RPC.`);
  return result;
}

/** A JSON-RPC quantity; NaN for what is none. */
export const numberOf = (value: unknown): number =>
  typeof value === "string" && /^0x[0-9a-f]+$/i.test(value) ? Number(value) : Number.NaN;

export interface Head {
  readonly number: number;
  /** Hex32. */
  readonly hash: string;
  readonly timeSeconds: number;
  /** Wei for each gas. */
  readonly baseFee: number;
}

/** The newest block of a node. */
export async function headOf(node: Node): Promise<Head> {
  const block = (await node.ask("eth_getBlockByNumber", ["latest", false])) as Record<string, unknown> | null;
  return {
    number: numberOf(block?.["number"]),
    hash: String(block?.["hash"]).slice(2),
    timeSeconds: numberOf(block?.["timestamp"]),
    baseFee: block?.["baseFeePerGas"] === undefined ? 0 : numberOf(block["baseFeePerGas"]),
  };
}
