/** A scope that this member knows in the clear, by its digest. */
export interface KnownScopeRow {
  digest: string;
  scope: string;
}

/** What a request says beside the chain, sent or received. */
export interface RequestNoteRow {
  request_id: string;
  scope: string;
  case_number: string;
  note: string;
  /** Who asks. */
  member_id: number;
  received_at_seconds: number;
}

/** A version of the standing policy; the latest is in force. */
export interface PolicyRow {
  version: number;
  policy: string;
  actor: string;
  time_seconds: number;
}

/** A paper that this member sent under a grant, once for each. */
export interface GrantDeliveryRow {
  grant_id: string;
  document_id: string;
  blob_cid: string;
  /** Content key wrapped for this member; given out, wrapped for the reader, where uses are limited. Empty: nothing sent. */
  wrapped_key: string;
  delivery_id: number;
  time_seconds: number;
}

/** A paper that another member sent under a grant. */
export interface SharedPaperRow {
  grant_id: string;
  document_id: string;
  issuer: number;
  kind: string;
  statement: string;
  scope: string;
  blob_cid: string;
  /** Null where each reading asks the owner for the key. */
  wrapped_key: string | null;
  envelope_id: string;
  received_at_seconds: number;
}

/** A reading that this member made of another's paper. */
export interface ReadingRow {
  /** Order in which they were made, from 1. */
  sequence: number;
  reading_id: string;
  grant_id: string;
  document_id: string;
  owner: number;
  jws: string;
  receipt: string | null;
  /** `asked`: it opens nothing unless its owner says so. `waiting`: it was made, and must be brought to its owner. */
  state: "asked" | "waiting" | "receipted" | "refused";
  created_at_seconds: number;
}

/** A link of this member's log of the readings of its papers. */
export interface ReadingReceiptRow {
  sequence: number;
  reading_id: string;
  grant_id: string;
  document_id: string;
  reader: number;
  reading: string;
  receipt: string;
  head: string;
  was_effective: number;
  time_seconds: number;
  /** The root it is anchored under; null until one is queued. */
  root: string | null;
}
