import type {
  ConsignmentGraph,
  ConsignmentReport,
  CustodyFinding,
  Hex32,
  KindName,
  Link,
  Report,
  ZoneStay,
} from "../src/index.ts";
import type { TracedReading } from "./readings-views.ts";
import type { Standing } from "./views.ts";

export interface TracedPaper {
  readonly documentId: Hex32;
  readonly kind: KindName | null;
  readonly kindCode: number;
  readonly issuer: number;
  readonly blockNumber: number;
  readonly timeSeconds: number;
  readonly standing: Standing;
  readonly successorId: Hex32 | null;
  readonly reason: string | null;
  readonly isReadable: boolean;
  /** The grant under which it is readable. */
  readonly grantId: Hex32 | null;
  readonly links: readonly Link[];
  readonly documentNumber: string | null;
  /** When they were asked for. */
  readonly readings?: readonly TracedReading[];
}

export interface Trace {
  readonly block: Report["block"];
  readonly papers: readonly TracedPaper[];
  /** Members whose gateways did not show who read their papers. */
  readonly notReached?: readonly number[];
}

export interface JudgedConsignment extends ConsignmentReport {
  readonly block: Report["block"];
  readonly papers: readonly TracedPaper[];
  /** Papers that were not compared, each with the reason. */
  readonly unread: readonly { readonly documentId: Hex32; readonly code: string }[];
  readonly graph: ConsignmentGraph;
}

export interface ZoneQuery {
  /** UN/LOCODE, or the names that papers have for the zone, joined by commas. */
  readonly place: string;
  readonly maxDays?: number;
  /** Unix seconds; now by default. */
  readonly observedSeconds?: number;
}

export interface Zone {
  readonly observedSeconds: number;
  readonly inside: readonly (Omit<ZoneStay, "events"> & { readonly documentIds: readonly Hex32[] })[];
  readonly findings: readonly (Omit<CustodyFinding, "events"> & { readonly documentIds: readonly Hex32[] })[];
}

export type TraceSubject =
  | { readonly consignment: string }
  | { readonly container: string }
  | { readonly documentNumber: string }
  | { readonly documentId: Hex32 };
