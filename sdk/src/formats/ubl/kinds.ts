import type { KindName } from "../../kinds/kinds.ts";
import { textAt, type XmlElement } from "../../xml/element.ts";
import type { Hints } from "../format.ts";

/**
 * Kind of each document of UBL 2.3 by the name of its root; of several, the first unless the sender names another one
 * of them. To add a document, add a row. Documents of UBL that are not here are kept as other documents.
 */
const KINDS: Readonly<Record<string, readonly KindName[]>> = {
  ImportCustomsDeclaration: ["declaration-import"],
  ExportCustomsDeclaration: ["declaration-export", "declaration-reexport"],
  TransitCustomsDeclaration: ["declaration-transit"],
  ProofOfReexportation: ["proof-of-re-exportation"],
  ProofOfReexportationRequest: ["proof-of-re-exportation"],
  ProofOfReexportationReminder: ["proof-of-re-exportation"],
  GoodsItemPassport: ["goods-item-passport"],
  BillOfLading: ["bill-of-lading-master", "bill-of-lading-house", "bill-of-lading-transshipment"],
  Waybill: ["sea-waybill", "other-document"],
  ForwardingInstructions: ["shipping-instruction"],
  Manifest: ["cargo-manifest"],
  Invoice: ["commercial-invoice"],
  PackingList: ["packing-list"],
  CertificateOfOrigin: ["certificate-of-origin"],
};

/** Procedures of re-export have 31 in front (Union Customs Code, data element 1/10). */
const isReexport = (paper: XmlElement): boolean => (textAt(paper, "ProcedureCode") ?? "").startsWith("31");

/** The kind of a document of UBL; undefined for one that is not in the table. */
export function ublKindOf(paper: XmlElement, hints: Hints): KindName | undefined {
  const kinds = Object.hasOwn(KINDS, paper.name) ? (KINDS[paper.name] as readonly KindName[]) : [];
  if (isReexport(paper) && kinds.includes("declaration-reexport")) return "declaration-reexport";
  return kinds.find((kind) => kind === hints.kind) ?? kinds[0];
}

/** Whether a namespace is that of a UBL 2 document of a name (UBL 2.3 §5.2). */
export const isUblNamespace = (namespace: unknown, root: string): boolean =>
  namespace === `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`;
