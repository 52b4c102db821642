import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Dossier, openBody, readStatement, signStatement, verifyDossier } from "@sealane/sdk";
import { expect } from "chai";
import { exportTrust } from "../../../node-gateway/src/usecases/export-trust.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { openOriginal } from "../../../node-gateway/src/usecases/open-original.ts";
import { receiveDossier } from "../../../node-gateway/src/usecases/receive-dossier.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { traceConsignment } from "../../../node-gateway/src/usecases/trace-consignment.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { createFaultyChain } from "../../support/gateway/faulty-chain.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber } from "../../support/gateway/papers.ts";
import { expectRejection } from "../../support/refusal.ts";

const OFFICER = { actor: "officer" };

describe("dossiers between members", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  const faulty = createFaultyChain();
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam", { wrapChain: faulty.wrap });
  });
  after(async () => {
    await singapore?.close();
    await rotterdam?.close();
    await network?.stop();
  });
  afterEach(() => {
    faulty.isAway = false;
  });

  const anchor = async (number: string, more: object = {}): Promise<string> => {
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number, ...more });
    await singapore.settle();
    return documentId;
  };
  const receive = (dossier: Dossier, idempotencyKey: string) =>
    receiveDossier(rotterdam.gateway, { dossier, idempotencyKey, ...OFFICER });

  it("open only the chosen fields, with everything below them, under the same document id", async () => {
    const documentId = await anchor("D-1");
    const fields = ["/grossWeightKg", "/containers"];
    const dossier = await makeDossier(singapore.gateway, { documentId, fields, ...OFFICER });
    const opened = openBody(dossier.papers[0]!.body);
    expect(opened.documentId).to.equal(documentId);
    expect(opened.fields.map(({ pointer }) => pointer)).to.have.members(["/grossWeightKg", "/containers/0"]);
    const trust = await exportTrust(singapore.gateway);
    expect(
      verifyDossier(dossier, trust).papers[0]?.findings.filter(({ status }) => status === "invalid"),
    ).to.deep.equal([]);
  });

  it("are not made of a field that is not there, nor of fields beside the original that holds them all", async () => {
    const documentId = await anchor("D-2");
    const fields = ["/grossWeightKg", "/nowhere"];
    await expectRejection(makeDossier(singapore.gateway, { documentId, fields, ...OFFICER }), "FIELD_UNKNOWN");
    const both = { documentId, fields: ["/grossWeightKg"], includeOriginal: true, ...OFFICER };
    await expectRejection(makeDossier(singapore.gateway, both), "QUERY_INVALID");
  });

  it("are not made of a document that is not anchored yet, nor of one that is not held", async () => {
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: "D-3" });
    await expectRejection(makeDossier(singapore.gateway, { documentId, ...OFFICER }), "DOCUMENT_NOT_ANCHORED");
    const unknown = { documentId: "ab".repeat(32), ...OFFICER };
    await expectRejection(makeDossier(singapore.gateway, unknown), "DOCUMENT_NOT_FOUND");
    await singapore.settle();
  });

  it("carry what a paper builds on, and a trace finds it under another consignment", async () => {
    const origin = await anchor("D-4", { consignment: "ANOTHER-CONSIGNMENT" });
    const documentId = await anchor("D-5", { links: [{ documentId: origin, relation: "derivedFrom" }] });
    const dossier = await makeDossier(singapore.gateway, { documentId, includeLinked: true, ...OFFICER });
    expect(dossier.papers).to.have.length(2);
    const { reports, documentIds } = await receive(dossier, "linked");
    expect(reports.map(({ verdict }) => verdict)).to.deep.equal(["valid", "valid"]);
    expect(documentIds).to.deep.equal([documentId, origin]);
    const { papers } = await traceConsignment(rotterdam.gateway, { documentId });
    expect(papers.map((paper) => paper.documentId)).to.include.members([origin, documentId]);
  });

  it("leave the receiver with what was opened, and a fuller one later with more", async () => {
    const documentId = await anchor("D-6");
    const narrow = await makeDossier(singapore.gateway, { documentId, fields: ["/grossWeightKg"], ...OFFICER });
    await receive(narrow, "narrow");
    const held = await getDocument(rotterdam.gateway, { documentId, ...OFFICER });
    expect(held).to.include({ state: "anchored", isOwn: false, issuer: 1 });
    expect(held.fields.map(({ pointer }) => pointer)).to.deep.equal(["/grossWeightKg"]);
    await expectRejection(openOriginal(rotterdam.gateway, { documentId, ...OFFICER }), "ORIGINAL_NOT_HELD");
    await receive(await makeDossier(singapore.gateway, { documentId, includeOriginal: true, ...OFFICER }), "full");
    await receive(narrow, "narrow-again");
    const { bytes } = await openOriginal(rotterdam.gateway, { documentId, ...OFFICER });
    expect(Buffer.from(bytes).equals(originalOf("re-export-certificate", "D-6"))).to.equal(true);
  });

  it("are refused whole when a paper was changed by one digit, with the reason", async () => {
    const documentId = await anchor("D-7");
    const dossier = await makeDossier(singapore.gateway, { documentId, includeOriginal: true, ...OFFICER });
    const text = JSON.stringify(dossier);
    const [index, disclosure] = dossier.papers[0]!.body.disclosures.find(([, one]) =>
      Buffer.from(one, "base64url").toString().includes('"/grossWeightKg"'),
    )!;
    const changed = Buffer.from(Buffer.from(disclosure, "base64url").toString().replace("1200.5", "9200.5")).toString(
      "base64url",
    );
    expect(index).to.be.at.least(0);
    const forged = JSON.parse(text.replace(disclosure, changed)) as Dossier;
    const { reports } = await verifyPaper(rotterdam.gateway, { dossier: forged });
    expect(reports[0]).to.include({ verdict: "invalid", code: "BODY_ALTERED" });
    await expectRejection(receive(forged, "forged"), "DOSSIER_REFUSED");
    await expectRejection(getDocument(rotterdam.gateway, { documentId, ...OFFICER }), "DOCUMENT_NOT_FOUND");
  });

  it("are neither believed nor called false while the chain is away", async () => {
    const documentId = await anchor("D-8");
    const dossier = await makeDossier(singapore.gateway, { documentId, ...OFFICER });
    faulty.isAway = true;
    const { reports } = await verifyPaper(rotterdam.gateway, { dossier });
    expect(reports[0]?.verdict).to.equal("unknown");
    await expectRejection(receive(dossier, "away"), "CHAIN_UNAVAILABLE");
    faulty.isAway = false;
    expect((await receive(dossier, "away")).reports[0]?.verdict).to.equal("valid");
  });

  it("never put another member's statement in the place of the one that is held", async () => {
    const documentId = await anchor("D-9");
    const narrow = await makeDossier(singapore.gateway, { documentId, fields: ["/grossWeightKg"], ...OFFICER });
    await receive(narrow, "held");
    const { statement } = await getDocument(rotterdam.gateway, { documentId, ...OFFICER });
    const full = await makeDossier(singapore.gateway, { documentId, includeOriginal: true, ...OFFICER });
    const { keys, memberId } = rotterdam.gateway;
    const foreign = signStatement({ ...readStatement(statement).claims, issuer: memberId }, keys.statement);
    const papers = [{ ...full.papers[0]!, statement: foreign }];
    const { reports } = await receive({ ...full, papers }, "foreign");
    expect(reports[0]).to.include({ verdict: "invalid" });
    expect((await getDocument(rotterdam.gateway, { documentId, ...OFFICER })).statement).to.equal(statement);
  });

  it("take the place of what somebody else signed for before, and never anchored", async () => {
    const documentId = await anchor("D-10");
    const dossier = await makeDossier(singapore.gateway, { documentId, fields: ["/grossWeightKg"], ...OFFICER });
    const { statement } = dossier.papers[0]!;
    const exporter = await makeGateway(network, "exporter");
    const { keys, memberId } = exporter.gateway;
    const foreign = signStatement({ ...readStatement(statement).claims, issuer: memberId }, keys.statement);
    await exporter.close();
    await receive({ ...dossier, papers: [{ ...dossier.papers[0]!, statement: foreign }] }, "squatter");
    expect(await getDocument(rotterdam.gateway, { documentId, ...OFFICER })).to.include({
      issuer: 5,
      state: "received",
    });
    await receive(dossier, "rightful");
    const held = await getDocument(rotterdam.gateway, { documentId, ...OFFICER });
    expect(held).to.include({ issuer: 1, state: "anchored", statement });
  });

  it("bring back what the receiver's blob store lost", async () => {
    const documentId = await anchor("D-11");
    const dossier = await makeDossier(singapore.gateway, { documentId, ...OFFICER });
    await receive(dossier, "before the loss".replaceAll(" ", "-"));
    await rm(join(rotterdam.gateway.dataDir, "blobs"), { recursive: true });
    await mkdir(join(rotterdam.gateway.dataDir, "blobs", "tmp"), { recursive: true });
    await expectRejection(getDocument(rotterdam.gateway, { documentId, ...OFFICER }), "BLOB_NOT_FOUND");
    await receive(dossier, "after");
    expect(await getDocument(rotterdam.gateway, { documentId, ...OFFICER })).to.include({ documentId });
  });

  it("of a paper tagged with another number than it states say so, to who holds the tag key", async () => {
    const documentId = await anchor("D-12");
    const good = await makeDossier(singapore.gateway, { documentId, ...OFFICER });
    const judged = async (dossier: Dossier) => {
      const { reports } = await verifyPaper(rotterdam.gateway, { dossier });
      return reports[0]?.findings.find(({ check }) => check === "numberTagged");
    };
    expect(await judged(good)).to.include({ status: "valid", code: "TAG_MATCHES" });
    const { claims } = readStatement(good.papers[0]!.statement);
    const statement = signStatement({ ...claims, referenceTag: "ab".repeat(32) }, singapore.gateway.keys.statement);
    const hidden = { ...good, papers: [{ ...good.papers[0]!, statement }] };
    expect(await judged(hidden)).to.include({ status: "invalid", code: "TAG_CONTRADICTED" });
    const fields = ["/grossWeightKg"];
    const withheld = await makeDossier(singapore.gateway, { documentId, fields, ...OFFICER });
    expect(await judged(withheld)).to.equal(undefined);
    expect((await verifyPaper(rotterdam.gateway, { dossier: withheld })).reports[0]?.notChecked).to.include(
      "numberTagged",
    );
  });

  it("of a paper whose issuer has no accreditation say so", async () => {
    const stranger = await makeGateway(network, "stranger");
    const { documentId } = await submitDocument(stranger.gateway, {
      ...OFFICER,
      idempotencyKey: "stranger",
      original: originalOf("re-export-certificate", "FAKE-1"),
    });
    await stranger.settle();
    const { reports } = await verifyPaper(stranger.gateway, { actor: "officer", documentId });
    expect(reports[0]).to.include({ verdict: "invalid", code: "ISSUER_NOT_ACCREDITED" });
    await stranger.close();
  });
});
