import { expect } from "chai";
import { FACT_FORMS } from "../../../sdk/src/facts/validate.ts";
import { KINDS, kindByCode, kindByName } from "../../../sdk/src/kinds/kinds.ts";
import { expectRefusal } from "../../support/refusal.ts";

// As they stand on chain. A row may be added here; none may change or go.
const CODES = {
  101: "declaration-import",
  102: "declaration-export",
  103: "declaration-transit",
  104: "declaration-reexport",
  201: "bill-of-lading-master",
  202: "bill-of-lading-house",
  203: "bill-of-lading-transshipment",
  301: "re-export-certificate",
  302: "certificate-of-origin",
  303: "certificate-of-non-manipulation",
  401: "commercial-invoice",
  402: "packing-list",
  501: "cargo-manifest",
  601: "inspection-report",
  701: "lane-decision",
  105: "declaration-entry-summary",
  106: "customs-response",
  107: "transit-release",
  108: "free-zone-entry",
  204: "sea-waybill",
  205: "shipping-instruction",
  206: "arrival-notice",
  304: "cites-export-permit",
  305: "cites-re-export-certificate",
  306: "phytosanitary-certificate",
  307: "goods-item-passport",
  308: "proof-of-re-exportation",
  502: "stowage-plan",
  503: "conveyance-report",
  504: "custody-events",
  901: "other-document",
};

describe("The table of kinds", () => {
  it("keeps each code and name that was ever anchored", () => {
    expect(Object.fromEntries(KINDS.map(({ code, name }) => [code, name]))).to.deep.equal(CODES);
  });

  it("uses no code, name or title twice", () => {
    for (const member of ["code", "name", "title"] as const) {
      expect(new Set(KINDS.map((kind) => kind[member]))).to.have.property("size", KINDS.length);
    }
  });

  for (const name of ["", "Bill-of-lading-master", "bill-of-lading", "__proto__", "constructor", "toString"]) {
    it(`knows no kind "${name}", and refuses it with KIND_UNKNOWN`, () => {
      expectRefusal(() => kindByName(name), "KIND_UNKNOWN");
    });
  }

  for (const code of [0, -1, 100, 65_536, 101.5, Number.NaN]) {
    it(`knows no code ${code}`, () => {
      expect(kindByCode(code)).to.equal(undefined);
    });
  }
});

for (const kind of KINDS) {
  describe(`The kind ${kind.name}`, () => {
    it("has a code that fits the chain's uint16", () => {
      expect(kind.code).to.satisfy(Number.isInteger).and.to.be.within(1, 65_535);
    });

    it("has a name in kebab case", () => {
      expect(kind.name).to.match(/^[a-z]+(-[a-z]+)*$/);
    });

    it("has a UN/CEFACT 1001 code of three digits, or says that the list has none", () => {
      expect(kind.unece1001 ?? "000").to.match(/^\d{3}$/);
    });

    it("expects facts that are known, each once, its own number first where it has one", () => {
      expect(Object.keys(FACT_FORMS)).to.include.members([...kind.facts]);
      expect(new Set(kind.facts).size).to.equal(kind.facts.length);
      expect([...kind.facts].indexOf("documentNumber")).to.be.at.most(0);
    });

    it("is found by its name and by its code", () => {
      expect(kindByName(kind.name)).to.equal(kind);
      expect(kindByCode(kind.code)).to.equal(kind);
    });
  });
}
