import { expect } from "chai";
import { type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";

const read = (text: string, hints: Hints = {}) => readDocument(utf8Encode(text), hints);
const codes = (text: string, hints: Hints = {}) => read(text, hints).findings.map(({ code, fact }) => fact ?? code);

const wco = (type: string, procedure: string): string => `<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">
<FunctionCode>9</FunctionCode><TypeCode>${type}</TypeCode><GoodsShipment><GovernmentAgencyGoodsItem><GovernmentProcedure>
<CurrentCode>${procedure}</CurrentCode></GovernmentProcedure></GovernmentAgencyGoodsItem></GoodsShipment></Declaration>`;

const sad = (type: string, procedure: string, date = ""): string => `<ASYCUDA><Identification><Type>
<Type_of_declaration>${type}</Type_of_declaration><Declaration_gen_procedure_code>${procedure}</Declaration_gen_procedure_code>
</Type><Registration><Date>${date}</Date></Registration></Identification></ASYCUDA>`;

const cites = (type: string): string =>
  `<CBFShip><HeaderExchangedDocument><TypeCode>${type}</TypeCode></HeaderExchangedDocument></CBFShip>`;

const ubl = (root: string): string => `<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"/>`;

describe("The kind of a declaration of the WCO Data Model", () => {
  const kinds: [type: string, procedure: string, kind: string][] = [
    ["IMA", "40", "declaration-import"],
    ["IMZ", "71", "declaration-import"],
    ["EXD", "10", "declaration-export"],
    ["EXA", "31", "declaration-reexport"],
    ["COA", "40", "declaration-import"],
    ["COD", "10", "declaration-export"],
    ["COA", "31", "declaration-reexport"],
    ["T1", "", "declaration-transit"],
    ["TIR", "", "declaration-transit"],
  ];
  for (const [type, procedure, kind] of kinds) {
    it(`of type ${type} and procedure ${procedure || "none"} is ${kind}`, () => {
      expect(read(wco(type, procedure)).kind).to.equal(kind);
    });
  }

  it("of another type is what is said beside, else that of another document, which is said", () => {
    expect(read(wco("CRE", ""), { kind: "declaration-export" }).kind).to.equal("declaration-export");
    expect(codes(wco("CRE", ""), { kind: "declaration-export" })).not.to.include("KIND_ASSUMED");
    expect(read(wco("CRE", "")).kind).to.equal("other-document");
    expect(codes(wco("CRE", ""))).to.include("KIND_ASSUMED");
  });
});

describe("The kind of a single administrative document of ASYCUDA", () => {
  const kinds: [type: string, procedure: string, kind: string][] = [
    ["IM", "4", "declaration-import"],
    ["IM", "7", "declaration-import"],
    ["IM", "8", "declaration-transit"],
    ["EX", "1", "declaration-export"],
    ["EX", "3", "declaration-reexport"],
    ["TR", "8", "declaration-transit"],
    ["T1", "", "declaration-transit"],
    ["SD", "2", "declaration-export"],
    ["WH", "9", "declaration-import"],
  ];
  for (const [type, procedure, kind] of kinds) {
    it(`of type ${type} and procedure ${procedure || "none"} is ${kind}`, () => {
      expect(read(sad(type, procedure)).kind).to.equal(kind);
    });
  }

  const dates: [stated: string, date: string | undefined][] = [
    ["25/03/2026", "2026-03-25"],
    ["3/25/2026", "2026-03-25"],
    ["3/3/2026", "2026-03-03"],
    ["31.12.2026", "2026-12-31"],
    ["2026-03-25", "2026-03-25"],
    ["5/3/2026", undefined],
    ["31/31/2026", undefined],
  ];
  for (const [stated, date] of dates) {
    it(`${date === undefined ? "has no date that can be told from" : "has the date of"} ${stated}`, () => {
      expect(read(sad("IM", "4", stated)).facts.issueDate).to.equal(date);
      expect(codes(sad("IM", "4", stated)).includes("issueDate")).to.equal(date === undefined);
    });
  }
});

describe("The kind of a permit of CITES", () => {
  it("is by its type", () => {
    expect(["E", "R", "I", "O"].map((type) => read(cites(type)).kind)).to.deep.equal([
      "cites-export-permit",
      "cites-re-export-certificate",
      "other-document",
      "other-document",
    ]);
    for (const type of ["", "X", "constructor"]) expect(codes(cites(type))).to.include("KIND_ASSUMED");
  });
});

describe("The kind of a document of UBL", () => {
  it("is by its root, and of several that it may be the one said beside", () => {
    const roots = ["ImportCustomsDeclaration", "TransitCustomsDeclaration", "ProofOfReexportation", "PackingList"];
    expect(roots.map((root) => read(ubl(root)).kind)).to.deep.equal([
      ...["declaration-import", "declaration-transit", "proof-of-re-exportation", "packing-list"],
    ]);
    expect(read(ubl("BillOfLading")).kind).to.equal("bill-of-lading-master");
    expect(read(ubl("BillOfLading"), { kind: "bill-of-lading-house" }).kind).to.equal("bill-of-lading-house");
    expect(read(ubl("BillOfLading"), { kind: "packing-list" }).kind).to.equal("bill-of-lading-master");
  });

  it("of another root is what is said beside, else that of another document, which is said", () => {
    expect(codes(ubl("Catalogue"))).to.deep.equal(["KIND_ASSUMED"]);
    expect(read(ubl("FreightInvoice"), { kind: "commercial-invoice" }).kind).to.equal("commercial-invoice");
  });

  it("is none where the namespace is not the root's", () => {
    const other = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Waybill-2"/>';
    expect(read(other).format).to.equal("xml");
  });
});
