import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";

/** What a node says instead: another result, or a refusal. */
export type Lie = { readonly result: unknown } | { readonly refusal: string } | { readonly status: number };

/** How a method's answer is turned; undefined tells the truth. */
export type Turn = (params: readonly unknown[], truth: unknown) => Lie | undefined;

/** A node that asks another and says what a test wants of chosen methods. */
export interface Liar {
  readonly url: string;
  lies: Readonly<Record<string, Turn>>;
  /** Methods that it was asked. */
  readonly asked: Set<string>;
  stop(): Promise<void>;
}

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Starts a liar before a node. */
export async function startLiar(rpcUrl: string): Promise<Liar> {
  const server = createServer(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming) body += String(chunk);
    const { id, method, params } = JSON.parse(body) as Request;
    liar.asked.add(method);
    const headers = { "content-type": "application/json" };
    const truth = (await (await fetch(rpcUrl, { method: "POST", headers, body })).json()) as { result?: unknown };
    const lie = liar.lies[method]?.(params, truth.result);
    answer(response, lie === undefined ? truth : { jsonrpc: "2.0", id, ...spoken(lie) }, lie);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const liar: Liar = {
    url: `http://127.0.0.1:${port}`,
    lies: {},
    asked: new Set(),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return liar;
}

const spoken = (lie: Lie): object =>
  "result" in lie ? { result: lie.result } : { error: { code: -32_000, message: "refusal" in lie ? lie.refusal : "" } };

function answer(response: ServerResponse, said: object, lie: Lie | undefined): void {
  if (lie !== undefined && "status" in lie) response.writeHead(lie.status).end("too large");
  else response.end(JSON.stringify(said));
}
