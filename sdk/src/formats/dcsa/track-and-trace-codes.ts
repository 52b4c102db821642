import type { CustodyEventName } from "../../facts/facts.ts";

/** Each event of custody, the code that DCSA Track and Trace 2 has for it, and the word of version 3. */
const CODES: readonly (readonly [event: CustodyEventName, code: string, word: string])[] = [
  ["gate-in", "GTIN", "GATED_IN"],
  ["gate-out", "GTOT", "GATED_OUT"],
  ["load", "LOAD", "LOADED"],
  ["discharge", "DISC", "DISCHARGED"],
  ["stuff", "STUF", "STUFFED"],
  ["strip", "STRP", "STRIPPED"],
  ["inspect", "INSP", "INSPECTED"],
  ["unseal", "RMVD", "REMOVED"],
  ["seal", "RSEA", "RESEALED"],
  ["arrival", "ARRI", "ARRIVED"],
  ["departure", "DEPA", "DEPARTED"],
];

/** The event of custody that a code or word of DCSA's stands for. */
export const CUSTODY_OF_CODE: ReadonlyMap<string, CustodyEventName> = new Map(
  CODES.flatMap(([event, code, word]) => [[code, event] as const, [word, event] as const]),
);

/** UN/CEFACT 1001 codes of the papers that events name, by the code of version 2 and the word of version 3. */
export const PAPER_CODES: ReadonlyMap<unknown, string> = new Map([
  ["BKG", "335"],
  ["BOOKING", "335"],
  ["TRD", "705"],
  ["TRANSPORT_DOCUMENT", "705"],
  ["SHI", "340"],
  ["SHIPPING_INSTRUCTIONS", "340"],
]);
