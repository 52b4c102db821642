import { expect } from "chai";
import type { Json, JsonObject } from "../../../sdk/src/canonical/json.ts";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import { fieldsOf, jsonOf } from "../../../sdk/src/document/pointer.ts";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";
import { sampleOf } from "./samples.ts";

const codesOf = (bytes: Uint8Array): string[] =>
  readDocument(bytes, {})
    .findings.map(({ code }) => code)
    .filter((code) => !code.startsWith("FACT_"));
const bytesOf = (value: Json): Uint8Array => utf8Encode(JSON.stringify(value));

/** Samples that OpenAttestation's own program wrapped, with values withheld in the second of each version. */
const WRAPPED = ["oa2-bill.json", "oa2-bill-obscured.json", "oa3-origin.json", "oa3-origin-obscured.json"];

describe("A TradeTrust document", () => {
  for (const name of WRAPPED) {
    const { bytes } = sampleOf(name);
    const document = parseJson(bytes) as JsonObject;

    it(`as ${name} was wrapped is found whole, and its issuance unchecked`, () => {
      expect(codesOf(bytes)).to.deep.equal(["OA_INTEGRITY_VALID", "OA_ISSUANCE_UNCHECKED"]);
    });

    it(`as ${name} is found altered with any one value changed, left out or added`, () => {
      const fields = fieldsOf(document);
      // What the proof calls itself is bound by nothing; without its context it is no credential, and without proof a draft.
      const unbound =
        /^\/(version|schema)$|\/(type|proofPurpose)$|^\/(@context|type)\/|^\/signature\/proof$|\/(proofs|obfuscated)$/;
      const bound = fields.filter(({ pointer }) => !unbound.test(pointer));
      expect(bound.length).to.be.greaterThan(5);
      for (const { pointer } of bound) {
        const changed = fields.map((field) => (field.pointer === pointer ? { pointer, value: "x" } : field));
        const dropped = fields.filter((field) => field.pointer !== pointer);
        const added = [...fields, { pointer: `${pointer}-too`, value: "x" }];
        for (const variant of [changed, dropped, ...(isInData(pointer) ? [added] : [])])
          expect(codesOf(bytesOf(jsonOf(variant))), pointer).to.include("OA_INTEGRITY_INVALID");
      }
    });
  }

  it("of version 2 states its facts without their salts", () => {
    const { kind, facts, body } = readDocument(sampleOf("oa2-bill.json").bytes, {});
    expect(kind).to.equal("bill-of-lading-master");
    expect(facts).to.deep.equal({
      documentNumber: "SLMU2600917",
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11250.4",
      portOfLoading: "MYPKG",
      issueDate: "2026-03-04",
      vessel: "Lantern Strait",
      parties: [{ role: "consignor", name: "Kelapa Furniture Sdn Bhd", country: "MY" }],
    });
    const salted = fieldsOf(body as Json).find(({ pointer }) => pointer === "/data/blNumber");
    expect(salted?.value).to.match(/^[0-9a-f-]{36}:string:SLMU2600917$/);
  });

  it("without its proof is a draft", () => {
    const { signature: _, ...draft } = parseJson(sampleOf("oa2-bill.json").bytes) as JsonObject;
    expect(codesOf(bytesOf(draft))).to.deep.equal(["OA_UNWRAPPED"]);
  });

  it("of version 3 with a value that no salt binds is found altered", () => {
    const document = parseJson(sampleOf("oa3-origin.json").bytes) as JsonObject;
    for (const value of ["more", {}, []])
      expect(codesOf(bytesOf({ ...document, added: value })), JSON.stringify(value)).to.include("OA_INTEGRITY_INVALID");
  });

  it("with few long names over many values is not hashed, and says so", () => {
    const data = { ["k".repeat(100_000)]: Array.from({ length: 20_000 }, () => "x") };
    const document = { ...(parseJson(sampleOf("oa2-bill.json").bytes) as JsonObject), data };
    expect(codesOf(bytesOf(document))).to.deep.equal([
      "OA_INTEGRITY_UNCHECKED",
      "OA_ISSUANCE_UNCHECKED",
      "KIND_ASSUMED",
    ]);
  });

  it("as a W3C credential says that its proof and issuance were not checked", () => {
    expect(codesOf(sampleOf("invoice-credential.json").bytes)).to.deep.equal([
      "CREDENTIAL_PROOF_UNCHECKED",
      "OA_ISSUANCE_UNCHECKED",
    ]);
  });
});

/** Whether a value of this place is one of the document, and not of its proof. */
const isInData = (pointer: string): boolean =>
  /^\/(data|credentialSubject|issuer)/.test(pointer) && !/\d$/.test(pointer);

const FOLDERS = ["bills-of-lading", "certificates", "declarations"].map((name) => `corpus/${name}/tradetrust`);

/** Read by eye from the files; every file of TradeTrust's in the corpus. */
const DOCUMENTS: Readonly<Record<string, readonly [kind: string, facts: Facts, codes: readonly string[]]>> = {
  BillOfLadingCarrierW3C_V2: [
    "bill-of-lading-master",
    {
      documentNumber: "12345",
      issueDate: "2025-05-30",
      parties: [
        { role: "consignor", name: "The Great Shipping Co." },
        { role: "carrier", identifier: "abcde", scheme: "SCAC" },
        { role: "issuer", identifier: "did:web:trustvc.github.io:did:1", scheme: "DID" },
      ],
    },
    ["CREDENTIAL_PROOF_UNCHECKED", "OA_ISSUANCE_UNCHECKED"],
  ],
  BillOfLadingSampleW3C: [
    "bill-of-lading-master",
    { documentNumber: "20250107", issueDate: "2025-06-30", expiryDate: "2025-09-30" },
    ["OA_UNWRAPPED", "OA_ISSUANCE_UNCHECKED"],
  ],
  BillOfLadingV1BimcoSample: [
    "bill-of-lading-master",
    {
      documentNumber: "3941a15c-9d13-4b13-ae4d-e678686c4dea",
      grossWeightKg: "122460",
      portOfLoading: "NLRTM",
      portOfDischarge: "SGSIN",
      issueDate: "2023-10-17",
      loadingDate: "2023-10-18",
      vessel: "Cargo Crusader",
      parties: [
        { role: "consignor", name: "Shipping company", identifier: "WON-KFMW-1GB", scheme: "TAX" },
        { role: "consignee", name: "Consignee company", identifier: "5DCU-ORSB-E3", scheme: "TAX" },
        { role: "notify", name: "Notify company", identifier: "HCW-OP1T2M-1", scheme: "TAX" },
      ],
    },
    ["OA_UNWRAPPED"],
  ],
  CertificateOfNonManipulationSampleV2: [
    "certificate-of-non-manipulation",
    {
      documentNumber: "SGCNM21566325",
      descriptions: ["16667 CARTONS OF RED WINE"],
      quantities: [{ value: "5000", unit: "LTR" }],
      issueDate: "2018-01-28",
      departureDate: "2018-01-30",
      arrivalDate: "2018-01-26",
      relatedDocuments: [{ type: "705", number: "AQSIQ170923130" }],
    },
    ["OA_UNWRAPPED"],
  ],
  SimpleCooSampleV3: [
    "certificate-of-origin",
    {
      documentNumber: "IMDA0001",
      hsCodes: ["220421"],
      dispatchCountry: "AU",
      destinationCountry: "SG",
      portOfLoading: "AUMEL",
      issueDate: "2021-09-21",
      relatedDocuments: [{ type: "380", number: "1122345" }],
    },
    ["OA_UNWRAPPED"],
  ],
  InvoiceSampleW3C: [
    "commercial-invoice",
    {
      documentNumber: "1234567",
      issueDate: "2025-05-30",
      parties: [
        { role: "seller", name: "DEF Company" },
        { role: "buyer", name: "ABC Company" },
        { role: "issuer", identifier: "did:web:blue-azure-vicuna.sandbox.nghaninn.com", scheme: "DID" },
      ],
    },
    ["CREDENTIAL_PROOF_UNCHECKED", "OA_ISSUANCE_UNCHECKED"],
  ],
};

describeShared("Over TradeTrust's own samples, readDocument", FOLDERS[0] as string, () => {
  const paths = FOLDERS.flatMap((folder) => listShared(folder));

  it("is shown every sample", () => {
    const names = paths.map((path) => path.split("/").pop()?.replace(".json", ""));
    expect(names.sort()).to.deep.equal(Object.keys(DOCUMENTS).sort());
  });

  for (const [name, [kind, expected, codes]] of Object.entries(DOCUMENTS)) {
    it(`reads ${name} as ${kind}, its facts, and what its own proof says`, () => {
      const bytes = readShared(paths.find((path) => path.endsWith(`/${name}.json`)) as string);
      const reading = readDocument(bytes, {});
      expect([reading.format, reading.kind]).to.deep.equal(["tradetrust", kind]);
      for (const [fact, value] of Object.entries(expected))
        expect(reading.facts, fact).to.have.deep.property(fact, value);
      expect(codesOf(bytes)).to.deep.equal(codes);
    });
  }
});
