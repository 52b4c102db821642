import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { buffer } from "node:stream/consumers";

/** One of a member's own systems: hears what it is told, checks who tells it, and answers as a test wants. */
export interface Receiver {
  readonly url: string;
  /** Events taken or not, in the order in which they came. */
  readonly heard: { readonly id: string; readonly timestamp: number; readonly event: Record<string, unknown> }[];
  /** What the next answers are; 204 when nothing is said. */
  answer: RequestListener;
  stop(): void;
}

export const SECRET = "whsec_c2VhbGFuZSB3ZWJob29rIHRlc3Qgc2VjcmV0IQ==";

/** Verifies by the letter of Standard Webhooks, with the browser's cryptography: none of the gateway's code. */
async function isSigned(headers: Record<string, unknown>, body: Uint8Array): Promise<boolean> {
  const bytes = Uint8Array.from(atob(SECRET.slice("whsec_".length)), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const [version, mac = ""] = String(headers["webhook-signature"]).split(",");
  const before = new TextEncoder().encode(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`);
  const signature = Uint8Array.from(atob(mac), (letter) => letter.charCodeAt(0));
  const isRight = await crypto.subtle.verify("HMAC", key, signature, Buffer.concat([before, body]));
  return version === "v1" && isRight;
}

export async function startReceiver(): Promise<Receiver> {
  const heard: Receiver["heard"] = [];
  const server: Server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (!(await isSigned(request.headers, body))) return void response.writeHead(401).end();
    if (request.headers["content-type"] !== "application/cloudevents+json") return void response.writeHead(415).end();
    const { "webhook-id": id, "webhook-timestamp": timestamp } = request.headers;
    heard.push({ id: String(id), timestamp: Number(timestamp), event: JSON.parse(body.toString()) });
    receiver.answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/hook?key=hidden`,
    heard,
    answer: (_request, response) => void response.writeHead(204).end(),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}
