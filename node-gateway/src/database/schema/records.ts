/** An entry of the log of everything that was done here; each holds the hash of the one before. */
export interface AuditRow {
  sequence: number;
  previous: string;
  action: string;
  actor: string;
  subject: string;
  time_seconds: number;
  hash: string;
}

/** How a write request was answered, so that its repetition is answered alike. */
export interface IdempotencyRow {
  idempotency_key: string;
  actor: string;
  route: string;
  digest: string;
  result: string;
  time_seconds: number;
}
