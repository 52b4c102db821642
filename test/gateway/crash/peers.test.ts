import type { ChildProcess } from "node:child_process";
import { expect } from "chai";
import { CRASH_POINTS, type CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { freePort } from "../../../scripts/free-port.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { makeGateway, openMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { seededBytes } from "../../support/seeded.ts";
import { laneOf } from "../peers/notes.ts";
import type { PartnerOrders } from "./mini-partner.ts";
import { ended, killAll, said, start } from "./programs.ts";

type Name = "singapore" | "rotterdam";

describe("two gateways of which one is killed at any instant", () => {
  let network: TestNetwork;
  const ports = new Map<Name, number>();
  before(async () => {
    network = await deployNetwork();
    for (const name of ["singapore", "rotterdam"] as const) {
      const member = await makeGateway(network, name);
      const port = await freePort();
      ports.set(name, port);
      const change = { action: "setGatewayUrl", gatewayUrl: `http://127.0.0.1:${port}` } as const;
      await memberAction(member.gateway, { change, actor: "operator", idempotencyKey: "url" });
      await member.settle();
      await member.close();
    }
  });
  afterEach(killAll);
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => /^(delivering|receiving):/.test(it))) {
    it(`lose nothing and do nothing twice, killed at ${point}`, async () => {
      const killed = point.startsWith("delivering") ? "singapore" : "rotterdam";
      await sendThrough(
        [1, 2, 3].map((n) => `${point}-${n}`),
        {
          begin: async (receiver, sender) => {
            expect(await ended(killed === "singapore" ? sender : receiver)).to.equal("SIGKILL");
          },
          killed,
          crashAt: point,
        },
      );
    });
  }

  const draws = seededBytes("random kills")(5);
  for (let n = 1; n <= 4; n++) {
    const killed = n % 2 === 0 ? "singapore" : "rotterdam";
    const afterMs = (draws[n] ?? 0) % 60;
    it(`lose nothing and do nothing twice, ${killed} killed ${afterMs} ms after the first is queued`, async () => {
      const texts = Array.from({ length: 20 }, (_, at) => `random-${n}-${at}`);
      await sendThrough(texts, {
        begin: async (receiver, sender) => {
          await said(sender, "QUEUED");
          await new Promise((resolve) => setTimeout(resolve, afterMs));
          (killed === "singapore" ? sender : receiver).kill("SIGKILL");
        },
        killed,
      });
    });
  }

  /** Sends notes while one side is killed and started again; each must arrive in order and once. */
  async function sendThrough(
    texts: readonly string[],
    how: { begin(receiver: ChildProcess, sender: ChildProcess): Promise<void>; killed: Name; crashAt?: CrashPoint },
  ): Promise<void> {
    const { killed, crashAt } = how;
    let receiver = run("rotterdam", {}, killed === "rotterdam" ? crashAt : undefined);
    await said(receiver, "SERVING");
    const notes = { to: ACTORS.rotterdam.memberId, lane: laneOf(texts[0] ?? ""), texts, seed: texts.join() };
    let sender = run("singapore", { notes }, killed === "singapore" ? crashAt : undefined);
    await how.begin(receiver, sender);
    await ended(killed === "rotterdam" ? receiver : sender);
    if (killed === "rotterdam") receiver = run("rotterdam", {});
    else sender = run("singapore", { notes: { ...notes, texts: [] } });
    await said(sender, "DONE");
    for (const child of [sender, receiver]) {
      child.kill("SIGTERM");
      await ended(child);
    }
    expect(await notesAt("rotterdam", texts)).to.deep.equal(texts);
  }

  function run(name: Name, more: Pick<PartnerOrders, "notes">, crashAt?: CrashPoint): ChildProcess {
    const orders = { port: ports.get(name) as number, ...more };
    return start(network, { file: "mini-partner.ts", crashAt }, { name, orders });
  }

  /** Notes of these texts that had an effect, in its order. */
  async function notesAt(name: Name, texts: readonly string[]): Promise<string[]> {
    const { gateway, close } = await openMember(network, name);
    const rows = await gateway.database
      .selectFrom("audit")
      .select("subject")
      .where("action", "=", "note")
      .where("subject", "in", texts)
      .orderBy("sequence")
      .execute();
    await close();
    return rows.map(({ subject }) => subject);
  }
});
