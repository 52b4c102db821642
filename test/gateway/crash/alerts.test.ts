import { expect } from "chai";
import { CRASH_POINTS, type CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { makeGateway, openMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { ended, killAll, start } from "./programs.ts";

/** The container of every paper of these tests. */
const CONTAINER = "MSKU9070323";
const PAPERS = 3;

describe("a gateway that alerts and watches", () => {
  let network: TestNetwork;
  let made = { alerts: 0, papers: 0 };
  before(async () => {
    network = await deployNetwork();
    await (await makeGateway(network, "singapore")).close();
    await (await makeGateway(network, "rotterdam")).close();
  });
  afterEach(killAll);
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => /^(alert|match):/.test(it))) {
    it(`sends each alert once and meets each paper once, killed at ${point}`, async () => {
      expect(await run(point, point)).to.equal("SIGKILL");
      expect(await run(point)).to.equal(0);
      expect(await run(point)).to.equal(0);
      made = { alerts: made.alerts + 1, papers: made.papers + PAPERS };
      const { gateway, close } = await openMember(network, "rotterdam");
      const { database } = gateway;
      const sent = await database.selectFrom("deliveries").select("lane").where("type", "=", "alert").execute();
      const met = await database.selectFrom("alert_matches").select(["alert_id", "document_id"]).execute();
      await close();
      expect(new Set(sent.map(({ lane }) => lane)).size).to.equal(made.alerts);
      expect(sent).to.have.length(made.alerts);
      const pairs = met.map(({ alert_id, document_id }) => `${alert_id} ${document_id}`);
      expect(new Set(pairs).size).to.equal(made.alerts * made.papers);
      expect(pairs).to.have.length(made.alerts * made.papers);
    });
  }

  function run(name: string, crashAt?: CrashPoint) {
    const key = name.replace(":", "-");
    const orders = { name: key, to: ACTORS.singapore.memberId, container: CONTAINER, papers: PAPERS };
    return ended(start(network, { file: "mini-alerts.ts", crashAt }, { name: "rotterdam", orders }));
  }
});
