import type { DeliveryRow } from "../../database/schema/peers.ts";

/** A delivery as officers see it. */
export interface DeliveryView {
  readonly deliveryId: number;
  /** Number of the member that it goes to. */
  readonly partner: number;
  readonly type: string;
  /** Deliveries of one lane arrive in their order. */
  readonly lane: string;
  readonly envelopeId: string;
  readonly state: DeliveryRow["state"];
  /** Code of what stands in the way, or of what it was given up for; null when nothing does. */
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

/** A row as officers see it. */
export const deliveryView = (row: DeliveryRow): DeliveryView => ({
  deliveryId: row.delivery_id,
  partner: row.partner,
  type: row.type,
  lane: row.lane,
  envelopeId: row.envelope_id,
  state: row.state,
  reason: row.reason,
  attempts: row.attempts,
  nextAttemptSeconds: row.state === "waiting" ? row.next_attempt_seconds : null,
  createdAtSeconds: row.created_at_seconds,
  expiresAtSeconds: row.expires_at_seconds,
  settledAtSeconds: row.settled_at_seconds,
  receipt: row.receipt,
});
