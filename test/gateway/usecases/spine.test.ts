import { type Dossier, verifyDossier } from "@sealane/sdk";
import { expect } from "chai";
import { exportTrust } from "../../../node-gateway/src/usecases/export-trust.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { receiveDossier } from "../../../node-gateway/src/usecases/receive-dossier.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { traceConsignment } from "../../../node-gateway/src/usecases/trace-consignment.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber, UCR } from "../../support/gateway/papers.ts";

describe("a paper's way", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
  });
  after(async () => {
    await singapore?.close();
    await rotterdam?.close();
    await network?.stop();
  });

  it("is accepted at once and anchored by the index, not by the sender", async () => {
    const accepted = await submitNumber(singapore.gateway, "re-export-certificate", { number: "SG-1" });
    expect(accepted.state).to.equal("accepted");
    await singapore.settle();
    const { state, standing, anchor } = await getDocument(singapore.gateway, {
      documentId: accepted.documentId,
      actor: "officer",
    });
    expect({ state, standing }).to.deep.equal({ state: "anchored", standing: "current" });
    expect(anchor?.blockNumber).to.be.greaterThan(0);
    const { reports } = await verifyPaper(singapore.gateway, { actor: "officer", documentId: accepted.documentId });
    expect(reports[0]?.findings.filter(({ status }) => status !== "valid")).to.deep.equal([]);
    expect(reports[0]?.verdict).to.equal("valid");
  });

  it("reaches another member as a dossier, is judged by its own evidence and traced there", async () => {
    const paper = await submitNumber(singapore.gateway, "re-export-certificate", { number: "SG-2" });
    await singapore.settle();
    const { documentId } = paper;
    const dossier = await makeDossier(singapore.gateway, { documentId, actor: "officer", includeOriginal: true });
    const received = await receiveDossier(rotterdam.gateway, { dossier, actor: "officer", idempotencyKey: "d-1" });
    expect(received.reports[0]?.verdict).to.equal("valid");
    const trace = await traceConsignment(rotterdam.gateway, { container: "MSKU9070323" });
    const traced = trace.papers.find((one) => one.documentId === documentId);
    expect(traced).to.include({ issuer: 1, isReadable: true, standing: "current", documentNumber: "SG-2" });
    const byUcr = await traceConsignment(rotterdam.gateway, { consignment: UCR });
    expect(byUcr.papers.map(({ isReadable }) => isReadable)).to.deep.equal([false, true]);
    const trust = await exportTrust(rotterdam.gateway);
    expect(verifyDossier(dossier, trust).verdict).to.equal("valid");
  });

  it("is superseded by a newer one once both are anchored", async () => {
    const older = await submitNumber(singapore.gateway, "re-export-certificate", { number: "SG-3" });
    const newer = await supersedeDocument(singapore.gateway, {
      documentId: older.documentId,
      reason: "correction",
      original: originalOf("re-export-certificate", "SG-3", { grossWeightKg: "1300" }),
      actor: "officer",
      idempotencyKey: "supersede SG-3".replace(" ", "-"),
    });
    await singapore.settle();
    const { reports } = await verifyPaper(singapore.gateway, { actor: "officer", documentId: older.documentId });
    expect(reports[0]).to.include({ verdict: "invalid", code: "SUPERSEDED" });
    const next = await verifyPaper(singapore.gateway, { actor: "officer", documentId: newer.documentId });
    expect(next.reports[0]?.verdict).to.equal("valid");
  });

  it("is withdrawn with a reason that everyone sees", async () => {
    const paper = await submitNumber(singapore.gateway, "re-export-certificate", { number: "SG-4" });
    const dossierOf = async (): Promise<Dossier> => {
      await singapore.settle();
      return makeDossier(singapore.gateway, { documentId: paper.documentId, actor: "officer" });
    };
    const dossier = await dossierOf();
    await withdrawDocument(singapore.gateway, {
      documentId: paper.documentId,
      reason: "fraud",
      actor: "officer",
      idempotencyKey: "w-4",
    });
    await singapore.settle();
    const { reports } = await verifyPaper(rotterdam.gateway, { dossier });
    expect(reports[0]).to.include({ verdict: "invalid", code: "WITHDRAWN" });
    const trace = await traceConsignment(rotterdam.gateway, { documentId: paper.documentId });
    const traced = trace.papers.find((one) => one.documentId === paper.documentId);
    expect(traced).to.include({ standing: "withdrawn", reason: "fraud" });
  });
});
