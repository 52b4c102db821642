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
  /** Sum of packages, a decimal string. */
  readonly packages?: string;
  /** Country of origin, ISO 3166-1 alpha-2. */
  readonly originCountry?: string;
  /** UN/LOCODE, five characters. */
  readonly portOfLoading?: string;
  readonly portOfDischarge?: string;
  readonly placeOfReceipt?: string;
  readonly placeOfDelivery?: string;
  readonly transshipmentPorts?: readonly string[];
  /** Calendar dates, `YYYY-MM-DD`. */
  readonly issueDate?: string;
  readonly loadingDate?: string;
  readonly departureDate?: string;
  readonly arrivalDate?: string;
  readonly vessel?: string;
  readonly voyage?: string;
  /** Parties in the paper's order, one row for each identifier or, without one, for the name. */
  readonly parties?: readonly Party[];
  /** Customs or invoice value. */
  readonly value?: Money;
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
