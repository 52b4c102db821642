import { expect } from "chai";
import { CODE_CHECKS, checkCodes } from "../../../sdk/src/codes/check-codes.ts";
import { type CodeList, readCodeList } from "../../../sdk/src/codes/code-list.ts";
import { CODE_VERDICTS } from "../../../sdk/src/codes/finding-codes.ts";
import { isPackageType } from "../../../sdk/src/codes/package-types.ts";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { FACT_FORMS } from "../../../sdk/src/facts/validate.ts";
import { KINDS } from "../../../sdk/src/kinds/kinds.ts";

const LISTS: readonly CodeList[] = [
  readCodeList("unlocode", Buffer.from("country,location,name\nSG,SIN,Singapore\n"), "2024-10-01"),
  readCodeList("hs", Buffer.from("hscode,description\n01,Animals\n0101,Horses\n010121,Pure-bred\n"), "2022-01-01"),
];

/** What every check says of values that a paper may state, with the lists above. */
const SAID: readonly (readonly [fact: Facts, check: string, code: string])[] = [
  [{ containers: ["CSQU3054383"] }, "container-number", "CODE_VALID"],
  [{ containers: ["CSQU3054380"] }, "container-number", "CODE_CHECK_DIGIT_WRONG"],
  [
    { custodyEvents: [{ event: "load", time: "2026-01-01T00:00:00Z", container: "BULK" }] },
    "container-number",
    "CODE_FORM_WRONG",
  ],
  [{ mrn: "21GB01X14031469017" }, "mrn", "CODE_CHECK_DIGIT_WRONG"],
  [{ ucr: "9GB123456789012-1" }, "ucr", "CODE_VALID"],
  [{ originCountry: "SG" }, "country", "CODE_VALID"],
  [{ originCountry: "EU" }, "country", "CODE_RESERVED"],
  [{ dispatchCountry: "XK" }, "country", "CODE_RESERVED"],
  [{ destinationCountry: "JJ" }, "country", "CODE_NOT_LISTED"],
  [{ parties: [{ role: "exporter", name: "A", country: "NL" }] }, "country", "CODE_VALID"],
  [{ value: { amount: "1", currency: "EUR" } }, "currency", "CODE_VALID"],
  [{ value: { amount: "1", currency: "EURO" } }, "currency", "CODE_NOT_LISTED"],
  [{ value: { amount: "1", currency: "ANG" } }, "currency", "CODE_NO_LONGER_USED"],
  [{ value: { amount: "1", currency: "HRK" } }, "currency", "CODE_NO_LONGER_USED"],
  [{ quantities: [{ value: "1", unit: "KGM" }] }, "unit", "CODE_VALID"],
  [{ quantities: [{ value: "1", unit: "XPK" }] }, "unit", "CODE_VALID"],
  [{ quantities: [{ value: "1", unit: "A25" }] }, "unit", "CODE_NOT_LISTED"],
  [{ quantities: [{ value: "1", unit: "PCE" }] }, "unit", "CODE_NOT_LISTED"],
  [{ relatedDocuments: [{ type: "705", number: "1" }] }, "document-name", "CODE_VALID"],
  [{ relatedDocuments: [{ type: "Y900", number: "1" }] }, "document-name", "CODE_OF_OTHER_LIST"],
  [{ parties: [{ role: "carrier", identifier: "529900T8BM49AURSDO55", scheme: "LEI" }] }, "lei", "CODE_VALID"],
  [{ parties: [{ role: "carrier", identifier: "GB1", scheme: "EORI" }] }, "eori", "CODE_FORM_WRONG"],
  [{ parties: [{ role: "carrier", identifier: "4012345000008", scheme: "GLN" }] }, "gln", "CODE_CHECK_DIGIT_WRONG"],
  [{ vessel: "IMO 9074729" }, "imo-number", "CODE_VALID"],
  [{ portOfLoading: "SGSIN" }, "location", "CODE_VALID"],
  [{ transshipmentPorts: ["SGXXX"] }, "location", "CODE_NOT_LISTED"],
  [{ hsCodes: ["010121"] }, "hs-code", "CODE_VALID"],
  [{ hsCodes: ["0101210000"] }, "hs-code", "CODE_VALID"],
  [{ hsCodes: ["010122"] }, "hs-code", "CODE_NOT_LISTED"],
  [{ hsCodes: ["10121"] }, "hs-code", "CODE_FORM_WRONG"],
];

describe("checkCodes", () => {
  for (const [facts, check, code] of SAID) {
    it(`says ${code} of ${JSON.stringify(facts)}`, () => {
      const findings = checkCodes(facts, LISTS);
      expect(findings.map((finding) => [finding.check, finding.code])).to.deep.equal([[check, code]]);
      expect(findings[0]?.fact).to.equal(Object.keys(facts)[0]);
      expect(findings[0]?.verdict).to.equal(CODE_VERDICTS[code as keyof typeof CODE_VERDICTS]);
    });
  }

  it("has a value for every check, so that each row is tried", () => {
    expect([...new Set(SAID.map(([, check]) => check))]).to.have.members(CODE_CHECKS.map(({ name }) => name));
  });

  it("says unknown without the list, whatever the code", () => {
    const facts: Facts = { portOfLoading: "SGSIN", portOfDischarge: "ZZZZZ", hsCodes: ["010121", "999999"] };
    const verdicts = checkCodes(facts, []).map(({ code, verdict, list }) => [code, verdict, list]);
    expect(verdicts).to.deep.equal(Array.from({ length: 4 }, () => ["CODE_LIST_ABSENT", "unknown", undefined]));
  });

  it("names the list that a finding used, its day and its digest, and no list where none was used", () => {
    const [country, location] = checkCodes({ originCountry: "SG", portOfLoading: "SGSIN" }, LISTS);
    expect(country).to.not.have.property("list");
    const { name, date, sha256 } = LISTS[0] as CodeList;
    expect(location?.list).to.deep.equal({ name, date, sha256 });
  });

  it("says each code once for each fact that states it, and nothing of a paper without codes", () => {
    const stated = { role: "consignee", name: "A", country: "SG" };
    expect(checkCodes({ parties: [stated, { ...stated, name: "B" }] }, [])).to.have.length(1);
    expect(checkCodes({ documentNumber: "1", vessel: "Ever Ace" }, LISTS)).to.deep.equal([]);
  });

  it("reads facts that there are", () => {
    const facts = CODE_CHECKS.flatMap(({ values }) => Object.keys(values));
    expect(facts.filter((fact) => !Object.hasOwn(FACT_FORMS, fact))).to.deep.equal([]);
  });

  it("knows the document name of every kind that has one", () => {
    const names = KINDS.flatMap(({ unece1001 }) => (unece1001 === null ? [] : [unece1001]));
    const findings = checkCodes({ relatedDocuments: names.map((type) => ({ type, number: "1" })) }, []);
    expect(findings.filter(({ code }) => code !== "CODE_VALID")).to.deep.equal([]);
  });

  it("knows types of packages", () => {
    expect(["CT", "PK", "4G", "ZZ", "CTN", "QZ"].map(isPackageType)).to.deep.equal([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
