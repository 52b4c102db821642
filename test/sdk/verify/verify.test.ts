import { expect } from "chai";
import { parseDossier, verifyDossier, writeDossier } from "../../../sdk/src/dossier/dossier.ts";
import { parseTrust } from "../../../sdk/src/verify/trust.ts";
import { CHECKS, verify } from "../../../sdk/src/verify/verify.ts";
import { CASES, type Case } from "../../support/sdk/cases.ts";

const first = CASES[0] as Case;
const reportOf = ({ dossier, trust }: Case) =>
  verifyDossier(parseDossier(writeDossier(dossier)), trust ? parseTrust(JSON.stringify(trust)) : undefined);

describe("verifyDossier", () => {
  for (const one of CASES) {
    it(`${one.name}: ${one.verdict}, ${one.code}`, () => {
      const report = reportOf(one);
      expect([report.verdict, report.code]).to.deep.equal([one.verdict, one.code]);
      if (one.check === undefined) return;
      const finding = report.papers[0]?.findings.find(({ check }) => check === one.check);
      expect(finding).to.include({ status: one.verdict, code: one.code });
    });
  }

  it("has a sentence in every finding, and never a document's content", () => {
    for (const one of CASES) {
      for (const { message, action } of reportOf(one).papers.flatMap(({ findings }) => findings)) {
        expect(message).to.match(/^[A-Z].*\.$/);
        expect(`${message} ${action}`).not.to.match(/SG-REX|1200\.5|5SG2012/);
      }
    }
  });

  it("says for each check at least once valid, and at least once something else", () => {
    const findings = CASES.flatMap((one) => reportOf(one).papers.flatMap((paper) => paper.findings));
    for (const check of ["evidenceTrusted", ...Object.keys(CHECKS)]) {
      const statuses = new Set(findings.filter((one) => one.check === check).map(({ status }) => status));
      expect([...statuses], check).to.include("valid");
      expect(statuses.size, check).to.be.above(1);
    }
  });

  it("gives the same report for the same input", () => {
    for (const one of CASES) expect(reportOf(one)).to.deep.equal(reportOf(one));
  });
});

describe("verify", () => {
  const { dossier } = first;
  const paper = dossier.papers[0] as (typeof dossier.papers)[number];

  it("takes evidence the caller read from the chain without a witness", () => {
    const report = verify(paper, dossier.evidence, { from: "chain" });
    expect(report.verdict).to.equal("valid");
    expect(report.findings[0]).to.include({ check: "evidenceTrusted", code: "EVIDENCE_FROM_CHAIN" });
  });

  it("names the document and the block it judged by", () => {
    const report = verify(paper, dossier.evidence, { from: "chain" });
    expect(report.documentId).to.equal(dossier.evidence.documents[0]?.documentId);
    expect(report.block).to.deep.equal(dossier.evidence.block);
  });

  it("finds the checks in the order in which they decide", () => {
    expect(verify(paper, dossier.evidence, { from: "chain" }).findings.map(({ check }) => check)).to.deep.equal([
      "evidenceTrusted",
      ...Object.keys(CHECKS),
    ]);
  });

  it("never throws for a paper of nonsense", () => {
    const nonsense = {
      statement: "..",
      body: { size: -1, disclosures: [[-1, "\ud800"]], hashes: ["zz"] },
      original: "\ud800",
    } as const;
    expect(verify(nonsense, dossier.evidence, { from: "chain" })).to.include({
      verdict: "invalid",
      documentId: "0".repeat(64),
    });
  });
});
