import { kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { memberRegistry } from "../../../node-gateway/src/chain/interfaces.ts";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { readCursor } from "../../../node-gateway/src/indexer/cursor.ts";
import { decodeEvent } from "../../../node-gateway/src/indexer/decode-event.ts";
import { readMembers } from "../../../node-gateway/src/indexer/members.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { acknowledgeAlarm } from "../../../node-gateway/src/usecases/acknowledge-alarm.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { listEvents } from "../../../node-gateway/src/usecases/list-events.ts";
import { readiness } from "../../../node-gateway/src/usecases/readiness.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { createFaultyChain } from "../../support/gateway/faulty-chain.ts";
import { makeGateway, openMember, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { expectRejection } from "../../support/refusal.ts";

const INDEX_TABLES = ["entries", "batches", "tombstones", "member_events", "blocks"] as const;

describe("the index", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  const faulty = createFaultyChain();
  before(async () => {
    network = await deployNetwork();
    exporter = await makeGateway(network, "exporter", { wrapChain: faulty.wrap });
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
  });
  afterEach(() => {
    for (const name of Object.keys(faulty.instead)) delete faulty.instead[name as keyof typeof faulty.instead];
  });

  const submit = (number: string) => submitNumber(exporter.gateway, "packing-list", { number });
  const look = (documentId: string) => getDocument(exporter.gateway, { documentId, actor: "officer" });

  it("is what a plain fold over the chain's events gives", async () => {
    for (let n = 0; n < 7; n++) {
      const { documentId } = await submit(`fold-${n}`);
      if (n % 3 === 0) await exporter.settle();
      if (n % 2 === 0) {
        const withdrawal = { documentId, reason: "correction", actor: "officer", idempotencyKey: `w-${n}` };
        await withdrawDocument(exporter.gateway, withdrawal);
      }
    }
    await exporter.settle();
    const { gateway } = exporter;
    const rows = await gateway.database.selectFrom("entries").select(["member_id", "root", "document_id"]).execute();
    const withdrawn = await gateway.database
      .selectFrom("tombstones")
      .select(["document_id", "sort", "reason"])
      .execute();
    const folded = await fold(gateway);
    expect(rows.map((row) => `${row.member_id} ${row.root} ${row.document_id}`)).to.have.members(folded.entries);
    expect(withdrawn.map((row) => `${row.document_id} ${row.sort} ${row.reason}`)).to.have.members(folded.tombstones);
    expect(folded.tombstones).to.have.length(4);
  });

  it("is the same after it was dropped and read again", async () => {
    const before = await dump(exporter.gateway);
    for (const table of INDEX_TABLES) await exporter.gateway.database.deleteFrom(table).execute();
    const { network: own } = exporter.gateway;
    await exporter.gateway.database.updateTable("cursor").set({ number: 0, hash: own.genesisHash }).execute();
    await catchUp(exporter.gateway);
    expect(await dump(exporter.gateway)).to.deep.equal(before);
  });

  it("knows a member's periods of accreditation, past ones too, and its keys", async () => {
    const { memberId } = exporter.gateway;
    const invoice = kindByName("commercial-invoice").code;
    await network.registrar("endAccreditation", memberId, invoice);
    await catchUp(exporter.gateway);
    const { timeSeconds } = await exporter.gateway.chain.head();
    const [indexed] = await readMembers(exporter.gateway.database, [memberId]);
    expect(indexed?.member).to.include({ memberId, country: "MY", roles: 8, status: "active" });
    expect(indexed?.member.keys.map(({ use }) => use)).to.deep.equal(["statement", "sealing", "transport"]);
    expect(indexed?.member.keys[0]?.kid).to.equal(exporter.gateway.keys.statement.kid);
    expect(indexed?.member.accreditations.map(({ kind }) => kind)).to.have.members([
      "packing-list",
      "commercial-invoice",
    ]);
    const ended = indexed?.member.accreditations.find(({ kind }) => kind === "commercial-invoice");
    expect(ended?.validUntilSeconds).to.equal(timeSeconds);
    expect(indexed?.operators).to.deep.equal([exporter.gateway.keys.operator.address]);
  });

  it("shows a suspension with its time, and its end", async () => {
    const { memberId } = exporter.gateway;
    const statusOf = async () => (await readMembers(exporter.gateway.database, [memberId]))[0]?.member;
    await network.registrar("suspend", memberId);
    await catchUp(exporter.gateway);
    const { timeSeconds } = await exporter.gateway.chain.head();
    expect(await statusOf()).to.include({ status: "suspended", statusSinceSeconds: timeSeconds });
    await network.registrar("resume", memberId);
    await catchUp(exporter.gateway);
    expect(await statusOf()).to.include({ status: "active" });
  });

  it("says of a member what the contract says", async () => {
    const { memberId, chain, contracts, database } = exporter.gateway;
    const view = async (name: string, ...args: unknown[]) => {
      const data = memberRegistry.encodeFunctionData(name, args);
      const outcome = await chain.call({ to: contracts.memberRegistry, data });
      return memberRegistry.decodeFunctionResult(name, outcome.data)[0].toObject() as Record<string, bigint | string>;
    };
    await catchUp(exporter.gateway);
    const { member, gatewayUrl } = (await readMembers(database, [memberId]))[0]!;
    const said = await view("member", memberId);
    expect(Buffer.from(String(said["country"]).slice(2), "hex").toString()).to.equal(member.country);
    expect([Number(said["roles"]), Number(said["statusSinceSeconds"])]).to.deep.equal([
      member.roles,
      member.statusSinceSeconds,
    ]);
    expect(said["gatewayUrl"]).to.equal(gatewayUrl);
    for (const key of member.keys) {
      const stored = await view("key", memberId, `0x${Buffer.from(key.kid, "base64url").toString("hex")}`);
      const times = ["validFromSeconds", "validUntilSeconds", "compromisedSinceSeconds"] as const;
      for (const time of times) expect(Number(stored[time]), time).to.equal(key[time]);
    }
    for (const { kind, ...period } of member.accreditations) {
      const stored = await view("accreditation", memberId, kindByName(kind).code);
      expect(Number(stored["validFromSeconds"])).to.equal(period.validFromSeconds);
      expect(Number(stored["validUntilSeconds"])).to.equal(period.validUntilSeconds);
    }
  });

  it("waits, and deletes nothing, when the head is lower than before", async () => {
    const cursor = await readCursor(exporter.gateway.database);
    const before = await dump(exporter.gateway);
    const lower = await exporter.gateway.chain.blockAt(cursor.number - 2);
    faulty.instead.head = async () => lower!;
    await catchUp(exporter.gateway);
    expect(await readCursor(exporter.gateway.database)).to.deep.equal(cursor);
    expect(await dump(exporter.gateway)).to.deep.equal(before);
  });

  it("reads nothing while nodes contradict each other about a block", async () => {
    const { documentId } = await submit("contradiction");
    await sendTick(exporter.gateway);
    const cursor = await readCursor(exporter.gateway.database);
    const honest = createJsonRpcChain({ urls: [network.anvil.rpcUrl] });
    while ((await honest.head()).number === cursor.number) await new Promise((resolve) => setTimeout(resolve, 10));
    faulty.instead.logs = async (range) => {
      const logs = await honest.logs(range);
      return logs.map((log) => ({ ...log, blockHash: "00".repeat(32) }));
    };
    await expectRejection(catchUp(exporter.gateway), "CHAIN_UNAVAILABLE");
    expect(await readCursor(exporter.gateway.database)).to.deep.equal(cursor);
    delete faulty.instead.logs;
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "anchored" });
  });

  it("undoes what a changed history no longer has, raises the alarm, and anchors again", async () => {
    await exporter.settle();
    const kept = await submit("before-the-fork");
    await exporter.settle();
    const snapshot = await network.anvil.rpc("evm_snapshot");
    const { documentId } = await submit("in-the-fork");
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "anchored" });
    await network.anvil.rpc("evm_revert", snapshot);
    await network.anvil.rpc("evm_increaseTime", 7);
    for (let n = 0; n < 3; n++) await network.anvil.rpc("evm_mine");
    await catchUp(exporter.gateway);
    expect(await look(documentId)).to.include({ state: "submitted", anchor: null });
    expect(await look(kept.documentId)).to.include({ state: "anchored" });
    const { dependencies } = await readiness(exporter.gateway);
    const index = dependencies.find(({ name }) => name === "index");
    expect(index?.isReady).to.equal(false);
    expect(index?.message).to.match(/changed its history after block \d+/);
    exporter.clock.advance(5);
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "anchored" });
    const { items } = await listEvents(exporter.gateway, { limit: 200 });
    const told = items.filter(({ subject }) => [documentId, "chain"].includes(subject)).map(({ type }) => type);
    const anchored = "sealane.document.anchored";
    expect(told).to.deep.equal([anchored, "sealane.chain.alarm", anchored]);
    const acknowledge = (idempotencyKey: string) =>
      acknowledgeAlarm(exporter.gateway, { actor: "operator", idempotencyKey });
    expect((await acknowledge("seen")).alarm).to.equal(index?.message);
    expect((await readCursor(exporter.gateway.database)).alarm).to.equal(null);
    expect((await acknowledge("later")).alarm).to.equal(null);
    await exporter.gateway.database.updateTable("cursor").set({ alarm: "raised since" }).execute();
    // The same request again answers as before and takes no later alarm off.
    expect((await acknowledge("seen")).alarm).to.equal(index?.message);
    expect((await readCursor(exporter.gateway.database)).alarm?.message).to.equal("raised since");
    await acknowledge("looked-into");
  });

  it("refuses to start on a chain with another first block", async () => {
    const other = await deployNetwork();
    try {
      const mixed = { ...network, anvil: other.anvil };
      await expectRejection(openMember(mixed, "exporter"), "CHAIN_GENESIS_WRONG");
    } finally {
      await other.stop();
    }
  });

  it("refuses to start when a contract has other code than the one it pinned", async () => {
    const { documentRegistry } = exporter.gateway.contracts;
    const code = await exporter.gateway.chain.code(documentRegistry);
    await network.anvil.rpc("anvil_setCode", documentRegistry, "0x60006000fd");
    await expectRejection(openMember(network, "exporter"), "CHAIN_CODE_CHANGED");
    await network.anvil.rpc("anvil_setCode", documentRegistry, code);
  });
});

async function dump(gateway: Gateway): Promise<Record<string, unknown>> {
  const tables = ["entries", "batches", "tombstones", "member_events"] as const;
  const rows = await Promise.all(
    tables.map(async (table) => {
      const all: object[] = await gateway.database.selectFrom(table).selectAll().execute();
      return [table, all.map((row) => JSON.stringify(row)).sort()] as const;
    }),
  );
  return Object.fromEntries(rows);
}

async function fold(gateway: Gateway): Promise<{ entries: string[]; tombstones: string[] }> {
  const { number } = await gateway.chain.head();
  const addresses = [gateway.contracts.documentRegistry];
  const logs = await gateway.chain.logs({ from: 0, to: number, addresses });
  const [entries, tombstones]: [string[], string[]] = [[], []];
  for (const log of logs) {
    const event = decodeEvent(log, gateway.contracts);
    if (event?.name === "BatchAnchored") {
      for (const { documentId } of event.args["entries"] as { documentId: string }[]) {
        entries.push(`${event.args["memberId"]} ${event.args["root"]} ${documentId}`);
      }
    }
    if (event?.name === "DocumentWithdrawn")
      tombstones.push(`${event.args["documentId"]} withdrawn ${event.args["reason"]}`);
  }
  return { entries, tombstones };
}
