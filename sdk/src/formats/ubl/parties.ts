import type { Json } from "../../canonical/json.ts";
import { elementsAt, textAt } from "../../xml/element.ts";
import { distinct, joined } from "../fact-rules.ts";
import { each, type FactRule } from "../xml-facts/fact-table.ts";

/** Roles by the name that a document gives a party, in the document or in its CustomsDeclaration. To add one, add a row. */
const ROLES: readonly (readonly [role: string, path: string])[] = [
  ["exporter", "ExporterParty"],
  ["importer", "ImporterParty"],
  ["declarant", "DeclarantParty"],
  ["consignor", "ConsignorParty"],
  ["consignee", "ConsigneeParty"],
  ["carrier", "CarrierParty"],
  ["notify", "NotifyParty"],
  ["issuer", "IssuerParty"],
  ["holder", "HolderParty"],
  ["agent", "RepresentativeParty"],
  ["agent", "ExporterParty/AgentParty"],
  ["agent", "ImporterParty/AgentParty"],
  ["guarantor", "ImportingGuarantorParty"],
  ["guarantor", "ExportingGuarantorParty"],
  ["seller", "AccountingSupplierParty/Party"],
  ["seller", "SellerSupplierParty/Party"],
  ["buyer", "AccountingCustomerParty/Party"],
  ["buyer", "BuyerCustomerParty/Party"],
];

const PLACES = [
  ...["", "CustomsDeclaration/", "CertificateOfOriginApplication/"],
  ...["Shipment/Consignment/", "CustomsDeclaration/Shipment/Consignment/"],
];

/** The identifiers of a party, of which the first counts: its own, else that of the legal entity, else the endpoint. */
const IDENTIFIERS = [["PartyIdentification", "ID"], ["PartyLegalEntity", "CompanyID"], ["EndpointID"]] as const;

const partyOf =
  (role: string): FactRule =>
  (party): Json | undefined => {
    const name = textAt(party, "PartyName", "Name") ?? textAt(party, "PartyLegalEntity", "RegistrationName") ?? null;
    const identifier = IDENTIFIERS.flatMap((path) => elementsAt(party, ...path)).find(({ text }) => text.trim() !== "");
    if (name === null && identifier === undefined) return undefined;
    const country = textAt(party, "PostalAddress", "Country", "IdentificationCode") ?? null;
    const scheme = identifier?.attributes.get("schemeID") ?? null;
    return { role, name, identifier: identifier?.text ?? null, scheme, country };
  };

const allParties = joined(...ROLES.flatMap(([role, path]) => PLACES.map((place) => each(place + path, partyOf(role)))));

/** Parties of a document of UBL that have a role here, row by row, each once. */
export const UBL_PARTIES: FactRule = (paper) => {
  const stated = allParties(paper) as Json[] | undefined;
  return stated && distinct(stated);
};
