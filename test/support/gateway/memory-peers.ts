import { request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { duplexPair } from "node:stream";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import type { Peers } from "../../../node-gateway/src/peers/peers.ts";

/** The way to gateways in this process: the whole HTTP stack of both sides, and no socket between them. */
export function createMemoryPeers(servers: ReadonlyMap<string, Server>): Peers {
  return {
    call: async (gatewayUrl, { method, path, headers, body, maxBytes }) => {
      const server = servers.get(gatewayUrl);
      if (!server) throw unavailable();
      const [near, far] = duplexPair();
      server.emit("connection", far);
      try {
        const answer = await new Promise<IncomingMessage>((resolve, reject) => {
          const options = { method, path, headers: { ...headers, host: "memory" }, createConnection: () => near };
          httpRequest(options as never, resolve)
            .on("error", reject)
            .end(body);
        });
        const bytes = await read(answer, maxBytes);
        const mediaType = answer.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
        return { status: answer.statusCode ?? 0, mediaType, body: bytes };
      } catch (error) {
        throw error instanceof GatewayError ? error : unavailable(error);
      } finally {
        near.destroy();
        far.destroy();
      }
    },
  };
}

async function read(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new GatewayError("OUTBOUND_REFUSED", "The answer is too large.");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const unavailable = (cause?: unknown): GatewayError =>
  new GatewayError("PEER_UNAVAILABLE", "The other gateway does not answer.", cause);
