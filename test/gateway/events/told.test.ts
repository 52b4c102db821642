import { expect } from "chai";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { itemOfRow } from "../../../node-gateway/src/outbox/items.ts";
import { refuseItems } from "../../../node-gateway/src/outbox/refuse-items.ts";
import { listEvents } from "../../../node-gateway/src/usecases/list-events.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber } from "../../support/gateway/papers.ts";

describe("what a member's own systems are told", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  let carrier: TestMember;
  before(async () => {
    network = await deployNetwork();
    exporter = await makeGateway(network, "exporter");
    carrier = await makeGateway(network, "carrier");
  });
  after(async () => {
    await exporter?.close();
    await carrier?.close();
    await network?.stop();
  });

  const told = async ({ gateway }: TestMember) =>
    (await listEvents(gateway, { limit: 200 })).items.map(({ type, subject }) => `${type} ${subject}`);
  const submit = (number: string) => submitNumber(exporter.gateway, "packing-list", { number });

  it("is that a document came onto the chain, was superseded and withdrawn, with ids and reasons only", async () => {
    const [older, doomed] = [await submit("told-1"), await submit("told-2")];
    await exporter.settle();
    const change = { actor: "officer", reason: "correction" } as const;
    const original = originalOf("packing-list", "told-1b");
    const newer = await supersedeDocument(exporter.gateway, {
      ...change,
      documentId: older.documentId,
      original,
      idempotencyKey: "s",
    });
    await withdrawDocument(exporter.gateway, { ...change, documentId: doomed.documentId, idempotencyKey: "w" });
    await exporter.settle();
    expect(await told(exporter)).to.have.members([
      `sealane.document.anchored ${older.documentId}`,
      `sealane.document.anchored ${doomed.documentId}`,
      `sealane.document.anchored ${newer.documentId}`,
      `sealane.document.superseded ${older.documentId}`,
      `sealane.document.withdrawn ${doomed.documentId}`,
    ]);
    const { items } = await listEvents(exporter.gateway, { type: "sealane.document.superseded" });
    expect(items[0]?.data).to.include({ reason: "correction", successorId: newer.documentId, kind: "packing-list" });
    expect(JSON.stringify(await listEvents(exporter.gateway, {}))).not.to.match(/told-1|MSKU9070323|1200\.5/);
  });

  it("is nothing of documents that are not held here", async () => {
    await submit("elsewhere");
    await exporter.settle();
    await carrier.settle();
    expect(await told(carrier)).to.deep.equal([]);
  });

  it("is nothing new when a document is anchored once more", async () => {
    const { documentId } = await submit("twice");
    await exporter.settle();
    const { gateway } = exporter;
    const queued = await gateway.database
      .selectFrom("outbox_items")
      .selectAll()
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    // In a batch with another, so that it is another batch.
    const again = { ...queued, item_id: queued.item_id + 1000, state: "waiting" as const, account: null, nonce: null };
    await gateway.database.insertInto("outbox_items").values(again).execute();
    await submit("beside-twice");
    await exporter.settle();
    const rows = await gateway.database
      .selectFrom("entries")
      .select("root")
      .where("document_id", "=", documentId)
      .execute();
    expect(rows).to.have.length(2);
    expect((await told(exporter)).filter((it) => it.endsWith(documentId))).to.have.length(1);
  });

  it("is the same, and told once, when the chain is folded a second time", async () => {
    const before = await listEvents(exporter.gateway, { limit: 200 });
    const { gateway } = exporter;
    for (const table of ["entries", "batches", "tombstones", "member_events", "blocks"] as const) {
      await gateway.database.deleteFrom(table).execute();
    }
    const start = { number: 0, hash: gateway.network.genesisHash };
    await gateway.database.updateTable("cursor").set(start).execute();
    await catchUp(gateway);
    expect(await listEvents(gateway, { limit: 200 })).to.deep.equal(before);
    expect((await gateway.database.selectFrom("entries").select("root").execute()).length).to.be.above(3);
  });

  it("is that the chain would not take a document, again when it is refused again", async () => {
    const { documentId } = await submit("refused");
    const row = await exporter.gateway.database
      .selectFrom("outbox_items")
      .selectAll()
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    const refuse = () => refuseItems(exporter.gateway, [itemOfRow(row)], "IssuerNotAccredited");
    await refuse();
    await refuse();
    const count = async () =>
      (await told(exporter)).filter((it) => it === `sealane.document.refused ${documentId}`).length;
    expect(await count()).to.equal(1);
    await exporter.gateway.database
      .updateTable("documents")
      .set({ state: "accepted" })
      .where("document_id", "=", documentId)
      .execute();
    exporter.clock.advance(1);
    await refuse();
    expect(await count()).to.equal(2);
  });

  it("comes in pages that a cursor or the last known sequence goes on from", async () => {
    const { gateway } = exporter;
    const all = (await listEvents(gateway, { limit: 200 })).items;
    const first = await listEvents(gateway, { limit: 2 });
    const second = await listEvents(gateway, { limit: 200, after: first.next ?? "" });
    expect([...first.items, ...second.items]).to.deep.equal(all);
    expect(second.next).to.equal(null);
    const afterSequence = Number(first.items[1]?.sequence);
    expect((await listEvents(gateway, { limit: 200, afterSequence })).items).to.deep.equal(second.items);
  });
});
