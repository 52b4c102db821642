import { createHash } from "node:crypto";
import { expect } from "chai";
import type { JsonObject } from "../../../sdk/src/canonical/json.ts";
import { type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { sampleOf } from "./samples.ts";

const read = (members: object, hints: Hints = {}) => {
  const document = {
    transportDocumentReference: "A1",
    transportDocumentTypeCode: "BOL",
    documentParties: {},
    ...members,
  };
  return readDocument(utf8Encode(JSON.stringify(document)), hints);
};
const weighing = (weights: readonly unknown[]) =>
  read({ consignmentItems: [{ cargoItems: weights.map((cargoGrossWeight) => ({ cargoGrossWeight })) }] });

describe("A DCSA transport document", () => {
  it("states its facts in its own places", () => {
    const { bytes, hints } = sampleOf("transport-document.json");
    const { facts, findings } = readDocument(bytes, hints);
    expect(facts).to.deep.equal({
      documentNumber: "SLMU2600917",
      ucr: "6MY-KELAPA-88",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["MY-C77", "SL-9001", "SL-9002"],
      hsCodes: ["9401530000", "940490"],
      descriptions: ["Chairs of rattan,", "unassembled", "Cushions"],
      grossWeightKg: "11704.237729237",
      packages: "326",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      placeOfReceipt: "MYKUL",
      issueDate: "2026-03-04",
      loadingDate: "2026-03-03",
      departureDate: "2026-03-03",
      arrivalDate: "2026-04-09",
      vessel: "Lantern Strait",
      voyage: "017W",
      parties: [
        {
          role: "consignor",
          name: "Kelapa Furniture Sdn Bhd",
          identifier: "549300KELAPA00000042",
          scheme: "LEI",
          country: "MY",
        },
        { role: "consignor", name: "Kelapa Furniture Sdn Bhd", identifier: "KF-7", scheme: "ZZZ", country: "MY" },
        { role: "consignee", name: "Maasbank NV" },
        { role: "issuer", name: "Sea Lantern Lines", country: "SG" },
        { role: "notify", name: "Noord Wonen BV", country: "NL" },
        { role: "carrier", identifier: "SLMU", scheme: "NMFTA" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
      status: "ISSUED",
      relatedDocuments: [
        { type: "340", number: "0d6f3c55-8a52-4f4e-9a62-2f1f4f0f7d11" },
        { type: "335", number: "SLBK4471" },
      ],
    });
    expect(findings).to.deep.equal([]);
  });

  it("is the master bill, unless its sender says that it is the house or the transshipment bill", () => {
    expect(read({}).kind).to.equal("bill-of-lading-master");
    expect(read({}, { kind: "bill-of-lading-house" }).kind).to.equal("bill-of-lading-house");
    expect(read({}, { kind: "bill-of-lading-transshipment" }).kind).to.equal("bill-of-lading-transshipment");
  });

  it("stays a bill of lading when its sender says that it is something else", () => {
    expect(read({}, { kind: "commercial-invoice" }).kind).to.equal("bill-of-lading-master");
  });

  it("is a sea waybill when it says so, whatever its sender says", () => {
    expect(read({ transportDocumentTypeCode: "SWB" }).kind).to.equal("sea-waybill");
    expect(read({ transportDocumentTypeCode: "SWB" }, { kind: "bill-of-lading-house" }).kind).to.equal("sea-waybill");
  });

  for (const name of ["issuance-request.json", "amendment.json", "pint-envelope.json"]) {
    it(`inside ${name} is known by its own JSON, and all around it is kept`, () => {
      const { json, body, facts } = readDocument(sampleOf(name).bytes, {});
      const { transportDocumentReference } = json as JsonObject;
      expect(facts.documentNumber).to.equal(transportDocumentReference);
      expect(Object.values(body)).to.deep.include(json);
      expect(Object.keys(body).length).to.be.greaterThan(1);
    });
  }

  const manifest = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.AA`;
  const bill = { transportDocumentReference: "A1", transportDocumentTypeCode: "BOL", documentParties: {} };
  const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");
  const billSum = sha256Of(
    '{"documentParties":{},"transportDocumentReference":"A1","transportDocumentTypeCode":"BOL"}',
  );
  const manifests: [title: string, message: object, findings: string[]][] = [
    [
      "that fits its manifest",
      { document: bill, issueTo: {}, issuanceManifestSignedContent: manifest({ documentChecksum: billSum }) },
      ["MANIFEST_SIGNATURE_UNCHECKED /issuanceManifestSignedContent"],
    ],
    [
      "that is not what its manifest says",
      {
        document: bill,
        issueTo: {},
        issuanceManifestSignedContent: manifest({ documentChecksum: "0", issueToChecksum: sha256Of("{}") }),
      },
      ["MANIFEST_CONTRADICTED /document", "MANIFEST_SIGNATURE_UNCHECKED /issuanceManifestSignedContent"],
    ],
    [
      "in an envelope that is not what its manifest says",
      { transportDocument: bill, envelopeManifestSignedContent: manifest({ transportDocumentChecksum: "0" }) },
      ["MANIFEST_CONTRADICTED /transportDocument", "MANIFEST_SIGNATURE_UNCHECKED /envelopeManifestSignedContent"],
    ],
    [
      "with a manifest that is none",
      { document: bill, issuanceManifestSignedContent: "e30.W10.AA" },
      ["MANIFEST_UNREADABLE /issuanceManifestSignedContent"],
    ],
  ];
  for (const [title, message, expected] of manifests) {
    it(`${title} is told so`, () => {
      const { findings } = readDocument(utf8Encode(JSON.stringify(message)), {});
      const own = findings.filter(({ code }) => code.startsWith("MANIFEST_"));
      expect(own.map(({ code, pointer }) => `${code} ${pointer}`)).to.deep.equal(expected);
    });
  }

  const ucr = { type: "UCR", values: ["6MY-1"] };
  const places: [string, object][] = [
    ["its references", { references: [{ type: "UCR", value: "6MY-1" }] }],
    ["its customs references", { customsReferences: [{ type: "CUS", values: ["no"] }, ucr] }],
    ["an item's references", { consignmentItems: [{ references: [ucr] }] }],
    ["an item's customs references", { consignmentItems: [{}, { customsReferences: [ucr] }] }],
    ["a cargo item's customs references", { consignmentItems: [{ cargoItems: [{ customsReferences: [ucr] }] }] }],
    ["a container's customs references", { utilizedTransportEquipments: [{ customsReferences: [ucr] }] }],
  ];
  for (const [place, members] of places) {
    it(`states its UCR in ${place}`, () => {
      expect(read(members).facts.ucr).to.equal("6MY-1");
    });
  }

  const kilograms: [string, unknown[], string | undefined][] = [
    [
      "sums exactly",
      [
        { value: 0.1, unit: "KGM" },
        { value: 0.2, unit: "KGM" },
      ],
      "0.3",
    ],
    ["takes pounds for 0.45359237 kg each", [{ value: 12000, unit: "LBR" }], "5443.10844"],
    ["gives no part of a total when one weight is missing", [{ value: 5, unit: "KGM" }, undefined], undefined],
    ["gives none in a unit nobody knows", [{ value: 5, unit: "toString" }], undefined],
    [
      "gives none for numbers of more than 40 digits",
      [
        { value: 1e40, unit: "KGM" },
        { value: 1, unit: "LBR" },
      ],
      undefined,
    ],
    ["gives none below zero", [{ value: -5, unit: "KGM" }], undefined],
    ["gives none for no cargo", [], undefined],
  ];
  for (const [title, weights, sum] of kilograms) {
    it(`as to gross weight ${title}`, () => {
      const { facts, findings } = weighing(weights);
      expect(facts.grossWeightKg).to.equal(sum);
      expect(findings.some(({ fact }) => fact === "grossWeightKg")).to.equal(sum === undefined);
    });
  }

  it("of very many cargo items is summed all the same", () => {
    const { facts } = weighing(Array.from({ length: 200_000 }, () => ({ value: 0.5, unit: "KGM" })));
    expect(facts.grossWeightKg).to.equal("100000");
  });
});
