import { expect } from "chai";
import { CRASH_POINTS } from "../../../node-gateway/src/crash-points.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { seededBytes } from "../../support/seeded.ts";
import { expectWhole } from "./expect-whole.ts";
import { ended, killAll } from "./programs.ts";
import { openWholeWay, type Side, type WholeWay } from "./whole-way.ts";

const SEED = process.env["SEALANE_TEST_SEED"] ?? "the whole way";
/** Of each side. */
const KILLS = 50;
/** Milliseconds of its processor's time that a gateway has at most, of which it needs a fifth to open. */
const MAX_LIFE_MS = 800;

describe("papers on their whole way while gateways are killed at any instant", () => {
  let network: TestNetwork;
  let way: WholeWay;
  before(async () => {
    network = await deployNetwork();
    way = await openWholeWay(network);
  });
  afterEach(killAll);
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => it.startsWith("sharing:"))) {
    it(`arrive once, are read and leave one receipt each, their owner killed at ${point}`, async () => {
      way.order(point.replace(":", "-"));
      expect(await ended(way.start("owner", { loaded: way.load(point) }))).to.equal("SIGKILL");
      await way.finish();
      await expectWhole(way);
    });
  }

  it(`arrive once, are read and leave one receipt each, both sides killed ${2 * KILLS} times at random (SEALANE_TEST_SEED="${SEED}")`, async () => {
    await Promise.all([killOften("owner"), killOften("reader")]);
    await way.finish();
    await expectWhole(way);
  }).timeout(600_000);

  async function killOften(side: Side): Promise<void> {
    const draw = seededBytes(`${SEED} ${side}`);
    let next = way.load();
    for (let kill = 1; kill <= KILLS; kill++) {
      if (side === "owner") way.order(`random-${kill}`);
      const [a = 0, b = 0] = draw(2);
      const child = way.start(side, { loaded: next, lifeMs: (a * 256 + b) % MAX_LIFE_MS });
      next = way.load();
      expect(await ended(child)).to.equal("SIGKILL");
    }
    next.kill("SIGKILL");
  }
});
