import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { sealane } from "../../cli/support/run.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { startServer } from "../http/server.ts";

describe("a gateway whose clock is off", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
  });
  after(async () => {
    await singapore?.close();
    await network?.stop();
  });

  const OFF = [
    [600, /their newest block is \d+ s old: the chain stands, or this machine's clock is ahead/],
    [-600, /The chain's newest block is \d+ s ahead of this machine's clock; set the clock/],
  ] as const;
  for (const [seconds, sentence] of OFF) {
    it(`by ${seconds} seconds says so in /readyz, and doctor names both the cause and the clock`, async () => {
      const { timeSeconds } = await singapore.gateway.chain.head();
      const server = await startServer({ gateway: { ...singapore.gateway, clock: () => timeSeconds + seconds } });
      const ready = await server.ask("/readyz");
      expect(ready.status).to.equal(503);
      expect(await ready.text()).to.match(sentence);
      const { url, close } = await telling(server.url, seconds);
      const { code, stdout } = await sealane(["doctor", "--gateway", url, "--json"]);
      await close();
      await server.stop();
      expect(code).to.equal(13);
      const { checks } = JSON.parse(stdout) as { checks: { check: string; status: string; text: string }[] };
      const faults = new Map(
        checks.filter(({ status }) => status === "fault").map((it) => [it.check, JSON.stringify(it)]),
      );
      expect(faults.get("gateway")).to.match(sentence);
      expect(faults.get("clock")).to.match(/This clock and the gateway's are .* apart/);
    });
  }

  /** The same server, whose machine's clock is off: Node dates answers by the system's clock. */
  async function telling(gatewayUrl: string, offSeconds: number): Promise<{ url: string; close(): Promise<void> }> {
    const server = createServer(async (request, response) => {
      const answer = await fetch(gatewayUrl + request.url);
      response.writeHead(answer.status, { date: new Date(Date.now() + offSeconds * 1_000).toUTCString() });
      response.end(await answer.text());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: async () => void server.close(),
    };
  }
});
