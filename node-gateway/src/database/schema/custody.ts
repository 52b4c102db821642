/** One event of custody that a held paper states. */
export interface CustodyEventRow {
  document_id: string;
  /** Place in the paper's list. */
  position: number;
  container: string | null;
  place: string | null;
  /** The event, JSON. */
  event: string;
}
