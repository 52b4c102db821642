import { expect } from "chai";
import { CRASH_POINTS, type CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { makeGateway, openMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { anchoredIds } from "./anchored-ids.ts";
import { ended, killAll, outputOf, start } from "./programs.ts";

describe("a gateway killed at any instant", () => {
  let network: TestNetwork;
  const acknowledged = new Map<string, string>();
  before(async () => {
    network = await deployNetwork();
    await (await makeGateway(network, "exporter")).close();
  });
  afterEach(killAll);
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => /^(intake|signing|sending|indexing):/.test(it))) {
    it(`loses nothing acknowledged, does nothing twice and leaves no nonce gap, killed at ${point}`, async () => {
      const numbers = [1, 2, 3].map((n) => `${point.replace(":", "-")}-${n}`);
      const killed = await run(numbers, point);
      expect(killed.end).to.equal("SIGKILL");
      const again = await run(numbers);
      expect(again).to.include({ end: 0, isDone: true });
      for (const [number, documentId] of [...killed.acknowledged, ...again.acknowledged]) {
        // Whoever asks again after a crash gets the document that was acknowledged before it.
        expect(acknowledged.get(number) ?? documentId, number).to.equal(documentId);
        acknowledged.set(number, documentId);
      }
      expect(await anchored()).to.have.members([...acknowledged.values()]);
      await expectNoGap();
    });
  }

  async function run(numbers: readonly string[], crashAt?: CrashPoint) {
    const child = start(network, { file: "mini-gateway.ts", crashAt }, { name: "exporter", orders: { numbers } });
    const end = await ended(child);
    const output = outputOf(child);
    const acks = [...output.matchAll(/^ACK (\S+) (\w+)$/gm)].map(([, number = "", id = ""]): [string, string] => [
      number,
      id,
    ]);
    return { end, isDone: output.includes("DONE"), acknowledged: acks };
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
