/** A comparison that this member asked for: by which secrets, so that it is gone on with when an answer got lost. */
export interface ComparisonRow {
  reading_id: string;
  /** This member's paper. */
  document_id: string;
  /** What its secrets are derived from, with a key that is not here. */
  nonce: string;
  state: "asked" | "done";
  created_at_seconds: number;
}

/** What another member opened of its paper, because it differs from this member's. */
export interface ComparedOpeningRow {
  reading_id: string;
  grant_id: string;
  /** This member's paper. */
  document_id: string;
  other_document_id: string;
  member_id: number;
  /** Names, JSON. */
  facts: string;
  /** base64url of the sealed opening. */
  blob: string;
  wrapped_key: string;
  time_seconds: number;
}
