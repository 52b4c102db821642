import { ClientError, isUnavailable, type ReportedFault } from "./client-error.ts";

export interface ClientOptions {
  /** Where the gateway listens, such as `https://gateway.example`. */
  readonly gatewayUrl: string;
  /** Gives the access token of the officer who asks. */
  readonly token: () => string | Promise<string>;
  /** How long one try may take; 60 seconds by default. */
  readonly timeoutMs?: number;
  /** How often a call is tried while the gateway, or what it needs, is away; 3 by default. */
  readonly tries?: number;
  readonly fetch?: typeof fetch;
}

export interface ApiRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its media type. */
  readonly original?: { readonly bytes: Uint8Array; readonly mediaType: string };
  /** Sent in the header `Sealane-Metadata`. */
  readonly metadata?: object;
  readonly idempotencyKey?: string;
}

/**
 * The answer to a request, asked for again while the gateway is away. Repeats are harmless: what changes something
 * carries an idempotency key.
 * @throws ClientError
 */
export async function send(options: ClientOptions, request: ApiRequest): Promise<Response> {
  const tries = options.tries ?? 3;
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(options, request);
    } catch (error) {
      if (attempt >= tries || !isUnavailable(error)) throw error;
      await pause(200 * 2 ** attempt);
    }
  }
}

/** Resolves after so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function sendOnce(options: ClientOptions, request: ApiRequest): Promise<Response> {
  const headers = new Headers({
    accept: "application/json, application/octet-stream, application/taxii+json;version=2.1",
  });
  headers.set("authorization", `Bearer ${await options.token()}`);
  const mediaType = request.original?.mediaType ?? (request.json === undefined ? undefined : "application/json");
  if (mediaType !== undefined) headers.set("content-type", mediaType);
  if (request.metadata !== undefined) headers.set("sealane-metadata", asciiJson(request.metadata));
  if (request.idempotencyKey !== undefined) headers.set("idempotency-key", request.idempotencyKey);
  const bytes = request.original?.bytes ?? (request.json === undefined ? null : JSON.stringify(request.json));
  const signal = AbortSignal.timeout(options.timeoutMs ?? 60_000);
  const body = bytes as NonNullable<RequestInit["body"]> | null;
  const init = { method: request.method, headers, body, signal, redirect: "error" as const };
  let response: Response;
  try {
    response = await (options.fetch ?? fetch)(urlOf(options.gatewayUrl, request), init);
  } catch (cause) {
    throw new ClientError("GATEWAY_UNAVAILABLE", "The gateway does not answer.", { cause });
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

function urlOf(gatewayUrl: string, { path, query = {} }: ApiRequest): URL {
  const url = new URL(gatewayUrl.replace(/\/$/, "") + path);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

/** JSON that fits into a header: everything beyond ASCII as an escape. */
const asciiJson = (value: object): string =>
  JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

async function errorOf(response: Response): Promise<ClientError> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const more = { status: response.status, requestId };
  try {
    const problem = (await response.json()) as { code?: unknown; detail?: unknown; errors?: ReportedFault[] };
    if (typeof problem.code === "string") {
      return new ClientError(problem.code, String(problem.detail), { ...more, faults: problem.errors ?? [] });
    }
  } catch {
    // Not JSON: some proxy's page. What it says is not ours to repeat.
  }
  const code = response.status >= 502 && response.status <= 504 ? "GATEWAY_UNAVAILABLE" : "GATEWAY_ANSWER_INVALID";
  return new ClientError(code, `The answer has status ${response.status} and is not a gateway's.`, more);
}
