import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import type { FormatFinding } from "../../../sdk/src/formats/format.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { textsAt } from "../../../sdk/src/xml/element.ts";
import { readXml } from "../../../sdk/src/xml/read-xml.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const FOLDER = "corpus/declarations/ics-ens-hmrc";
const CASES = `${FOLDER}/ruleTestCases315`;

/** What every case says alike; its places are no UN/LOCODE, and what varies is no fact. */
const SAID_ALIKE: Facts = {
  documentNumber: "ABCD1234",
  ucr: "ABC1234D",
  hsCodes: ["1234"],
  grossWeightKg: "1",
  packages: "1",
  issueDate: "2009-12-31",
  arrivalDate: "2009-12-31",
  voyage: "ABC1234D",
  parties: [
    { role: "consignee", identifier: "GBab12", scheme: "EORI" },
    { role: "declarant", identifier: "GBCD12345EFG", scheme: "EORI" },
  ],
  customsOffice: "ABCD1234",
  relatedDocuments: [{ type: "AB12", number: "ABCDEF123456" }],
};

/** Rule and place of each finding, as HMRC's own answer writes them: XPath without positions of elements that stand once. */
const brokenRules = (findings: readonly FormatFinding[]): string[] =>
  findings
    .filter(({ code }) => code === "RULE_BROKEN")
    .map(({ message, pointer = "" }) => `${/^Rule (\d+) /.exec(message)?.[1]} at ${pointer}`)
    .sort();

function statedRules(control: Uint8Array): string[] {
  const response = readXml(control);
  const numbers = textsAt(response, "Error", "Number");
  const places = textsAt(response, "Error", "Location").map((xpath) => xpath.replaceAll("[1]", "").replace("ie:", ""));
  return numbers.map((number, i) => `${number} at ${places[i]}`).sort();
}

describeShared("Over HMRC's cases of entry summary declarations, readDocument", FOLDER, () => {
  const cases = listShared(CASES).filter((path) => path.endsWith(".xml"));
  it("has thirty-two of them", () => {
    expect(cases.length).to.equal(32);
  });

  for (const path of cases) {
    it(`finds the rules that ${path.split("/").pop()} breaks, where HMRC's control file says, and its facts`, () => {
      const { format, kind, facts, findings } = readDocument(readShared(path), {});
      expect([format, kind]).to.deep.equal(["ics-entry-summary", "declaration-entry-summary"]);
      expect(facts).to.deep.equal(SAID_ALIKE);
      expect(brokenRules(findings)).to.deep.equal(statedRules(readShared(path.replace(/xml$/, "ctl"))));
    });

    it(`reads the control file of ${path.split("/").pop()} as a response of customs`, () => {
      const control = readShared(path.replace(/xml$/, "ctl"));
      const { format, kind, facts } = readDocument(control, {});
      expect([format, kind]).to.deep.equal(["govtalk-response", "customs-response"]);
      expect(facts.status).to.equal(textsAt(readXml(control), "Error", "Number")[0]);
    });
  }

  it("reads the number of what was accepted", () => {
    const { format, facts } = readDocument(readShared(`${FOLDER}/validResponse.xml`), {});
    expect([format, facts]).to.deep.equal(["govtalk-response", { documentNumber: "87491122139921" }]);
  });
});
