import { readFileSync } from "node:fs";
import { expect } from "chai";
import { verifyDossier } from "../../../sdk/src/dossier/dossier.ts";
import { CASES } from "../../support/sdk/cases.ts";

describe("The table of cases", () => {
  it("gives every code that a finding can carry, those apart that need a chain, tag keys or the ledger, at least once", () => {
    const source = readFileSync(new URL("../../../sdk/src/verify/finding.ts", import.meta.url), "utf8");
    const codes = [...source.slice(source.indexOf("export type FindingCode")).matchAll(/"([A-Z_]+)"/g)].map(
      ([, code]) => code,
    );
    const reports = CASES.flatMap(({ dossier, trust }) => verifyDossier(dossier, trust ?? undefined).papers);
    const given = new Set(reports.flatMap(({ findings }) => findings.map(({ code }) => code)));
    const tags = ["TAG_MATCHES", "TAG_CONTRADICTED"];
    const ledger = ["AGREES", "CONTRADICTED", "OVERDRAWN", "NOT_DRAWN"].map((code) => `QUANTITY_${code}`);
    expect([...given, "EVIDENCE_FROM_CHAIN", ...tags, ...ledger].sort()).to.deep.equal(codes.sort());
  });
});
