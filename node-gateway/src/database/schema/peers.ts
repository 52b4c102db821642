/** An envelope to another member, until it is answered for good. */
export interface DeliveryRow {
  delivery_id: number;
  partner: number;
  lane: string;
  type: string;
  envelope_id: string;
  /** The signed envelope, and SHA-256 over its ASCII. */
  envelope: string;
  digest: string;
  /** `dead`: refused for good or over; an officer decides. */
  state: "waiting" | "acknowledged" | "dead" | "cancelled";
  attempts: number;
  next_attempt_seconds: number;
  /** The partner's last signed answer. */
  receipt: string | null;
  /** Code of what stands in the way, or of what it died of. */
  reason: string | null;
  created_at_seconds: number;
  expires_at_seconds: number;
  settled_at_seconds: number | null;
}

/** A blob that a delivery names: its partner may fetch it. */
export interface DeliveryAttachmentRow {
  delivery_id: number;
  partner: number;
  cid: string;
}

/** An envelope of another member: kept once for good, or waiting for its attachments. */
export interface EnvelopeRow {
  issuer: number;
  envelope_id: string;
  digest: string;
  type: string;
  lane: string;
  envelope: string;
  /** What it was acknowledged with; null while attachments are missing. */
  receipt: string | null;
  received_at_seconds: number;
  /** Order in which they were kept, from 1; 0 while incomplete. */
  sequence: number;
}

/** How calls to another member's gateway went. */
export interface PartnerRow {
  member_id: number;
  /** Calls in a row that got no answer. */
  failures: number;
  /** No call before this second; 0 while the partner answers. */
  open_until_seconds: number;
  last_error: string | null;
  last_error_seconds: number | null;
  last_ok_seconds: number | null;
  reconciled_at_seconds: number | null;
  /** What reconciliation found that an officer must look at. */
  alarm: string | null;
}
