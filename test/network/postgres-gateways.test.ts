import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { createJsonRpcChain } from "../../node-gateway/src/chain/json-rpc-chain.ts";
import { decodeEvent } from "../../node-gateway/src/indexer/decode-event.ts";
import { type OpenedGateway, openGateway } from "../../node-gateway/src/open-gateway.ts";
import { auditTrail } from "../../node-gateway/src/usecases/audit-trail.ts";
import { readiness } from "../../node-gateway/src/usecases/readiness.ts";
import { startWorkers, type Workers } from "../../node-gateway/src/workers/start-workers.ts";
import { type LocalPostgres, postgresPrograms, startLocalPostgres } from "../../scripts/local-postgres.ts";
import { ACTORS } from "../support/gateway/actors.ts";
import { CHAIN_ID } from "../support/gateway/anvil.ts";
import { admit, PASSPHRASE, pathsOf } from "../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../support/gateway/network.ts";
import { submitNumber } from "../support/gateway/papers.ts";

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

describe("several gateways of one member on one PostgreSQL", function () {
  this.timeout(180_000);
  let network: TestNetwork;
  let server: LocalPostgres;
  let gateways: OpenedGateway[] = [];
  let workers: Workers[] = [];
  before(async function () {
    if (!postgresPrograms()) return this.skip();
    [network, server] = await Promise.all([deployNetwork(), startLocalPostgres()]);
    await admit(network, "exporter");
    // At once, on an empty database: each makes the tables and pins the network, or finds them made and pinned.
    gateways = await Promise.all(["first", "second", "third"].map(open));
    workers = gateways.map(({ gateway }) => startWorkers(gateway, { tickMs: 20 }));
  });
  after(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(gateways.map(({ close }) => close()));
    await server?.stop();
    await network?.stop();
  });

  /** As on machines of their own, which share the operator's key, the database and the blobs. */
  const open = (name: string): Promise<OpenedGateway> =>
    openGateway({
      memberId: ACTORS.exporter.memberId,
      dataDir: join(network.folder, name),
      keystorePath: pathsOf(network, "exporter").keystorePath,
      databaseUrl: `${server.url}?schema=exporter`,
      blobs: { url: pathToFileURL(join(network.folder, "blobs")).href },
      rpcUrls: [network.anvil.rpcUrl],
      chainId: CHAIN_ID,
      directory: network.deployment.directory,
      passphrase: PASSPHRASE,
      log: SILENT,
    });

  const submit = (at: number, number: string) =>
    submitNumber((gateways[at % gateways.length] as OpenedGateway).gateway, "packing-list", { number });

  const first = () => (gateways[0] as OpenedGateway).gateway;

  async function untilAnchored(count: number): Promise<void> {
    for (;;) {
      const rows = await first()
        .database.selectFrom("documents")
        .select("document_id")
        .where("state", "=", "anchored")
        .execute()
        .catch(() => []);
      if (rows.length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** As the chain has them: one anchored twice stands twice. */
  async function anchoredIds(): Promise<string[]> {
    const chain = createJsonRpcChain({ urls: [network.anvil.rpcUrl] });
    const { contracts } = first();
    const { number } = await chain.head();
    const logs = await chain.logs({ from: 0, to: number, addresses: [contracts.documentRegistry] });
    return logs.flatMap((log) => {
      const event = decodeEvent(log, contracts);
      const entries = event?.name === "BatchAnchored" ? event.args["entries"] : [];
      return (entries as unknown as { documentId: string }[]).map(({ documentId }) => documentId);
    });
  }

  async function expectWhole(acknowledged: readonly string[]): Promise<void> {
    expect(await anchoredIds()).to.have.members(acknowledged);
    const { database, keys, chain } = first();
    const sent = await database.selectFrom("outbox_transactions").select(["nonce", "hash"]).orderBy("nonce").execute();
    expect(sent.map(({ nonce }) => nonce)).to.deep.equal(sent.map((_, at) => at));
    expect(await chain.nonce(keys.operator.address)).to.equal(sent.length);
    await expectUnbroken();
    const rows = await database.selectFrom("audit").select("subject").where("action", "=", "submitDocument").execute();
    expect(rows.map(({ subject }) => subject)).to.have.members(acknowledged);
  }

  /** Every entry of the audit log follows from the one before it, also over the pages' edges. */
  async function expectUnbroken(): Promise<void> {
    let last: string | undefined;
    for (let after: string | null = "0"; after !== null; ) {
      const page = await auditTrail(first(), { limit: 200, ...(after !== "0" && { after }) });
      expect(page.isUnbroken).to.equal(true);
      if (last !== undefined) expect(page.items[0]?.previous).to.equal(last);
      last = page.items.at(-1)?.hash;
      after = page.next;
    }
  }

  const acknowledged: string[] = [];

  it("anchor 200 documents, submitted through all of them at once, each once and under nonces without gap or twin", async () => {
    const taken = await Promise.all(Array.from({ length: 200 }, (_, n) => submit(n, `many-${n}`)));
    acknowledged.push(...taken.map(({ documentId }) => documentId));
    expect(new Set(acknowledged).size).to.equal(200);
    await untilAnchored(200);
    await expectWhole(acknowledged);
  });

  it("take a request that is sent to all of them at once for one", async () => {
    const taken = await Promise.all(Array.from({ length: 30 }, (_, n) => submit(n, "same")));
    expect(new Set(taken.map(({ documentId }) => documentId)).size).to.equal(1);
    acknowledged.push((taken[0] as { documentId: string }).documentId);
    await untilAnchored(acknowledged.length);
    await expectWhole(acknowledged);
  });

  it("lose nothing acknowledged and do nothing twice while the server crashes again and again in the middle of it", async () => {
    const answered = new Map<string, string>();
    const until = async (number: string, at: number): Promise<void> => {
      for (;;) {
        try {
          const { documentId } = await submit(at, number);
          // What was acknowledged before the crash is what is acknowledged after it.
          expect(answered.get(number) ?? documentId).to.equal(documentId);
          answered.set(number, documentId);
          return;
        } catch (error) {
          expect(error).to.include({ code: "STORAGE_UNAVAILABLE" });
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const numbers = Array.from({ length: 90 }, (_, n) => `crash-${n}`);
    const work = Promise.all(numbers.map(until));
    for (let crash = 0; crash < 3; crash++) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      await server.restart();
    }
    await work;
    // Asked again, all of them answer as before.
    await Promise.all(numbers.map(until));
    acknowledged.push(...answered.values());
    await untilAnchored(acknowledged.length);
    await expectWhole(acknowledged);
  });

  it("name the database in their readiness while the server is away, and recover by themselves", async () => {
    const databaseOf = async () => (await readiness(first())).dependencies.find(({ name }) => name === "database");
    await server.restart(async () => {
      const { isReady, dependencies } = await readiness(first());
      expect(isReady).to.equal(false);
      expect(dependencies.find(({ name }) => name === "database")).to.include({
        isReady: false,
        message: "The database does not answer (ECONNREFUSED).",
      });
      expect(dependencies.find(({ name }) => name === "chain")?.isReady).to.equal(true);
    });
    expect(await databaseOf()).to.include({ isReady: true });
    acknowledged.push((await submit(1, "after")).documentId);
    await untilAnchored(acknowledged.length);
    await expectWhole(acknowledged);
  });

  it("go on when the one that was at work is gone", async () => {
    await workers.shift()?.stop();
    await workers.shift()?.stop();
    const taken = await Promise.all(Array.from({ length: 10 }, (_, n) => submit(n, `left-${n}`)));
    acknowledged.push(...taken.map(({ documentId }) => documentId));
    await untilAnchored(acknowledged.length);
    await expectWhole(acknowledged);
  });
});
