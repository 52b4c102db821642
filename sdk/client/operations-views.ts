import type { Hex32 } from "../src/index.ts";
import type { Paging } from "./views.ts";

export const DELIVERY_STATES = ["waiting", "acknowledged", "dead", "cancelled"] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** An envelope to another member, and what came of it. */
export interface Delivery {
  readonly deliveryId: number;
  /** Number of the member that it goes to. */
  readonly partner: number;
  readonly type: string;
  /** Deliveries of one lane arrive in their order. */
  readonly lane: Hex32;
  readonly envelopeId: Hex32;
  readonly state: DeliveryState;
  /** Code of what stands in the way, or of what it was given up for. */
  readonly reason: string | null;
  readonly attempts: number;
  /** Null once it is settled. */
  readonly nextAttemptSeconds: number | null;
  readonly createdAtSeconds: number;
  readonly expiresAtSeconds: number;
  readonly settledAtSeconds: number | null;
  /** The partner's last signed answer. */
  readonly receipt: string | null;
}

export interface DeliveriesQuery extends Paging {
  readonly state?: DeliveryState;
  readonly partner?: number;
  readonly lane?: Hex32;
  readonly type?: string;
}

/** How another member's gateway is reached. */
export interface Partner {
  readonly memberId: number;
  readonly gatewayUrl: string;
  readonly breaker: "closed" | "open" | "halfOpen";
  /** Calls in a row without an answer. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastErrorSeconds: number | null;
  readonly lastOkSeconds: number | null;
  readonly waiting: number;
  readonly dead: number;
  /** How long the oldest has waited. */
  readonly oldestWaitingSeconds: number;
  readonly reconciledAtSeconds: number | null;
  readonly alarm: string | null;
}

/** What was sent to a partner, compared with what it says that it holds. */
export interface Reconciliation {
  readonly memberId: number;
  readonly sinceSeconds: number;
  /** Receipts that the partner showed. */
  readonly held: number;
  /** What waited, or was given up, and the partner has. */
  readonly acknowledged: number;
  /** What it had acknowledged and has no more. */
  readonly queuedAgain: number;
  /** Envelopes that it holds and that were not sent, or not as they are there. */
  readonly disagreeing: readonly Hex32[];
}

/** A CloudEvent 1.0 in structured mode. */
export interface GatewayEvent {
  readonly specversion: "1.0";
  readonly id: Hex32;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
  readonly datacontenttype: "application/json";
  /** Order at this gateway; gaps mean nothing. */
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventsQuery extends Paging {
  /** In place of `after`: the sequence of the last event that is known. */
  readonly afterSequence?: number;
  /** Such as `sealane.reading.made`. */
  readonly type?: string;
}

/** How far one of the member's own systems has been told what happens. */
export interface Webhook {
  readonly name: string;
  /** The origin; what follows may be secret. */
  readonly url: string;
  /** Null for all. */
  readonly types: readonly string[] | null;
  readonly state: "active" | "disabled";
  /** Sequence of the last event that it took. */
  readonly cursor: number;
  readonly waiting: number;
  /** In a row. */
  readonly failures: number;
  readonly fault: string | null;
  readonly nextAttemptSeconds: number | null;
}
