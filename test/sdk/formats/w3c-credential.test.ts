import { expect } from "chai";
import { type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { sampleOf } from "./samples.ts";

const credential = (members: object): object => ({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  type: ["VerifiableCredential"],
  credentialSubject: {},
  ...members,
});
const read = (value: object, hints: Hints = {}) => readDocument(utf8Encode(JSON.stringify(value)), hints);

describe("A W3C credential", () => {
  it("states its facts in its own places, and says that its proof was not checked", () => {
    const { kind, facts, findings } = readDocument(sampleOf("master-bill.json").bytes, {});
    expect(kind).to.equal("bill-of-lading-master");
    expect(facts).to.deep.equal({
      documentNumber: "SLMU2600917",
      containers: ["SLMU3054383"],
      seals: ["SL-9001"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11250.4",
      packages: "310",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      issueDate: "2026-03-04",
      loadingDate: "2026-03-03",
      vessel: "Lantern Strait",
      voyage: "017W",
      parties: [
        { role: "consignor", name: "Kelapa Furniture Sdn Bhd", country: "MY" },
        { role: "carrier", name: "Sea Lantern Lines", identifier: "SLMU", scheme: "SCAC" },
        { role: "issuer", name: "Sea Lantern Lines", identifier: "did:web:lantern.example", scheme: "DID" },
      ],
      relatedDocuments: [{ type: "335", number: "SLBK4471" }],
    });
    expect(findings.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "CREDENTIAL_PROOF_UNCHECKED",
        "The credential carries a proof of its own (ecdsa-rdfc-2019) that was not checked.",
      ],
    ]);
  });

  it("is read where it stands alone in a presentation, pounds and pieces in their codes", () => {
    const { kind, facts, findings } = readDocument(sampleOf("entry-summary-presentation.json").bytes, {});
    expect(kind).to.equal("declaration-import");
    expect(facts).to.include({ documentNumber: "73461882610", grossWeightKg: "11.113013065", customsOffice: "2709" });
    expect(facts.quantities).to.deep.equal([{ value: "4", unit: "H87" }]);
    expect(findings.map(({ code }) => code)).to.deep.equal(["FACT_MISSING"]);
  });

  it("is no format's where a presentation holds two of them", () => {
    const presentation = {
      ...credential({}),
      type: ["VerifiablePresentation"],
      verifiableCredential: [credential({}), credential({})],
    };
    expect(read(presentation).format).to.equal("json");
  });

  it("of no type that is known is of the kind given beside, or another document", () => {
    const { kind, findings } = read(credential({}));
    expect([kind, findings.map(({ code }) => code)]).to.deep.equal(["other-document", ["KIND_ASSUMED"]]);
    expect(read(credential({}), { kind: "packing-list" }).kind).to.equal("packing-list");
  });

  it("that is a bill of lading is the one that its sender says, but a house bill says so itself", () => {
    const bill = (type: string) => credential({ credentialSubject: { type } });
    expect(read(bill("BillOfLading")).kind).to.equal("bill-of-lading-master");
    expect(read(bill("BillOfLading"), { kind: "bill-of-lading-house" }).kind).to.equal("bill-of-lading-house");
    expect(read(bill("HouseBillOfLading"), { kind: "bill-of-lading-master" }).kind).to.equal("bill-of-lading-house");
  });

  it("that is a manifest states no port that its bills do not agree on", () => {
    const bills = ["CNXMG", "HKHKG"].map((unLocode) => ({
      portOfLoading: { unLocode },
      portOfDischarge: { unLocode: "BEANR" },
    }));
    const { facts } = read(credential({ credentialSubject: { type: "FreightManifest", billsOfLading: bills } }));
    expect([facts.portOfLoading, facts.portOfDischarge]).to.deep.equal([undefined, "BEANR"]);
  });

  it("never repeats what its proof says in a message", () => {
    const { findings } = read(credential({ proof: { type: "<script>" } }));
    expect(findings.map(({ message }) => message).join()).not.to.contain("script");
  });
});
