import { isEvidence } from "@sealane/sdk";
import { expect } from "chai";
import { gatherEvidence } from "../../../node-gateway/src/evidence/gather-evidence.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { createFaultyChain } from "../../support/gateway/faulty-chain.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";

describe("evidence", () => {
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
    faulty.isAway = false;
    delete faulty.instead.call;
  });

  const submit = async (number: string): Promise<string> =>
    (await submitNumber(exporter.gateway, "packing-list", { number })).documentId;
  const verdict = async (documentId: string) => {
    const { reports } = await verifyPaper(exporter.gateway, { actor: "officer", documentId });
    return `${reports[0]?.verdict} ${reports[0]?.code}`;
  };

  it("is of the head at which it was asked, in the SDK's shape", async () => {
    const documentId = await submit("E-1");
    await exporter.settle();
    const head = await exporter.gateway.chain.head();
    const { memberId } = exporter.gateway;
    const evidence = await gatherEvidence(exporter.gateway, [{ documentId, memberId, isLink: false }]);
    expect(isEvidence(evidence)).to.equal(true);
    expect(evidence.block).to.deep.equal({ number: head.number, hash: head.hash, timeSeconds: head.timeSeconds });
    expect(evidence.documents[0]?.anchor?.blockNumber).to.be.at.most(head.number);
  });

  it("says of a document that was never anchored that it is not there", async () => {
    expect(await verdict(await submit("E-2"))).to.equal("invalid NOT_ANCHORED");
    await exporter.settle();
  });

  it("does not believe an index that somebody wrote an entry into", async () => {
    const documentId = await submit("E-3");
    const place = {
      member_id: exporter.gateway.memberId,
      root: "ab".repeat(32),
      block_number: 1,
      log_index: 0,
      time_seconds: 1,
    };
    const { statement } = await exporter.gateway.database
      .selectFrom("documents")
      .select("statement")
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    expect(statement).to.be.a("string");
    const entry = {
      entry_index: 0,
      document_id: documentId,
      kind: 502,
      subject_tag: "00".repeat(32),
      reference_tag: "00".repeat(32),
    };
    await exporter.gateway.database
      .insertInto("entries")
      .values({ ...place, ...entry })
      .execute();
    expect(await verdict(documentId)).to.equal("invalid NOT_ANCHORED");
    await exporter.gateway.database.deleteFrom("entries").where("root", "=", place.root).execute();
    await exporter.settle();
  });

  it("does not believe an index that somebody took a withdrawal out of", async () => {
    const documentId = await submit("E-4");
    await exporter.settle();
    const withdrawal = { documentId, reason: "fraud", actor: "officer", idempotencyKey: "w-E-4" };
    await withdrawDocument(exporter.gateway, withdrawal);
    await exporter.settle();
    await exporter.gateway.database.deleteFrom("tombstones").where("document_id", "=", documentId).execute();
    expect(await verdict(documentId)).to.equal("invalid WITHDRAWN");
  });

  it("speaks of nothing when the contract stops answering in between", async () => {
    const documentId = await submit("E-5");
    await exporter.settle();
    faulty.instead.call = async () => ({ reverted: false, data: "0x" });
    expect(await verdict(documentId)).to.match(/^unknown /);
    delete faulty.instead.call;
    expect(await verdict(documentId)).to.equal("valid OK");
  });
});
