import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

/** An answer of a node: a result, a fault, text that is no JSON-RPC, or silence. */
export type FakeAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } }
  | { readonly text: string }
  | "silence";

/** A node of which a test writes every answer. */
export interface FakeNode {
  readonly url: string;
  /** Methods and parameters it was asked, in order. */
  readonly asked: { readonly method: string; readonly params: readonly unknown[]; readonly authorization?: string }[];
  answer: (method: string, params: readonly unknown[]) => FakeAnswer;
  stop(): Promise<void>;
}

export async function startFakeNode(answer: FakeNode["answer"]): Promise<FakeNode> {
  const server = createServer(async (request, response) => {
    const { id, method, params } = JSON.parse(await readBody(request)) as {
      id: number;
      method: string;
      params: unknown[];
    };
    const { authorization } = request.headers;
    node.asked.push({ method, params, ...(authorization === undefined ? {} : { authorization }) });
    const given = node.answer(method, params);
    if (given === "silence") return;
    response.end("text" in given ? given.text : JSON.stringify({ jsonrpc: "2.0", id, ...given }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const node: FakeNode = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    answer,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return node;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
