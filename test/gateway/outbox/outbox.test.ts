import { expect } from "chai";
import type { SendOutcome } from "../../../node-gateway/src/chain/chain.ts";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openLane } from "../../../node-gateway/src/outbox/lane.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { listDocuments } from "../../../node-gateway/src/usecases/list-documents.ts";
import { readiness } from "../../../node-gateway/src/usecases/readiness.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { createFaultyChain } from "../../support/gateway/faulty-chain.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("the outbox", () => {
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
    faulty.isAway = false;
    for (const name of Object.keys(faulty.instead)) delete faulty.instead[name as keyof typeof faulty.instead];
    await network.anvil.rpc("evm_setAutomine", true);
  });

  const submit = (number: string) => submitNumber(exporter.gateway, "packing-list", { number });
  const stateOf = async (documentId: string) =>
    (await getDocument(exporter.gateway, { documentId, actor: "officer" })).state;

  it("anchors what waits together in one transaction", async () => {
    const before = (await openLane(exporter.gateway)).nextNonce;
    for (let n = 0; n < 5; n++) await submit(`batch-${n}`);
    await exporter.settle();
    expect((await openLane(exporter.gateway)).nextNonce).to.equal(before + 1);
  });

  it("never sends a document of a kind its member is not accredited for, and anchors the others", async () => {
    const before = (await openLane(exporter.gateway)).nextNonce;
    const refused = await submitNumber(exporter.gateway, "certificate-of-origin", { number: "coo-1" });
    const good = await submit("good-1");
    await exporter.settle();
    const shown = await getDocument(exporter.gateway, { documentId: refused.documentId, actor: "officer" });
    expect(shown).to.include({ state: "refused", refusal: "IssuerNotAccredited" });
    expect(await stateOf(good.documentId)).to.equal("anchored");
    expect((await openLane(exporter.gateway)).nextNonce).to.equal(before + 1);
    const { items } = await listDocuments(exporter.gateway, { state: "refused" });
    expect(items.map(({ documentId }) => documentId)).to.deep.equal([refused.documentId]);
  });

  it("refuses to withdraw a document that the chain refused", async () => {
    const refused = await submitNumber(exporter.gateway, "certificate-of-origin", { number: "coo-2" });
    const { documentId } = refused;
    await withdrawDocument(exporter.gateway, {
      documentId,
      reason: "fraud",
      actor: "officer",
      idempotencyKey: "w-coo",
    });
    await exporter.settle();
    const again = { documentId, reason: "fraud", actor: "officer", idempotencyKey: "w-coo" };
    expect(await withdrawDocument(exporter.gateway, again)).to.include({
      state: "refused",
      refusal: "DocumentRefused",
    });
  });

  it("sends the stored bytes again after a node forgot its pool, and anchors once", async () => {
    await network.anvil.rpc("evm_setAutomine", false);
    const { documentId } = await submit("forgotten");
    await sendTick(exporter.gateway);
    await network.anvil.rpc("anvil_dropAllTransactions");
    await network.anvil.rpc("evm_mine");
    await catchUp(exporter.gateway);
    expect(await stateOf(documentId)).to.equal("submitted");
    exporter.clock.advance(5);
    await sendTick(exporter.gateway);
    await network.anvil.rpc("evm_mine");
    await exporter.settle();
    expect(await stateOf(documentId)).to.equal("anchored");
  });

  it("shrinks its window when a node finds a nonce too distant, and goes on", async () => {
    const sent: string[] = [];
    faulty.instead.send = async (raw): Promise<SendOutcome> => {
      sent.push(raw);
      return "nonceTooDistant";
    };
    const { documentId } = await submit("distant");
    const before = (await openLane(exporter.gateway)).windowSize;
    await sendTick(exporter.gateway);
    expect((await openLane(exporter.gateway)).windowSize).to.equal(Math.floor(before / 2));
    expect(sent).to.have.length(1);
    delete faulty.instead.send;
    await exporter.settle();
    expect(await stateOf(documentId)).to.equal("anchored");
  });

  it("sends to every node what has been on its way for long", async () => {
    const reaches: (string | undefined)[] = [];
    faulty.instead.send = async (_, reach): Promise<SendOutcome> => {
      reaches.push(reach);
      return "taken";
    };
    await submit("cut-off");
    await sendTick(exporter.gateway);
    exporter.clock.advance(15);
    await sendTick(exporter.gateway);
    expect(reaches).to.deep.equal(["one", "all"]);
    delete faulty.instead.send;
    exporter.clock.advance(5);
    await exporter.settle();
  });

  it("puts what a block reverted aside with a reason, and the lane goes on", async () => {
    const { documentId } = await submit("reverted");
    // The preflight is told that all is well while the member is already suspended.
    const { call } = exporter.gateway.chain;
    await network.registrar("suspend", exporter.gateway.memberId);
    faulty.instead.call = async () => ({ reverted: false, data: "0x" });
    await sendTick(exporter.gateway);
    faulty.instead.call = call;
    delete faulty.instead.call;
    await network.registrar("resume", exporter.gateway.memberId);
    await exporter.settle();
    const shown = await getDocument(exporter.gateway, { documentId, actor: "officer" });
    expect(shown).to.include({ state: "refused", refusal: "TransactionReverted" });
    const next = await submit("after-revert");
    await exporter.settle();
    expect(await stateOf(next.documentId)).to.equal("anchored");
  });

  it("refuses what a suspended member wants to anchor, but lets its withdrawals through", async () => {
    const standing = await submit("stands");
    await exporter.settle();
    await network.registrar("suspend", exporter.gateway.memberId);
    const refused = await submit("suspended");
    const { documentId } = standing;
    await withdrawDocument(exporter.gateway, {
      documentId,
      reason: "fraud",
      actor: "officer",
      idempotencyKey: "w-susp",
    });
    await exporter.settle();
    await network.registrar("resume", exporter.gateway.memberId);
    const shown = await getDocument(exporter.gateway, { documentId: refused.documentId, actor: "officer" });
    expect(shown).to.include({ state: "refused", refusal: "MemberSuspended" });
    expect(await getDocument(exporter.gateway, { documentId, actor: "officer" })).to.include({ standing: "withdrawn" });
  });

  it("refuses nothing on the word of a node that is behind", async () => {
    const honest = createJsonRpcChain({ urls: [network.anvil.rpcUrl] });
    const behind = (await honest.head()).number - 3;
    faulty.instead.call = async (call) =>
      call.block === undefined ? { reverted: true, data: "0x" } : honest.call(call);
    faulty.instead.head = async () => (await honest.blockAt(behind))!;
    const { documentId } = await submit("behind");
    await expectRejection(sendTick(exporter.gateway), "CHAIN_UNAVAILABLE");
    expect(await stateOf(documentId)).to.equal("accepted");
    delete faulty.instead.head;
    await exporter.settle();
    expect(await stateOf(documentId)).to.equal("anchored");
  });

  it("takes documents while the chain is away for minutes, says so, and drains afterwards", async () => {
    faulty.isAway = true;
    const taken = [await submit("away-1"), await submit("away-2")];
    exporter.clock.advance(300);
    const { isReady, dependencies } = await readiness(exporter.gateway);
    expect(isReady).to.equal(false);
    expect(dependencies.filter((one) => !one.isReady).map(({ name }) => name)).to.include.members(["chain", "outbox"]);
    const { reports } = await verifyPaper(exporter.gateway, { actor: "officer", documentId: taken[0]!.documentId });
    expect(reports[0]?.verdict).to.equal("unknown");
    expect(reports[0]?.findings.some(({ status }) => status === "invalid")).to.equal(false);
    faulty.isAway = false;
    await exporter.settle();
    for (const { documentId } of taken) expect(await stateOf(documentId)).to.equal("anchored");
  });

  it("sends again what was lost because another program used the operator's nonce", async () => {
    faulty.instead.send = async (): Promise<SendOutcome> => "taken";
    const { documentId } = await submit("foreign-nonce");
    await sendTick(exporter.gateway);
    delete faulty.instead.send;
    const { operator } = exporter.gateway.keys;
    const { nextNonce } = await openLane(exporter.gateway);
    const { chainId } = exporter.gateway.network;
    const foreign = { chainId, nonce: nextNonce - 1, gas: 21_000, to: operator.address, data: "0x" };
    await exporter.gateway.chain.send((await operator.signTransaction(foreign)).raw);
    exporter.clock.advance(61);
    await exporter.settle();
    expect(await stateOf(documentId)).to.equal("anchored");
  });
});
