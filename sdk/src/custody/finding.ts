/** What the events of a container's way say. A code never changes its meaning; docs/errors.md explains each. */
export type CustodyFindingCode =
  | "CUSTODY_UNBROKEN"
  | "CUSTODY_ORDER_UNKNOWN"
  | "CUSTODY_START_OPEN"
  | "CUSTODY_GAP"
  | "CUSTODY_OVERLAP"
  | "CUSTODY_REPEATED"
  | "CUSTODY_TIME_UNREADABLE"
  | "CUSTODY_CONTAINER_UNSTATED"
  | "SEAL_CHANGED"
  | "SEAL_ADDED"
  | "SEAL_MISSING"
  | "SEAL_NOT_CHECKED"
  | "ZONE_ENTERED_TWICE"
  | "ZONE_EXIT_WITHOUT_ENTRY"
  | "ZONE_LEFT_UNSEEN";

export interface CustodyFinding {
  readonly code: CustodyFindingCode;
  /** `unknown` where the times or places are not stated so that it could be told; never `valid` then. */
  readonly verdict: "valid" | "invalid" | "unknown";
  /** A sentence for people, without document content. */
  readonly message: string;
  /** Places in the list of events that was judged, in the order of time. */
  readonly events: readonly number[];
  readonly container?: string;
}
