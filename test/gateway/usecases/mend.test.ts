import { kindByName } from "@sealane/sdk";
import { expect } from "chai";
import type { SendOutcome } from "../../../node-gateway/src/chain/chain.ts";
import { openLane } from "../../../node-gateway/src/outbox/lane.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { auditTrail } from "../../../node-gateway/src/usecases/audit-trail.ts";
import { cancelItem } from "../../../node-gateway/src/usecases/cancel-item.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { type ListOutboxInput, listOutbox } from "../../../node-gateway/src/usecases/list-outbox.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { readiness } from "../../../node-gateway/src/usecases/readiness.ts";
import { retryItem } from "../../../node-gateway/src/usecases/retry-item.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { createFaultyChain } from "../../support/gateway/faulty-chain.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("what is stuck in the outbox", () => {
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
  afterEach(async () => {
    for (const name of Object.keys(faulty.instead)) delete faulty.instead[name as keyof typeof faulty.instead];
    await network.registrar("resume", exporter.gateway.memberId).catch(() => {});
    await exporter.settle();
  });

  let keys = 0;
  const asked = (itemId: number) => ({ itemId, actor: "operator", idempotencyKey: `mend-${++keys}` });
  const submit = async (number: string) =>
    (await submitNumber(exporter.gateway, "packing-list", { number })).documentId;
  const look = (documentId: string) => getDocument(exporter.gateway, { documentId, actor: "officer" });
  const list = async (query: ListOutboxInput = {}) => (await listOutbox(exporter.gateway, query)).items;
  const itemOf = async (documentId: string, query: ListOutboxInput = {}) =>
    (await list({ limit: 200, ...query })).find((item) => item.documentId === documentId)!;
  /** A document that the chain refused, because the consortium had suspended its member. */
  const refused = async (number: string) => {
    await network.registrar("suspend", exporter.gateway.memberId);
    const documentId = await submit(number);
    await exporter.settle();
    await network.registrar("resume", exporter.gateway.memberId);
    return { documentId, item: await itemOf(documentId) };
  };

  it("is listed with how old it is, how often it was sent and under which nonce, what is done is not", async () => {
    const done = await submit("done");
    await exporter.settle();
    const { documentId, item } = await refused("stuck");
    exporter.clock.advance(60);
    const { nextNonce } = await openLane(exporter.gateway);
    faulty.instead.send = async (): Promise<SendOutcome> => "taken";
    const sent = await submit("sent");
    for (let n = 0; n < 3; n++) {
      await sendTick(exporter.gateway);
      exporter.clock.advance(5);
    }
    const waits = await submit("waits");
    const rows = await list();
    expect(rows.map((row) => [row.documentId, row.state])).to.deep.equal([
      [documentId, "refused"],
      [sent, "sent"],
      [waits, "queued"],
    ]);
    // A paper is never dated before the newest block, and the chain's clock may be a second or two ahead of this one.
    expect(rows[0]?.ageSeconds).to.be.within(73, 75);
    expect({ ...rows[0], ageSeconds: 0 }).to.deep.equal({ ...item, ageSeconds: 0 });
    expect(item).to.include({ purpose: "anchor", action: null, refusal: "MemberSuspended", nonce: null, attempts: 0 });
    expect(rows[1]).to.include({ nonce: nextNonce, attempts: 3, ageSeconds: 15, refusal: null });
    expect(await itemOf(done, { state: "done" })).to.include({ state: "done", attempts: 1 });
    delete faulty.instead.send;
    await exporter.settle();
    await cancelItem(exporter.gateway, asked(item.itemId));
    expect(await list()).to.deep.equal([]);
  });

  it("is listed page by page, each item once, and by state and purpose", async () => {
    const whole = await list({ state: "done" });
    const seen: number[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await listOutbox(exporter.gateway, { state: "done", limit: 1, ...(after && { after }) });
      seen.push(...page.items.map(({ itemId }) => itemId));
      after = page.next;
    }
    expect(seen).to.deep.equal(whole.map(({ itemId }) => itemId));
    const changes = await list({ state: "done", purpose: "member" });
    expect(changes.map(({ action }) => action)).to.deep.equal(["addKey", "addKey", "addKey"]);
    await expectRejection(list({ after: "0" }), "CURSOR_INVALID");
    await expectRejection(list({ limit: 201 }), "QUERY_INVALID");
  });

  it("is anchored after a retry, once what it was refused for is mended", async () => {
    const number = "certificate";
    const { documentId } = await submitNumber(exporter.gateway, "certificate-of-origin", { number });
    await exporter.settle();
    const item = await itemOf(documentId);
    expect(item.refusal).to.equal("IssuerNotAccredited");
    await retryItem(exporter.gateway, asked(item.itemId));
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "refused", refusal: "IssuerNotAccredited" });
    const { code } = kindByName("certificate-of-origin");
    await network.registrar("accredit", exporter.gateway.memberId, code, 0, 4_000_000_000);
    exporter.clock.advance(10_000);
    expect(await retryItem(exporter.gateway, asked(item.itemId))).to.include({
      state: "queued",
      refusal: null,
      ageSeconds: 0,
    });
    expect(await look(documentId)).to.include({ state: "accepted", refusal: null });
    const { dependencies } = await readiness(exporter.gateway);
    expect(dependencies.find(({ name }) => name === "outbox")).to.include({ isReady: true });
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "anchored", refusal: null });
    const { items } = await auditTrail(exporter.gateway, { subject: documentId });
    expect(items.filter(({ action }) => action === "retryItem").map(({ actor }) => actor)).to.deep.equal([
      "operator",
      "operator",
    ]);
  });

  it("goes out under a new nonce after a retry of what a block reverted", async () => {
    const documentId = await submit("reverted");
    await network.registrar("suspend", exporter.gateway.memberId);
    faulty.instead.call = async () => ({ reverted: false, data: "0x" });
    await sendTick(exporter.gateway);
    delete faulty.instead.call;
    await network.registrar("resume", exporter.gateway.memberId);
    await exporter.settle();
    const item = await itemOf(documentId);
    expect(item).to.include({ state: "refused", refusal: "TransactionReverted", attempts: 1 });
    expect(await retryItem(exporter.gateway, asked(item.itemId))).to.include({ nonce: null, attempts: 0 });
    await exporter.settle();
    expect((await itemOf(documentId, { state: "done" })).nonce).to.be.above(item.nonce!);
    expect((await look(documentId)).state).to.equal("anchored");
  });

  it("is not tried again unless it was refused, and a number that is none is told apart", async () => {
    const documentId = await submit("fine");
    const { itemId } = await itemOf(documentId);
    await expectRejection(retryItem(exporter.gateway, asked(itemId)), "ITEM_NOT_REFUSED");
    await exporter.settle();
    await expectRejection(retryItem(exporter.gateway, asked(itemId)), "ITEM_NOT_REFUSED");
    await expectRejection(retryItem(exporter.gateway, asked(1_000_000)), "ITEM_NOT_FOUND");
    await expectRejection(cancelItem(exporter.gateway, asked(1_000_000)), "ITEM_NOT_FOUND");
  });

  it("is tried again once by a request that is repeated, and not by another under its key", async () => {
    const { documentId, item } = await refused("repeated");
    const request = asked(item.itemId);
    await retryItem(exporter.gateway, request);
    await exporter.settle();
    expect(await retryItem(exporter.gateway, request)).to.include({ state: "done" });
    const { items } = await auditTrail(exporter.gateway, { subject: documentId });
    expect(items.filter(({ action }) => action === "retryItem")).to.have.length(1);
    const other = { ...request, itemId: item.itemId + 1 };
    await expectRejection(retryItem(exporter.gateway, other), "IDEMPOTENCY_CONFLICT");
  });

  it("is never sent once it is given up, and its document is refused as Cancelled", async () => {
    const documentId = await submit("given-up");
    const { itemId } = await itemOf(documentId);
    const { nextNonce } = await openLane(exporter.gateway);
    expect(await cancelItem(exporter.gateway, asked(itemId))).to.include({ state: "cancelled", refusal: "Cancelled" });
    await exporter.settle();
    expect((await openLane(exporter.gateway)).nextNonce).to.equal(nextNonce);
    expect(await look(documentId)).to.include({ state: "refused", refusal: "Cancelled" });
    const { items } = await auditTrail(exporter.gateway, { subject: documentId });
    expect(items.find(({ action }) => action === "cancelItem")).to.include({ actor: "operator" });
    await expectRejection(cancelItem(exporter.gateway, asked(itemId)), "ITEM_NOT_OPEN");
    await retryItem(exporter.gateway, asked(itemId));
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "anchored", refusal: null });
  });

  it("is not sent when it is given up while its call is tried, and what waits with it is", async () => {
    const [given, kept] = [await submit("tried"), await submit("beside")];
    const { itemId } = await itemOf(given);
    const { nextNonce } = await openLane(exporter.gateway);
    faulty.instead.call = async () => {
      delete faulty.instead.call;
      await cancelItem(exporter.gateway, asked(itemId));
      return { reverted: false, data: "0x" };
    };
    await exporter.settle();
    expect(await look(given)).to.include({ state: "refused", refusal: "Cancelled" });
    expect((await look(kept)).state).to.equal("anchored");
    expect((await openLane(exporter.gateway)).nextNonce).to.equal(nextNonce + 1);
  });

  it("stays given up when the chain refuses what it was tried with", async () => {
    await network.registrar("suspend", exporter.gateway.memberId);
    const documentId = await submit("refused-meanwhile");
    const { itemId } = await itemOf(documentId);
    const { head } = exporter.gateway.chain;
    faulty.instead.head = async () => {
      delete faulty.instead.head;
      await cancelItem(exporter.gateway, asked(itemId));
      return head();
    };
    await sendTick(exporter.gateway);
    expect(await look(documentId)).to.include({ state: "refused", refusal: "Cancelled" });
    expect(await itemOf(documentId, { state: "cancelled" })).to.include({ refusal: "Cancelled" });
  });

  it("can no longer be given up once it was signed", async () => {
    faulty.instead.send = async (): Promise<SendOutcome> => "taken";
    const documentId = await submit("signed");
    await sendTick(exporter.gateway);
    const { itemId } = await itemOf(documentId);
    await expectRejection(cancelItem(exporter.gateway, asked(itemId)), "ITEM_NOT_OPEN");
    delete faulty.instead.send;
    exporter.clock.advance(5);
    await exporter.settle();
    await expectRejection(cancelItem(exporter.gateway, asked(itemId)), "ITEM_NOT_OPEN");
    expect((await look(documentId)).state).to.equal("anchored");
  });

  it("may be a withdrawal or a change of the member: giving it up leaves the document and the member as they are", async () => {
    const documentId = await submit("stands");
    await exporter.settle();
    const writing = { actor: "officer", idempotencyKey: "given-up" };
    await withdrawDocument(exporter.gateway, { ...writing, documentId, reason: "fraud" });
    const change = { action: "setGatewayUrl", gatewayUrl: "https://exporter.example" } as const;
    const { itemId } = await memberAction(exporter.gateway, { ...writing, change });
    expect(await itemOf(documentId)).to.include({ purpose: "withdraw", state: "queued" });
    await cancelItem(exporter.gateway, asked((await itemOf(documentId)).itemId));
    expect(await cancelItem(exporter.gateway, asked(itemId))).to.include({ purpose: "member", action: change.action });
    await exporter.settle();
    expect(await look(documentId)).to.include({ state: "anchored", standing: "current", refusal: null });
    expect(await memberAction(exporter.gateway, { ...writing, change })).to.include({
      state: "cancelled",
      refusal: "Cancelled",
    });
    const { items } = await auditTrail(exporter.gateway, { subject: `item ${itemId}` });
    expect(items.map(({ action }) => action)).to.deep.equal(["cancelItem"]);
  });
});
