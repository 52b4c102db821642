/** A transport token that was used, kept until it would be refused for its age anyway. */
export interface SeenTokenRow {
  issuer: number;
  jti: string;
  expires_at_seconds: number;
}

/** Something that happened here; rows are only added. */
export interface EventRow {
  sequence: number;
  /** Hex32, the same whenever the same thing is written down again. */
  id: string;
  type: string;
  subject: string;
  time_seconds: number;
  data: string;
}

/** How far one of the member's own systems has been told. */
export interface WebhookRow {
  name: string;
  /** Sequence of the last event that it took. */
  cursor: number;
  /** `disabled`: it wants no more events, as `fault` says. */
  state: "active" | "disabled";
  /** Why the last attempt failed; null when it did not. */
  fault: string | null;
  /** In a row. */
  failures: number;
  next_attempt_seconds: number;
}
