import type { Hex32, KindName, Link } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { BlockView, Standing } from "./views.ts";

/** Exactly one of these. */
export interface TraceConsignmentInput {
  /** UCR or other reference of the consignment. */
  readonly consignment?: string;
  /** Container number; finds consignments of papers that are readable here. */
  readonly container?: string;
  /** A document's own number; finds papers that are readable here, and anchored ones of any kind by their tag. */
  readonly documentNumber?: string;
  readonly documentId?: Hex32;
}

export interface TracedPaper {
  readonly documentId: Hex32;
  /** Null for a code this version does not know. */
  readonly kind: KindName | null;
  readonly kindCode: number;
  readonly issuer: number;
  readonly blockNumber: number;
  readonly timeSeconds: number;
  readonly standing: Standing;
  readonly successorId: Hex32 | null;
  /** Reason code of the withdrawal or, failing that, of the supersession. */
  readonly reason: string | null;
  readonly isReadable: boolean;
  /** Empty when not readable. */
  readonly links: readonly Link[];
  /** The document's own number, when it is readable here. */
  readonly documentNumber: string | null;
}

export interface Trace {
  readonly block: BlockView;
  /** In the chain's order. */
  readonly papers: readonly TracedPaper[];
}

/** Every anchored paper of a consignment, of every member, whether readable here or not. @throws QUERY_INVALID */
export async function traceConsignment(_gateway: Gateway, _input: TraceConsignmentInput): Promise<Trace> {
  throw new Error("not written yet");
}
