/** An event of the quantity ledger as it came; balances are the fold over them. */
export interface LedgerEventRow {
  block_number: number;
  log_index: number;
  time_seconds: number;
  balance_id: string;
  name: string;
  /** Who opened, revised or drew, or whom it was allowed. */
  member_id: number;
  /** Null where the event names no document. */
  document_id: string | null;
  /** JSON of the arguments; quantities are text, in millionths of the unit. */
  args: string;
}
