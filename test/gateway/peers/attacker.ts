import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Partner } from "../../support/gateway/partners.ts";

/** The same envelope with another text, under its signature. */
export function changed(jws: string): string {
  const [header = "", payload = "", signature = ""] = jws.split(".");
  const text = Buffer.from(payload, "base64url").toString().replace("from Singapore", "from singapore");
  return [header, Buffer.from(text).toString("base64url"), signature].join(".");
}

/** A server that a member takes for a partner's gateway. */
export async function pretend(
  whose: Partner,
  to: Partner,
  answer: (response: ServerResponse) => unknown,
): Promise<Server> {
  const server = createServer((_, response) => void answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await to.index(whose.memberId, "GatewayUrlChanged", { gatewayUrl });
  return server;
}
