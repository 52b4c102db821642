import { GatewayError } from "../errors.ts";

/** What a node answered instead of a result. */
export interface RpcFault {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export type RpcAnswer = { readonly result: unknown } | { readonly fault: RpcFault };

export interface RpcRequest {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly timeoutMs: number;
}

const MAX_BYTES = 256 * 1024 * 1024;
let lastId = 0;

/**
 * One JSON-RPC 2.0 request to one node.
 * @throws GatewayError CHAIN_UNAVAILABLE when the node does not answer in time or answers with anything but JSON-RPC.
 * The address stays out of the message: it may hold a credential.
 */
export async function askNode(url: string, { method, params, timeoutMs }: RpcRequest): Promise<RpcAnswer> {
  const id = ++lastId;
  const address = new URL(url);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (address.username) {
    const [user, password] = [decodeURIComponent(address.username), decodeURIComponent(address.password)];
    headers["authorization"] = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    address.username = address.password = "";
  }
  try {
    const body = JSON.stringify({ jsonrpc: "2.0", id, method, params });
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(address, { method: "POST", headers, body, signal, redirect: "error" });
    return readAnswer(await readText(response), id);
  } catch (cause) {
    throw new GatewayError("CHAIN_UNAVAILABLE", `A node of the chain did not answer ${method}.`, cause);
  }
}

async function readText(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw new RangeError("The answer is too large.");
  return new TextDecoder().decode(bytes);
}

/** Some nodes answer an error of the request with HTTP 4xx or 5xx and JSON-RPC inside, so the body decides. */
function readAnswer(text: string, id: number): RpcAnswer {
  const answer = JSON.parse(text) as { id?: unknown; result?: unknown; error?: RpcFault };
  if (answer.error && typeof answer.error.message === "string") return { fault: answer.error };
  if (answer.id !== id || !("result" in answer)) throw new TypeError("The answer is not JSON-RPC.");
  return { result: answer.result };
}
