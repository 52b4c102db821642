import { expect } from "chai";
import { CRASH_POINTS, type CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { openSeed } from "../../../node-gateway/src/draws/draw-for.ts";
import { periodOfRow, selectPeriods } from "../../../node-gateway/src/draws/periods.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { makeGateway, openMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { ended, killAll, start } from "./programs.ts";

const PERIOD_SECONDS = 600;

describe("a gateway whose seeds are due", () => {
  let network: TestNetwork;
  before(async () => {
    network = await deployNetwork();
    await (await makeGateway(network, "rotterdam")).close();
  });
  afterEach(killAll);
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => it.startsWith("seed:"))) {
    it(`commits each once and leaves no gap, killed at ${point}`, async () => {
      await pass(PERIOD_SECONDS);
      expect(await run(point)).to.equal("SIGKILL");
      expect(await run()).to.equal(0);
      const { gateway, close } = await openMember(network, "rotterdam");
      const { memberId, database } = gateway;
      const rows = await selectPeriods(database).where("made.member_id", "=", memberId).execute();
      const periods = rows.map(periodOfRow).reverse();
      const numbers = periods.map(({ period }) => period);
      const isOpened = await Promise.all(periods.map(async (it) => (await openSeed(gateway, it)) !== undefined));
      const { refused } = await database
        .selectFrom("outbox_items")
        .select((row) => row.fn.countAll<number>().as("refused"))
        .where("state", "=", "refused")
        .executeTakeFirstOrThrow();
      await close();
      expect(memberId).to.equal(ACTORS.rotterdam.memberId);
      expect(numbers).to.deep.equal(numbers.map((_, i) => i + 1));
      expect(numbers.length).to.be.above(1);
      expect(periods.slice(1).map(({ beginsAtSeconds }) => beginsAtSeconds)).to.deep.equal(
        periods.slice(0, -1).map(({ endsAtSeconds }) => endsAtSeconds),
      );
      expect(isOpened).to.deep.equal(isOpened.map(() => true));
      expect(Number(refused)).to.equal(0);
    });
  }

  async function pass(seconds: number): Promise<void> {
    await network.anvil.rpc("evm_increaseTime", seconds);
    await network.anvil.rpc("evm_mine");
  }

  function run(crashAt?: CrashPoint) {
    const orders = { drawPeriodSeconds: PERIOD_SECONDS };
    return ended(start(network, { file: "mini-seeds.ts", crashAt }, { name: "rotterdam", orders }));
  }
});
