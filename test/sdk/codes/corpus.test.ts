import { expect } from "chai";
import { checkCodes } from "../../../sdk/src/codes/check-codes.ts";
import { readCodeList } from "../../../sdk/src/codes/code-list.ts";
import { CODE_VERDICTS } from "../../../sdk/src/codes/finding-codes.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { describeShared, hasShared, listShared, readShared } from "../../support/shared.ts";

const FOLDERS = ["bills-of-lading", "certificates", "declarations", "edifact", "events"];

describeShared("the codes of the corpus", "corpus", () => {
  const lists = hasShared("codes")
    ? [
        readCodeList("unlocode", readShared("codes/unlocode.csv"), "2024-10-01"),
        readCodeList("hs", readShared("codes/harmonized-system.csv"), "2022-01-01"),
      ]
    : [];
  /** Findings on every paper that a format reads; others are no subject here. */
  const findings = () =>
    FOLDERS.flatMap((folder) => listShared(`corpus/${folder}`)).flatMap((path) => {
      try {
        const { facts } = readDocument(readShared(path), { kind: "other-document" });
        return checkCodes(facts, lists);
      } catch (error) {
        if (String((error as { code?: unknown }).code).match(/^[A-Z_]+$/)) return [];
        throw error;
      }
    });

  it("are all judged, and a wrong one is a finding and no more", () => {
    const found = findings();
    const verdicts = Map.groupBy(found, ({ verdict }) => verdict);
    expect(found.length).to.be.above(200);
    for (const { code, verdict } of found) expect(verdict).to.equal(CODE_VERDICTS[code]);
    // Samples are made up: some of their numbers are right and some are not.
    for (const verdict of ["valid", "invalid", "unknown"] as const)
      expect(verdicts.get(verdict)?.length, verdict).to.be.above(5);
  });

  it("of ports are those of UN/LOCODE for the most part, by the list whose digest is named", () => {
    const ports = findings().filter(({ check }) => check === "location");
    const known = ports.filter(({ verdict }) => verdict === "valid");
    expect(known.length).to.be.above(ports.length * 0.8);
    expect(new Set(ports.map(({ list }) => list?.sha256)).size).to.equal(lists.length === 0 ? 0 : 1);
  });
});
