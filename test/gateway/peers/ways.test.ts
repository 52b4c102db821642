import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createHttpPeers } from "../../../node-gateway/src/peers/wire/http-peers.ts";
import { describePeers, type PeersUnderTest } from "../../behaviours/peers.ts";
import { createMemoryPeers } from "../../support/gateway/memory-peers.ts";
import { codeOfRejection } from "../../support/refusal.ts";

async function listenOn(servers: Server[], server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const closeAll = async (servers: Server[]): Promise<void> => {
  for (const server of servers) server.close().closeAllConnections();
};

async function overHttp(): Promise<PeersUnderTest> {
  const servers: Server[] = [];
  const closed = createServer();
  const nowhere = await listenOn([], closed);
  closed.close();
  return {
    peers: createHttpPeers({ allowLoopback: true, timeoutMs: 5_000 }),
    reach: (server) => listenOn(servers, server),
    nowhere,
    close: () => closeAll(servers),
  };
}

async function inMemory(): Promise<PeersUnderTest> {
  const servers = new Map<string, Server>();
  return {
    peers: createMemoryPeers(servers),
    reach: async (server) => {
      const url = `https://gateway-${servers.size}.example`;
      servers.set(url, server);
      return url;
    },
    nowhere: "https://nowhere.example",
    close: async () => servers.clear(),
  };
}

describePeers("over HTTP", overHttp);
describePeers("in this process", inMemory);

describe("the way to other gateways over HTTP", () => {
  const get = { method: "GET", path: "/peer/v1/hello", headers: {}, maxBytes: 1_000 } as const;

  it("gives up an answer of one byte a second when the call's time is over", async () => {
    const servers: Server[] = [];
    const url = await listenOn(
      servers,
      createServer((_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        const drip = setInterval(() => response.write("x"), 50);
        response.on("close", () => clearInterval(drip));
      }),
    );
    const peers = createHttpPeers({ allowLoopback: true, timeoutMs: 400 });
    const before = performance.now();
    expect(await codeOfRejection(peers.call(url, get))).to.equal("PEER_UNAVAILABLE");
    expect(performance.now() - before).to.be.within(300, 2_000);
    await closeAll(servers);
  });

  it("calls nothing that the outbound policy refuses, such as this machine", async () => {
    let calls = 0;
    const servers: Server[] = [];
    const url = await listenOn(
      servers,
      createServer((_request, response) => {
        calls++;
        response.end();
      }),
    );
    const peers = createHttpPeers({ allowLoopback: false });
    for (const address of [url, url.replace("http:", "https:"), "file:///etc/passwd", "https://10.0.0.1"]) {
      expect(await codeOfRejection(peers.call(address, get)), address).to.equal("OUTBOUND_REFUSED");
    }
    expect(calls).to.equal(0);
    await closeAll(servers);
  });

  it("joins the path to a URL with and without a slash at its end, and with a path of its own", async () => {
    const servers: Server[] = [];
    const url = await listenOn(
      servers,
      createServer((request, response) => void response.end(request.url)),
    );
    const peers = createHttpPeers({ allowLoopback: true });
    for (const [suffix, path] of [
      ["", "/peer/v1/hello"],
      ["/", "/peer/v1/hello"],
      ["/sealane/", "/sealane/peer/v1/hello"],
    ] as const) {
      expect(Buffer.from((await peers.call(url + suffix, get)).body).toString()).to.equal(path);
    }
    await closeAll(servers);
  });
});
