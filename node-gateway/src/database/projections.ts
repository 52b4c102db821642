/** Tables that only say again what the chain said: each row with its block, so that undoing a fork is a deletion. */
export const PROJECTIONS = [
  "entries",
  "batches",
  "tombstones",
  "member_events",
  "grants",
  "grant_withdrawals",
  "requests",
  "request_refusals",
  "agreements",
  "agreement_events",
  "receipt_roots",
  "ledger_events",
  "selection_events",
  "block_hashes",
] as const;
