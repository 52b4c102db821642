import { GatewayError } from "../errors.ts";

/** Where a Kubo node's RPC is, and the bearer token of its `API.Authorizations`. */
export interface KuboAccess {
  /** Origin, `http:` or `https:`. */
  readonly url: string;
  readonly token?: string;
  /** Deadline of a small call, 10 seconds by default; bytes to keep have six times as long. */
  readonly timeoutMs?: number;
}

export interface KuboCall {
  /** Such as `block/get`. */
  readonly command: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body?: FormData;
  readonly signal: AbortSignal;
}

/** What Kubo answered: bytes, or its own sentence about why not. */
export type KuboAnswer = { readonly bytes: Uint8Array } | { readonly fault: string };

/** Far above the answer to any call here: a block has 2 MiB at most. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * One call of Kubo's RPC. Plain `fetch` in place of `kubo-rpc-client`, which ignores the trailer that tells of a broken
 * stream: six calls are asked of Kubo here, each judged by the bytes it brings.
 * @throws GatewayError BLOB_UNAVAILABLE when it does not answer in time, refuses the token, or is no Kubo. URL and token
 * stay out of the message.
 */
export async function callKubo(access: KuboAccess, call: KuboCall): Promise<KuboAnswer> {
  const address = new URL(`/api/v0/${call.command}?${new URLSearchParams(call.params)}`, access.url);
  const headers: Record<string, string> = access.token ? { authorization: `Bearer ${access.token}` } : {};
  const { body = null, signal } = call;
  try {
    const response = await fetch(address, { method: "POST", headers, body, signal, redirect: "error" });
    const bytes = await readBounded(response);
    if (response.ok) return { bytes };
    if (response.status === 500) return { fault: faultOf(bytes) };
    throw new RangeError(`The status is ${response.status}.`);
  } catch (cause) {
    throw new GatewayError("BLOB_UNAVAILABLE", `The blob store does not answer ${call.command}.`, cause);
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new RangeError("The answer is too large.");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function faultOf(bytes: Uint8Array): string {
  const { Message: message } = JSON.parse(Buffer.from(bytes).toString("utf8")) as { Message?: unknown };
  if (typeof message !== "string") throw new TypeError("The answer is not Kubo's.");
  return message;
}
