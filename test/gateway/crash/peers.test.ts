import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { CRASH_POINTS } from "../../../node-gateway/src/crash-points.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { freePort } from "../../../scripts/free-port.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { CHAIN_ID } from "../../support/gateway/anvil.ts";
import { makeGateway, openMember, pathsOf } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { databaseUrlOf } from "../../support/gateway/postgres.ts";
import { seededBytes } from "../../support/seeded.ts";
import { laneOf } from "../peers/notes.ts";
import type { PartnerOrders } from "./mini-partner.ts";

type Name = "singapore" | "rotterdam";

describe("two gateways of which one is killed at any instant", () => {
  let network: TestNetwork;
  const ports = new Map<Name, number>();
  const running = new Set<ChildProcess>();
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
  afterEach(() => {
    for (const child of running) child.kill("SIGKILL");
    running.clear();
  });
  after(() => network?.stop());

  for (const point of CRASH_POINTS.filter((it) => /^(delivering|receiving):/.test(it))) {
    it(`lose nothing and do nothing twice, killed at ${point}`, async () => {
      const killed = point.startsWith("delivering") ? "singapore" : "rotterdam";
      await sendThrough(
        [1, 2, 3].map((n) => `${point}-${n}`),
        {
          begin: async (receiver, sender) => {
            const { signal } = await ended(killed === "singapore" ? sender : receiver);
            expect(signal).to.equal("SIGKILL");
          },
          killed,
          crashAt: point,
        },
      );
    });
  }

  const draws = seededBytes("random kills")(11);
  for (let n = 1; n <= 10; n++) {
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
    how: { begin(receiver: ChildProcess, sender: ChildProcess): Promise<void>; killed: Name; crashAt?: string },
  ): Promise<void> {
    const { killed, crashAt } = how;
    let receiver = start("rotterdam", {}, killed === "rotterdam" ? crashAt : undefined);
    await said(receiver, "SERVING");
    const notes = { to: ACTORS.rotterdam.memberId, lane: laneOf(texts[0] ?? ""), texts, seed: texts.join() };
    let sender = start("singapore", { notes }, killed === "singapore" ? crashAt : undefined);
    await how.begin(receiver, sender);
    await ended(killed === "rotterdam" ? receiver : sender);
    if (killed === "rotterdam") receiver = start("rotterdam", {});
    else sender = start("singapore", { notes: { ...notes, texts: [] } });
    await said(sender, "DONE");
    for (const child of [sender, receiver]) {
      child.kill("SIGTERM");
      await ended(child);
    }
    expect(await notesAt("rotterdam", texts)).to.deep.equal(texts);
  }

  function start(name: Name, more: Partial<PartnerOrders>, crashAt?: string): ChildProcess {
    const { rpcUrl } = network.anvil;
    const { directory } = network.deployment;
    const port = ports.get(name) as number;
    const { memberId } = ACTORS[name];
    const databaseUrl = databaseUrlOf(pathsOf(network, name).dataDir);
    const orders: PartnerOrders = {
      ...{ memberId, ...pathsOf(network, name), rpcUrls: [rpcUrl], chainId: CHAIN_ID, directory, port },
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...more,
    };
    const env = { ...process.env, ...(crashAt === undefined ? {} : { SEALANE_CRASH_AT: crashAt }) };
    const program = join(import.meta.dirname, "mini-partner.ts");
    const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.add(child);
    outputs.set(child, "");
    child.stdout?.on("data", (chunk: Buffer) => outputs.set(child, `${outputs.get(child)}${chunk}`));
    return child;
  }

  async function ended(child: ChildProcess): Promise<{ signal: string | null }> {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    running.delete(child);
    return { signal: child.signalCode };
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

/** What each process said so far on its standard output. */
const outputs = new WeakMap<ChildProcess, string>();

/** Waits until a process has said a word. */
async function said(child: ChildProcess, word: string): Promise<void> {
  while (!outputs.get(child)?.includes(word)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended before it said ${word}.`);
    await Promise.race([once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data"), once(child, "exit")]);
  }
}
