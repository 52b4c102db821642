/**
 * What a document says, in terms that papers of unlike formats share, so that they can be compared.
 * Every fact is a string in its normal form; a fact that the paper does not state is absent, never empty.
 * Facts are leaves of the document's tree under `/$facts`, so that each can be disclosed alone.
 */
export interface Facts {
  /** The document's own number, as printed (trimmed). */
  readonly documentNumber?: string;
  /** Unique consignment reference (WCO UCR, ISO 15459), upper case, no blanks. */
  readonly ucr?: string;
  /** Movement reference number, upper case, no blanks. */
  readonly mrn?: string;
  /** Container numbers (ISO 6346), upper case, no blanks, sorted, each once. A wrong check digit stays as stated. */
  readonly containers?: readonly string[];
  /** Seal numbers, upper case, sorted, each once. */
  readonly seals?: readonly string[];
  /** Harmonized System codes, digits only, sorted, each once. */
  readonly hsCodes?: readonly string[];
  /** Descriptions of goods, as stated, blanks folded, in the paper's order. */
  readonly descriptions?: readonly string[];
  /** Commercial quantities in the paper's order: a decimal string and a UN/CEFACT Rec 20 unit. */
  readonly quantities?: readonly Quantity[];
  /** Sum of gross weights in kilograms, a decimal string. */
  readonly grossWeightKg?: string;
  /** Sum of net weights in kilograms, a decimal string. */
  readonly netWeightKg?: string;
  /** Sum of packages, a decimal string. */
  readonly packages?: string;
  /** Country of origin, ISO 3166-1 alpha-2. */
  readonly originCountry?: string;
  /** Country the goods are sent from, and the one they are sent to, ISO 3166-1 alpha-2. */
  readonly dispatchCountry?: string;
  readonly destinationCountry?: string;
  /** UN/LOCODE, five characters. */
  readonly portOfLoading?: string;
  readonly portOfDischarge?: string;
  readonly placeOfReceipt?: string;
  readonly placeOfDelivery?: string;
  readonly transshipmentPorts?: readonly string[];
  /** Calendar dates, `YYYY-MM-DD`. */
  readonly issueDate?: string;
  readonly expiryDate?: string;
  readonly loadingDate?: string;
  readonly departureDate?: string;
  readonly arrivalDate?: string;
  readonly vessel?: string;
  readonly voyage?: string;
  /** Parties in the paper's order, one row for each identifier or, without one, for the name. */
  readonly parties?: readonly Party[];
  /** Customs or invoice value. */
  readonly value?: Money;
  /** Code of the customs office that the paper is lodged at, upper case, no blanks. */
  readonly customsOffice?: string;
  /** What was decided, or how far it is, by the code of the paper's own format, upper case, no blanks. */
  readonly status?: string;
  /** Other papers that this one names, in the paper's order. */
  readonly relatedDocuments?: readonly RelatedDocument[];
  /** What happened to the goods and their containers, in the paper's order. */
  readonly custodyEvents?: readonly CustodyEvent[];
}

export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

export interface Money {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** A paper that another one names by its number. */
export interface RelatedDocument {
  /** UN/CEFACT 1001 document name code, or the code that the naming paper uses. */
  readonly type: string;
  readonly number: string;
}

/** What can happen to goods on their way. To add one, add it here. */
export const CUSTODY_EVENTS = [
  "stuff",
  "strip",
  "seal",
  "unseal",
  "gate-in",
  "gate-out",
  "load",
  "discharge",
  "departure",
  "arrival",
  "zone-entry",
  "zone-exit",
  "inspect",
] as const;

export type CustodyEventName = (typeof CUSTODY_EVENTS)[number];

/** One event of custody: what happened to which container, where and when. */
export interface CustodyEvent {
  /** One of {@link CUSTODY_EVENTS}. */
  readonly event: string;
  /** ISO 8601 date and time to the second, with an offset where the paper states one. */
  readonly time: string;
  /** UN/LOCODE where the paper states one, else the paper's own name or number of the place. */
  readonly place?: string;
  /** Container number (ISO 6346), upper case, no blanks. */
  readonly container?: string;
  /** Seals on the container after the event, upper case, sorted, each once. */
  readonly seals?: readonly string[];
  readonly vessel?: string;
}

/** What a party is to a movement of goods. To add one, add it here. */
export const PARTY_ROLES = [
  "consignor",
  "consignee",
  "carrier",
  "declarant",
  "exporter",
  "importer",
  "notify",
  "issuer",
  "seller",
  "buyer",
  /** Who may use a procedure or a carnet: a transit's principal, the holder of a goods item passport. */
  "holder",
  "guarantor",
  /** Who acts for the declarant. */
  "agent",
] as const;

export interface Party {
  /** One of {@link PARTY_ROLES}. */
  readonly role: string;
  readonly name?: string;
  readonly identifier?: string;
  /** What the identifier is, such as `EORI` or `LEI`. */
  readonly scheme?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}
