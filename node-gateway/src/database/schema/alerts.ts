/** One version of an alert, this member's own or received. */
export interface AlertRow {
  alert_id: string;
  version: number;
  /** Order in which they came, from 1. */
  sequence: number;
  issuer: number;
  /** As its issuer signed it. */
  alert: string;
  category: string;
  tlp: string;
  agreement_id: string | null;
  valid_from_seconds: number;
  valid_until_seconds: number;
  is_withdrawn: number;
  is_latest: number;
  /** The member that it came from: its issuer, or one that handed it on; this member for its own. */
  from_member: number;
  received_at_seconds: number;
  /** What decided who was to have it, when it was last sent to all of them; null before. Of own ones and those handed on. */
  sent_for: string | null;
  /** Documents up to this sequence were searched for it, of those up to `search_until`; null until the search begins. */
  searched_to: number;
  search_until: number | null;
}

/** Who an alert means, sealed to this member. */
export interface AlertNominalRow {
  alert_id: string;
  version: number;
  /** base64url of a sealed blob. */
  blob: string;
  wrapped_key: string;
  received_at_seconds: number;
}

/** A member that is told who an alert of this member means, since it needs to know. */
export interface AlertReleaseRow {
  alert_id: string;
  member_id: number;
  reason: string;
  actor: string;
  time_seconds: number;
}

/** A member that an alert of another is handed on to, with all its versions. */
export interface AlertForwardRow {
  alert_id: string;
  member_id: number;
  actor: string;
  time_seconds: number;
}

/** A part of an alert on its way to a member. */
export interface AlertDeliveryRow {
  alert_id: string;
  version: number;
  part: "alert" | "nominal";
  member_id: number;
  delivery_id: number;
  sent_at_seconds: number;
  acknowledge_by_seconds: number | null;
  /** Whether it was told that the deadline went by. */
  is_told_late: number;
}

/** A document that meets an alert, and what came of it. */
export interface AlertMatchRow {
  sequence: number;
  alert_id: string;
  version: number;
  document_id: string;
  /** Drawn: stands for the match in what the issuer is told. */
  match_id: string;
  /** JSON: what on the document meets it. */
  words: string;
  /** In ten-thousandths. */
  weight: number;
  is_nominal: number;
  is_withheld: number;
  state: string;
  result: string | null;
  matched_at_seconds: number;
  settled_at_seconds: number | null;
}

/** What a recipient told of an alert of this member. */
export interface AlertFeedbackRow {
  sequence: number;
  alert_id: string;
  version: number;
  member_id: number;
  match_id: string;
  state: string;
  result: string | null;
  feedback: string;
  happened_at_seconds: number;
  received_at_seconds: number;
}

/** One counter that another member told of a month. */
export interface AlertCounterRow {
  member_id: number;
  month: string;
  counter_key: string;
  hits: number;
  inspections: number | null;
  confirmed: number | null;
  received_at_seconds: number;
}

/** Counters of a month that went to a member, once for good. */
export interface AlertCounterDeliveryRow {
  member_id: number;
  month: string;
  delivery_id: number;
  time_seconds: number;
}

/** One row: how far documents were compared with the alerts that were there when they came. */
export interface AlertWatchRow {
  id: 1;
  documents_to: number;
}

export interface AlertTables {
  alerts: AlertRow;
  alert_nominals: AlertNominalRow;
  alert_releases: AlertReleaseRow;
  alert_forwards: AlertForwardRow;
  alert_deliveries: AlertDeliveryRow;
  alert_matches: AlertMatchRow;
  alert_feedback: AlertFeedbackRow;
  alert_counters: AlertCounterRow;
  alert_counter_deliveries: AlertCounterDeliveryRow;
  alert_watch: AlertWatchRow;
}
