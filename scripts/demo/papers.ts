import { type Facts, type JsonObject, type KindName, prepareDocument, utf8Encode } from "@sealane/sdk";

/** A paper to be lodged: the bytes, and what is said beside them. */
export interface DemoPaper {
  readonly title: string;
  readonly kind: KindName;
  readonly original: Uint8Array;
}

export interface DemoPapers {
  readonly consignment: string;
  /** ISO 3166-1 alpha-2 of the origin, the hub and the destination. */
  readonly countries: { readonly origin: string; readonly hub: string; readonly destination: string };
  readonly bill: DemoPaper;
  readonly exportDeclaration: DemoPaper;
  readonly transshipmentBill: DemoPaper;
  readonly reExportCertificate: DemoPaper;
  readonly certificateOfOrigin: DemoPaper;
  readonly importDeclaration: DemoPaper;
}

const HUB_PORT = "SGSIN";

/**
 * Every paper of one consignment, derived from its bill of lading.
 * @param billBytes A DCSA transport document as it is.
 */
export function papersOf(billBytes: Uint8Array): DemoPapers {
  const { facts, kind } = prepareDocument({ original: billBytes, randomBytes: (length) => new Uint8Array(length) });
  const { ucr, documentNumber = "UNNUMBERED", portOfLoading = "ZZZZZ", portOfDischarge = "ZZZZZ" } = facts;
  const countries = { origin: portOfLoading.slice(0, 2), hub: "SG", destination: portOfDischarge.slice(0, 2) };
  const consignment = ucr ?? documentNumber;
  const goods = { ...goodsOf(facts), ucr: consignment, originCountry: countries.origin };
  const own = (title: string, kind: KindName, members: Facts): DemoPaper => ({
    title,
    kind,
    original: jsonBytes({ sealane: kind, ...goods, ...members }),
  });
  return {
    consignment,
    countries,
    bill: { title: "Bill of lading", kind, original: billBytes },
    exportDeclaration: own("Export declaration", "declaration-export", {
      documentNumber: `${countries.origin}26EX0048213`,
      issueDate: "2026-10-31",
    }),
    transshipmentBill: own("Transshipment bill", "bill-of-lading-transshipment", {
      documentNumber: `${documentNumber}-T1`,
      portOfLoading: HUB_PORT,
      portOfDischarge,
      issueDate: "2026-11-14",
      vessel: "Coral Meridian",
    }),
    reExportCertificate: own("Re-export certificate", "re-export-certificate", {
      documentNumber: "SG-REX-2026-117340",
      issueDate: "2026-11-14",
      transshipmentPorts: [HUB_PORT],
    }),
    certificateOfOrigin: own("Certificate of origin", "certificate-of-origin", {
      documentNumber: "SG-CO-2026-000001",
      issueDate: "2026-11-14",
    }),
    importDeclaration: own("Import declaration", "declaration-import", {
      documentNumber: `${countries.destination}26IM7710043`,
      issueDate: "2026-12-06",
    }),
  };
}

/** What every paper of the consignment says of the goods. */
function goodsOf({ containers, seals, hsCodes, descriptions, grossWeightKg, packages, parties, value }: Facts): Facts {
  const stated = { containers, seals, hsCodes, descriptions, grossWeightKg, packages, parties, value };
  return Object.fromEntries(Object.entries(stated).filter(([, fact]) => fact !== undefined));
}

const jsonBytes = (value: object): Uint8Array => utf8Encode(JSON.stringify(value as JsonObject, null, 2));
