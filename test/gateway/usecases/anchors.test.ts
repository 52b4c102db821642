import { ZERO_HEX32 } from "@sealane/sdk";
import { expect } from "chai";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { lookUpAnchor } from "../../../node-gateway/src/usecases/look-up-anchor.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber } from "../../support/gateway/papers.ts";
import { jsonOf, startServer } from "../http/server.ts";

describe("looking a document up by its id alone", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  let rotterdam: TestMember;
  before(async () => {
    network = await deployNetwork();
    exporter = await makeGateway(network, "exporter");
    rotterdam = await makeGateway(network, "rotterdam");
  });
  after(async () => {
    await exporter?.close();
    await rotterdam?.close();
    await network?.stop();
  });

  const seenByRotterdam = async (documentId: string) => {
    await exporter.settle();
    await catchUp(rotterdam.gateway);
    return lookUpAnchor(rotterdam.gateway, documentId);
  };

  it("says who anchored it, as what and when, to a member that holds nothing of it", async () => {
    const { documentId } = await submitNumber(exporter.gateway, "packing-list", { number: "PL-1" });
    const { anchors, block } = await seenByRotterdam(documentId);
    const [anchor] = anchors;
    expect(anchors).to.have.length(1);
    expect(anchor).to.include({ memberId: ACTORS.exporter.memberId, kind: "packing-list", standing: "current" });
    expect(anchor?.blockNumber).to.be.at.most(block.number);
    expect(await rotterdam.gateway.chain.blockAt(block.number)).to.deep.equal(block);
  });

  it("says that it was superseded, and by a withdrawal more than that", async () => {
    const { documentId } = await submitNumber(exporter.gateway, "packing-list", { number: "PL-2" });
    await exporter.settle();
    const writing = { actor: "officer", idempotencyKey: "supersede PL-2".replace(" ", "-") };
    await supersedeDocument(exporter.gateway, {
      ...writing,
      documentId,
      reason: "correction",
      original: originalOf("packing-list", "PL-2b"),
      mediaType: "application/json",
    });
    expect((await seenByRotterdam(documentId)).anchors[0]?.standing).to.equal("superseded");
    await withdrawDocument(exporter.gateway, { ...writing, documentId, reason: "fraud", idempotencyKey: "withdraw" });
    expect((await seenByRotterdam(documentId)).anchors[0]?.standing).to.equal("withdrawn");
  });

  it("of an id that nobody anchored says so, as of a block", async () => {
    const { anchors, block } = await lookUpAnchor(rotterdam.gateway, ZERO_HEX32);
    expect(anchors).to.deep.equal([]);
    expect(block.number).to.be.greaterThan(0);
  });

  it("needs no token, and takes nothing but an id", async () => {
    const server = await startServer({ gateway: rotterdam.gateway });
    const ask = async (id: string) => server.ask(`/v1/anchors/${id}`, { headers: { authorization: "" } });
    const answer = await ask(ZERO_HEX32);
    expect(answer.status).to.equal(200);
    expect(await jsonOf<{ anchors: unknown[] }>(answer))
      .to.have.property("anchors")
      .that.deep.equals([]);
    for (const wrong of [ZERO_HEX32.slice(1), `${ZERO_HEX32.slice(1)}G`, "AB".repeat(32)]) {
      expect((await jsonOf(await ask(wrong))).code).to.equal("REQUEST_INVALID");
    }
    await server.stop();
  });
});
