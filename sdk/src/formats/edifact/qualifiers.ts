/**
 * What the qualifiers of the UN/EDIFACT directories (D.93A to D.22B, code list in the name) are to our facts. Those of one
 * fact are in the order in which they count. To add one, add it to its row.
 */

/** 3227, places by UN/LOCODE. */
export const PLACES = {
  portOfLoading: ["9"],
  portOfDischarge: ["11", "12"],
  placeOfReceipt: ["88", "10"],
  placeOfDelivery: ["7", "8"],
} as const;

/** 3227, where goods change the means of transport. */
export const TRANSSHIPMENT = "13";

/** 3227, countries: of origin; of exportation, of despatch; of destination, of ultimate destination. */
export const COUNTRIES = {
  originCountry: ["27"],
  dispatchCountry: ["35", "113"],
  destinationCountry: ["28", "36"],
} as const;

/** 3227, customs offices: of clearance, of entry, of exit, of departure, of export. */
export const CUSTOMS_OFFICES = ["22", "41", "42", "118", "114"] as const;

/** 2005, actual before estimated before scheduled. */
export const DATES = {
  departureDate: ["186", "136", "133", "189"],
  arrivalDate: ["178", "132", "232"],
  expiryDate: ["36"],
} as const;

/** 1153, other papers: the 1001 code of each, or the reference's own code where 1001 has none. */
export const REFERENCES: Readonly<Record<string, string>> = {
  BM: "705",
  MB: "704",
  BH: "714",
  HWB: "703",
  MWB: "741",
  AWB: "740",
  IV: "380",
  PK: "271",
  BN: "BN",
  ABT: "ABT",
  AAE: "AAE",
};
/** 1153: unique consignment reference; movement reference number; those that state it if it has its form. */
export const UCR_REFERENCE = "UCN";
export const MRN_REFERENCE = "MRN";
export const DECLARATION_REFERENCES: readonly string[] = ["ABT", "AAE"];
/** 1153: equipment number; commodity code of the Harmonized System, as some customs administrations use it. */
export const EQUIPMENT_REFERENCE = "EQ";
export const HS_REFERENCE = "HS";
/** 7143: Harmonized System. 1131: customs commodity. */
export const HS_CODE_LISTS: readonly string[] = ["HS", "122"];

/** 3035, parties. */
export const PARTIES: Readonly<Record<string, string>> = {
  CZ: "consignor",
  CN: "consignee",
  CA: "carrier",
  DT: "declarant",
  AE: "declarant",
  EX: "exporter",
  IM: "importer",
  N1: "notify",
  N2: "notify",
  NI: "notify",
  II: "issuer",
  SE: "seller",
  SU: "seller",
  BY: "buyer",
};

/** 3055, who gives a party its identifier, by the name of the scheme; others are stated as `3055:` and the code. */
export const SCHEMES: Readonly<Record<string, string>> = { 9: "GLN", 16: "DUNS", 166: "SCAC", 306: "SMDG" };

/** 6313, weights: the goods with their packing, the goods alone. */
export const GROSS: readonly string[] = ["G", "AAB", "AAD", "AAE", "AAG"];
export const NET: readonly string[] = ["N", "AAA", "AAC", "AAF", "AAL"];
/** 6311: a weight, gross where nothing else is said; verified gross mass. */
export const WEIGHTS: readonly string[] = ["WT", "VGM"];

/** 6069, control totals: gross weight, packages. */
export const TOTAL_WEIGHT = "7";
export const TOTAL_PACKAGES = "11";

/** 8053: a container. */
export const CONTAINER = "CN";
