import type { Facts } from "../facts/facts.ts";
import { type KindName, kindByName } from "../kinds/kinds.ts";
import type { Hex32 } from "../primitives/hex.ts";
import type { Link } from "../statement/claims.ts";

/** One paper of a consignment, as far as the one who judges knows it. */
export interface ConsignmentPaper {
  readonly documentId: Hex32;
  readonly kind: KindName;
  /** Member number. */
  readonly issuer: number;
  readonly standing: "current" | "superseded" | "withdrawn";
  /** Seconds since 1970, as signed; absent where the statement is not known. */
  readonly issuedAt?: number;
  /** Time of the block it was anchored in, seconds since 1970. */
  readonly anchoredAt?: number;
  /** Keyed digest of kind and own number: equal for two papers of one kind and number, by whomever they are. */
  readonly referenceTag?: Hex32;
  /** Absent where the statement is not known. */
  readonly links?: readonly Link[];
  /** Absent where the paper cannot be read here; a part where only some fields are disclosed. */
  readonly facts?: Facts;
}

/** Sorts of paper that say the same things of a movement. */
export type PaperSort =
  | "declaration"
  | "response"
  | "bill"
  | "certificate"
  | "invoice"
  | "packing-list"
  | "manifest"
  | "report";

/** The sort of each hundred of the kinds' codes; to tell one kind apart from its hundred, add it to the exceptions. */
const SORT_OF_HUNDRED: Readonly<Record<number, PaperSort>> = {
  1: "declaration",
  2: "bill",
  3: "certificate",
  4: "invoice",
  5: "manifest",
};
const EXCEPTIONS: Partial<Record<KindName, PaperSort>> = {
  "customs-response": "response",
  "packing-list": "packing-list",
  "conveyance-report": "report",
  "custody-events": "report",
};

/** The sort of a kind; `report` for what states no more than what was seen. */
export const sortOf = (kind: KindName): PaperSort =>
  EXCEPTIONS[kind] ?? SORT_OF_HUNDRED[Math.floor(kindByName(kind).code / 100)] ?? "report";
