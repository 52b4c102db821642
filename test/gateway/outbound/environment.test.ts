import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { expect } from "chai";
import { guardedFetch, type OutboundRequest } from "../../../node-gateway/src/outbound/guarded-fetch.ts";
import { LOCALHOST } from "../../support/gateway/localhost-certificate.ts";
import { expectRejection } from "../../support/refusal.ts";

const GET: OutboundRequest = { method: "GET", timeoutMs: 5000, maxBytes: 1000, allowLoopback: true };

describe("a guarded call under another environment", () => {
  describe("over TLS", () => {
    let secure: HttpsServer;
    let there: string;
    before(async () => {
      secure = createHttpsServer(LOCALHOST, (request, response) => void response.end(request.headers.host));
      secure.listen(0, "127.0.0.1");
      await once(secure, "listening");
      there = `localhost:${(secure.address() as { port: number }).port}`;
    });
    after(() => {
      secure.closeAllConnections();
      secure.close();
    });

    it("reaches a server whose certificate is that of its name", async () => {
      const folder = mkdtempSync(join(tmpdir(), "sealane-tls-"));
      const trusted = join(folder, "ca.pem");
      writeFileSync(trusted, LOCALHOST.cert);
      expect(await callElsewhere(`https://${there}/`, { NODE_EXTRA_CA_CERTS: trusted })).to.equal(there);
      rmSync(folder, { recursive: true });
    });

    it("ends with PEER_UNAVAILABLE when nobody vouches for the certificate", async () => {
      await expectRejection(guardedFetch(`https://${there}/`, GET), "PEER_UNAVAILABLE");
    });
  });

  /** The body that another process gets, under an environment of its own. */
  async function callElsewhere(to: string, environment: Record<string, string>): Promise<string> {
    const module = new URL("../../../node-gateway/src/outbound/guarded-fetch.ts", import.meta.url).href;
    const script = `import { guardedFetch } from ${JSON.stringify(module)};
      const { body } = await guardedFetch(${JSON.stringify(to)}, ${JSON.stringify(GET)});
      process.stdout.write(body);`;
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env });
    return textOf(child.stdout);
  }

  it("goes by no proxy of the environment", async () => {
    const server: Server = createServer((_request, response) => void response.end("the server itself"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
    let proxied = 0;
    const proxy = createTcpServer((socket) => {
      proxied++;
      socket.destroy();
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const address = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`;
    const proxies = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: address, http_proxy: address, NO_PROXY: "" };
    expect([await callElsewhere(url, proxies), proxied]).to.deep.equal(["the server itself", 0]);
    proxy.close();
    server.close();
  });
});
