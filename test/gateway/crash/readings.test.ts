import type { ChildProcess } from "node:child_process";
import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { CRASH_POINTS, type CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { auditOwnLog } from "../../../node-gateway/src/readings/audit-receipts.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { freePort } from "../../../scripts/free-port.ts";
import { openMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { createSwitchboard, openReader, share } from "../../support/gateway/readers.ts";
import { ended, killAll, outputOf, said, start } from "./programs.ts";

type Name = "singapore" | "rotterdam";
const POINTS = CRASH_POINTS.filter((it) => /^(reading|receipt):/.test(it));
/** Uses that the counted grant allows: one for each point, so that none may be lost. */
const USES = POINTS.length;

describe("readings while a gateway is killed at any instant", () => {
  let network: TestNetwork;
  let port: number;
  const documents: { unlimited: Hex32; counted: Hex32 } = { unlimited: "", counted: "" };
  before(async () => {
    network = await deployNetwork();
    port = await freePort();
    const board = createSwitchboard();
    const singapore = await openReader(network, "singapore", board);
    const rotterdam = await openReader(network, "rotterdam", board);
    for (const name of ["unlimited", "counted"] as const) {
      documents[name] = (await submitNumber(singapore.gateway, "re-export-certificate", { number: name })).documentId;
      await singapore.settle();
    }
    await share(singapore, { to: rotterdam, documentId: documents.unlimited });
    await share(singapore, { to: rotterdam, documentId: documents.counted, maxUses: USES });
    const change = { action: "setGatewayUrl", gatewayUrl: `http://127.0.0.1:${port}` } as const;
    await memberAction(singapore.gateway, { change, actor: "operator", idempotencyKey: "loopback" });
    await singapore.settle();
    await rotterdam.settle();
    for (const member of [singapore, rotterdam]) await member.close();
  });
  afterEach(killAll);
  after(() => network?.stop());

  for (const point of POINTS) {
    it(`have one receipt each and cost one use each, killed at ${point}`, async () => {
      const killed = point.startsWith("reading") ? "rotterdam" : "singapore";
      const opened = await readThrough(killed, point);
      expect(opened).to.have.length.greaterThan(1);
      const { made, served, audit } = await logs();
      // Of one that is written down the paper may have been shown or not; none was shown without being written down.
      expect(made).to.include.members(opened);
      expect(served.toSorted()).to.deep.equal(made.toSorted());
      expect(audit.faults).to.deep.equal([]);
    });
  }

  it("left of a counted grant what nobody read", async () => {
    const { gateway, close } = await openMember(network, "singapore");
    const { items } = await listReadings(gateway, { direction: "served", documentId: documents.counted });
    await close();
    expect(items.map(({ receipt }) => receipt?.uses)).to.deep.equal(POINTS.map((_, at) => at + 1));
  });

  /** Reads both documents while one side is killed and started again; the readings whose papers were shown. */
  async function readThrough(killed: Name, crashAt: CrashPoint): Promise<string[]> {
    const documentIds = [documents.counted, documents.unlimited];
    let owner = run("singapore", { port }, killed === "singapore" ? crashAt : undefined);
    await said(owner, "SERVING");
    let reader = run("rotterdam", { documentIds }, killed === "rotterdam" ? crashAt : undefined);
    const child = killed === "singapore" ? owner : reader;
    expect(await ended(child)).to.equal("SIGKILL");
    const shown = outputOf(reader);
    if (killed === "singapore") {
      owner = run("singapore", { port });
      await said(owner, "SERVING");
    } else reader = run("rotterdam", { documentIds });
    await said(reader, "DONE");
    owner.kill("SIGTERM");
    await Promise.all([ended(owner), ended(reader)]);
    const output = killed === "rotterdam" ? `${shown}${outputOf(reader)}` : outputOf(reader);
    return [...output.matchAll(/^OPENED (\w+)$/gm)].map(([, readingId]) => readingId as string);
  }

  async function logs() {
    const [singapore, rotterdam] = [await openMember(network, "singapore"), await openMember(network, "rotterdam")];
    const ids = async ({ gateway }: typeof singapore, direction: "made" | "served") =>
      (await listReadings(gateway, { direction, limit: 200 })).items.map(({ readingId }) => readingId);
    const found = {
      made: await ids(rotterdam, "made"),
      served: await ids(singapore, "served"),
      audit: await auditOwnLog(singapore.gateway),
    };
    for (const member of [singapore, rotterdam]) await member.close();
    return found;
  }

  function run(name: Name, orders: object, crashAt?: CrashPoint): ChildProcess {
    const file = name === "singapore" ? "mini-partner.ts" : "mini-reader.ts";
    return start(network, { file, crashAt }, { name, orders });
  }
});
