import type { KindName } from "../../kinds/kinds.ts";
import { textAt, type XmlElement } from "../../xml/element.ts";
import { joined } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { papersIn } from "../xml-facts/envelopes.ts";
import { agreed, each, type FactRule, type FactTable, text, texts } from "../xml-facts/fact-table.ts";
import { quantities, sum } from "../xml-facts/measures.ts";
import { type PartyPlaces, parties } from "../xml-facts/parties.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";

const HEADER = "HeaderExchangedDocument";
const CONSIGNMENT = "SpecifiedSupplyChainConsignment";
const ITEM = `${CONSIGNMENT}/IncludedSupplyChainConsignmentItem`;
const PRODUCT = `${ITEM}/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct`;
/** Version 1 has the country in an element of its own, version 2 in the address. */
const ADDRESS = "PostalTradeAddress";
const PARTY: PartyPlaces = {
  name: "Name",
  identifier: "ID",
  country: `${ADDRESS}/CountryID|${ADDRESS}/CountryIdentificationTradeCountry/ID`,
};

/** Roots of the two versions, and the namespaces they are of. */
const ROOTS: Readonly<Record<string, RegExp>> = {
  CBFShip: /^(?:urn:un:unece:uncefact:data:.*:CBFShip:\d+)?$/,
  CITESEPermit: /^(?:urn:un:unece:uncefact:data:.*:CITESEPermit:\d+)?$/,
};

/** Kind by the type of the permit (CITES electronic permitting toolkit, box 1). To add a type, add a row. */
const KINDS: readonly (readonly [type: string, kind: KindName])[] = [
  ["E", "cites-export-permit"],
  ["R", "cites-re-export-certificate"],
  ["I", "other-document"],
  ["O", "other-document"],
];

/** The species (box 7) and what of it there is (box 9). */
const specimen: FactRule = (product) => {
  const stated = [textAt(product, "ScientificName"), textAt(product, "Description")];
  return stated.filter((one) => one !== undefined).join(": ") || undefined;
};

/** CITES electronic permitting toolkit, versions 1 and 2, below CBFShip and CITESEPermit. */
const FACTS: FactTable = {
  documentNumber: text(`${HEADER}/ID`),
  issueDate: day(`${HEADER}/IssueDateTime`),
  expiryDate: day(`${HEADER}/EffectiveSpecifiedPeriod/EndDateTime`),
  hsCodes: texts(
    `${PRODUCT}/ApplicableTradeProductClassification/ClassCode`,
    `${PRODUCT}/DesignatedProductClassification/ClassCode`,
  ),
  descriptions: each(PRODUCT, specimen),
  quantities: quantities(`${ITEM}/TransportLogisticsPackage/ItemQuantity`),
  packages: sum(`${CONSIGNMENT}/PackageQuantity`),
  originCountry: agreed(`${ITEM}/OriginTradeCountry/ID`),
  parties: parties([
    ["consignor", `${CONSIGNMENT}/ConsignorTradeParty`, PARTY],
    ["consignee", `${CONSIGNMENT}/ConsigneeTradeParty`, PARTY],
    ["issuer", `${HEADER}/FirstSignatoryDocumentAuthentication/ProviderTradeParty`, PARTY],
  ]),
  relatedDocuments: joined(
    each(`${HEADER}/ReferenceReferencedDocument`, relatedDocument("TypeCode", "ID")),
    each(`${ITEM}/AssociatedReferencedDocument`, relatedDocument("TypeCode", "ID")),
  ),
};

/** A permit or certificate of the Convention on International Trade in Endangered Species, by itself or in SOAP. */
export const citesEpermit: Format = xmlFormat({
  name: "cites-epermit",
  title: "CITES electronic permit",
  paperIn: (root: XmlElement) => papersIn(root).find(isPermit),
  kindOf: (permit) => KINDS.find(([type]) => type === textAt(permit, HEADER, "TypeCode"))?.[1],
  facts: FACTS,
});

function isPermit({ name, namespace, children }: XmlElement): boolean {
  const ofVersion = Object.hasOwn(ROOTS, name) && (ROOTS[name] as RegExp).test(namespace);
  return ofVersion && children.some((child) => child.name === HEADER);
}
