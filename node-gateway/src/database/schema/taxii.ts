/** What another system told, as far as an alert can say it: an officer may send it. */
export interface AlertDraftRow {
  /** Order in which they came, from 1. */
  sequence: number;
  /** What the other system calls it, and which version of it; nothing for one that has no versions. */
  source_id: string;
  source_version: string;
  /** JSON. */
  draft: string;
  tlp: string;
  actor: string;
  received_at_seconds: number;
}

/** What became of objects that were handed in over TAXII. */
export interface TaxiiStatusRow {
  status_id: string;
  actor: string;
  /** JSON, as it is answered. */
  status: string;
  time_seconds: number;
}

export interface TaxiiTables {
  alert_drafts: AlertDraftRow;
  taxii_statuses: TaxiiStatusRow;
}
