import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { CRASH_POINTS } from "../../../node-gateway/src/crash-points.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { CHAIN_ID } from "../../support/gateway/anvil.ts";
import { makeGateway, openMember, pathsOf } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { anchoredIds } from "./anchored-ids.ts";
import type { Orders } from "./mini-gateway.ts";

describe("a gateway killed at any instant", () => {
  let network: TestNetwork;
  const acknowledged = new Map<string, string>();
  before(async () => {
    network = await deployNetwork();
    await (await makeGateway(network, "exporter")).close();
  });
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => /^(intake|signing|sending|indexing):/.test(it))) {
    it(`loses nothing acknowledged, does nothing twice and leaves no nonce gap, killed at ${point}`, async () => {
      const numbers = [1, 2, 3].map((n) => `${point.replace(":", "-")}-${n}`);
      const killed = await run(numbers, point);
      expect(killed.signal).to.equal("SIGKILL");
      const again = await run(numbers);
      expect(again).to.include({ signal: null, isDone: true });
      for (const [number, documentId] of [...killed.acknowledged, ...again.acknowledged]) {
        // Whoever asks again after a crash gets the document that was acknowledged before it.
        expect(acknowledged.get(number) ?? documentId, number).to.equal(documentId);
        acknowledged.set(number, documentId);
      }
      expect(await anchored()).to.have.members([...acknowledged.values()]);
      await expectNoGap();
    });
  }

  async function run(numbers: readonly string[], crashAt?: string) {
    const { rpcUrl } = network.anvil;
    const { directory } = network.deployment;
    const { memberId } = ACTORS.exporter;
    const orders: Orders = { memberId, ...pathsOf(network, "exporter"), rpcUrl, chainId: CHAIN_ID, directory, numbers };
    const program = join(import.meta.dirname, "mini-gateway.ts");
    const env = { ...process.env, ...(crashAt === undefined ? {} : { SEALANE_CRASH_AT: crashAt }) };
    const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    const [, signal] = (await once(child, "close")) as [number | null, string | null];
    const lines = output.split("\n").map((line) => line.split(" "));
    const acks = lines
      .filter(([word]) => word === "ACK")
      .map(([, number = "", id = ""]): [string, string] => [number, id]);
    return { signal, isDone: output.includes("DONE"), acknowledged: acks };
  }

  async function anchored(): Promise<string[]> {
    const { gateway, close } = await openMember(network, "exporter");
    const ids = await anchoredIds(gateway);
    await close();
    return ids;
  }

  async function expectNoGap(): Promise<void> {
    const { gateway, close } = await openMember(network, "exporter");
    const rows = await gateway.database
      .selectFrom("outbox_transactions")
      .select(["nonce", "state"])
      .orderBy("nonce")
      .execute();
    const mined = await gateway.chain.nonce(gateway.keys.operator.address);
    await close();
    const expected = Array.from({ length: mined }, (_, nonce) => ({ nonce, state: "mined" }));
    expect(rows.map(({ nonce, state }) => ({ nonce, state }))).to.deep.equal(expected);
  }
});
