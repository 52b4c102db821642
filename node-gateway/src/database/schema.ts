import type { AlertTables } from "./schema/alerts.ts";
import type {
  AgreementEventRow,
  AgreementRow,
  GrantRow,
  GrantWithdrawalRow,
  ReceiptRootRow,
  RequestRefusalRow,
  RequestRow,
} from "./schema/chain-sharing.ts";
import type { ComparedOpeningRow, ComparisonRow } from "./schema/comparisons.ts";
import type { CustodyEventRow } from "./schema/custody.ts";
import type { EventRow, SeenTokenRow, WebhookRow } from "./schema/events.ts";
import type { LedgerEventRow } from "./schema/ledger.ts";
import type { ModelTables } from "./schema/model.ts";
import type { DeliveryAttachmentRow, DeliveryRow, EnvelopeRow, PartnerRow } from "./schema/peers.ts";
import type { AuditRow, IdempotencyRow } from "./schema/records.ts";
import type { BlockHashRow, DrawSeedRow, DutyRow, SelectionEventRow } from "./schema/selection.ts";
import type { SelectivityTables } from "./schema/selectivity.ts";
import type {
  GrantDeliveryRow,
  KnownScopeRow,
  PolicyRow,
  ReadingReceiptRow,
  ReadingRow,
  RequestNoteRow,
  SharedPaperRow,
} from "./schema/sharing.ts";
import type { TaxiiTables } from "./schema/taxii.ts";

export type { AuditRow, IdempotencyRow } from "./schema/records.ts";

/** Rows of the database. Times are Unix seconds; ids, tags, hashes Hex32; booleans 0 or 1; JSON is text. */
export interface Schema extends AlertTables, SelectivityTables, ModelTables, TaxiiTables {
  documents: DocumentRow;
  search_references: SearchReferenceRow;
  custody_events: CustodyEventRow;
  entries: EntryRow;
  batches: BatchRow;
  tombstones: TombstoneRow;
  member_events: MemberEventRow;
  blocks: BlockRow;
  cursor: CursorRow;
  identity: IdentityRow;
  lanes: LaneRow;
  outbox_transactions: OutboxTransactionRow;
  outbox_items: OutboxItemRow;
  audit: AuditRow;
  idempotency: IdempotencyRow;
  grants: GrantRow;
  grant_withdrawals: GrantWithdrawalRow;
  requests: RequestRow;
  request_refusals: RequestRefusalRow;
  agreements: AgreementRow;
  agreement_events: AgreementEventRow;
  receipt_roots: ReceiptRootRow;
  ledger_events: LedgerEventRow;
  selection_events: SelectionEventRow;
  block_hashes: BlockHashRow;
  draw_seeds: DrawSeedRow;
  officers_on_duty: DutyRow;
  known_scopes: KnownScopeRow;
  request_notes: RequestNoteRow;
  policies: PolicyRow;
  grant_deliveries: GrantDeliveryRow;
  shared_papers: SharedPaperRow;
  readings: ReadingRow;
  reading_receipts: ReadingReceiptRow;
  comparisons: ComparisonRow;
  compared_openings: ComparedOpeningRow;
  seen_tokens: SeenTokenRow;
  events: EventRow;
  webhooks: WebhookRow;
  deliveries: DeliveryRow;
  delivery_attachments: DeliveryAttachmentRow;
  envelopes: EnvelopeRow;
  partners: PartnerRow;
}

/** A document that can be opened here, this member's own or received. */
export interface DocumentRow {
  document_id: string;
  /** Order in which they came, from 1. */
  sequence: number;
  kind: string;
  format: string;
  issuer: number;
  issued_at_seconds: number;
  statement: string;
  blob_cid: string;
  /** Content key of the blob, wrapped for this member (compact JWE). */
  wrapped_key: string;
  state: "accepted" | "submitted" | "anchored" | "refused" | "received";
  refusal: string | null;
  findings: string;
  created_at_seconds: number;
}

/** A number people know, normalised, and a document that states it. Only at this member; never on chain. */
export interface SearchReferenceRow {
  sort: "number" | "container" | "consignment";
  value: string;
  document_id: string;
}

/** One anchored document of any member. */
export interface EntryRow {
  member_id: number;
  root: string;
  entry_index: number;
  document_id: string;
  kind: number;
  subject_tag: string;
  reference_tag: string;
  block_number: number;
  log_index: number;
  time_seconds: number;
}

export interface BatchRow {
  member_id: number;
  root: string;
  size: number;
  block_number: number;
  log_index: number;
  time_seconds: number;
}

export interface TombstoneRow {
  member_id: number;
  document_id: string;
  sort: "superseded" | "withdrawn";
  successor_id: string | null;
  reason: number;
  block_number: number;
  log_index: number;
  time_seconds: number;
}

/** An event of the member registry as it came; members are the fold over them. */
export interface MemberEventRow {
  block_number: number;
  log_index: number;
  member_id: number;
  name: string;
  args: string;
  time_seconds: number;
}

/** Ends of applied ranges, to find where a fork left. */
export interface BlockRow {
  number: number;
  hash: string;
  time_seconds: number;
}

/** One row: the last block applied, and the alarm if its history was ever found changed. */
export interface CursorRow {
  id: 1;
  number: number;
  hash: string;
  time_seconds: number;
  alarm: string | null;
  alarm_since_seconds: number | null;
}

/** One row: whose database this is, and of which chain. */
export interface IdentityRow {
  id: 1;
  member_id: number;
  chain_id: number;
  genesis_hash: string;
  directory: string;
  member_registry: string;
  document_registry: string;
  /** Null until the first start of a version that knows it. */
  access_registry: string | null;
  agreement_registry: string | null;
  quantity_ledger: string | null;
  selection_registry: string | null;
  /** SHA-256 over the code of these contracts. */
  code_hash: string;
}

export interface LaneRow {
  account: string;
  next_nonce: number;
  /** How many transactions may be on their way at once. */
  window_size: number;
}

export interface OutboxTransactionRow {
  account: string;
  nonce: number;
  purpose: string;
  /** SHA-256 of the calldata. */
  digest: string;
  raw: string;
  hash: string;
  state: "signed" | "mined" | "failed" | "lost";
  block_number: number | null;
  first_sent_seconds: number | null;
  last_sent_seconds: number | null;
  /** How often a node took the bytes. */
  attempts: number;
}

export type OutboxPurpose =
  | "anchor"
  | "supersede"
  | "withdraw"
  | "member"
  | "grant"
  | "delegate"
  | "withdrawGrant"
  | "request"
  | "refuse"
  | "agreement"
  | "receipts"
  | "ledger"
  | "selection";

/** One thing to tell the chain. */
export interface OutboxItemRow {
  item_id: number;
  purpose: OutboxPurpose;
  document_id: string | null;
  /** Id of the grant, request, agreement or balance that it speaks of. */
  subject_id: string | null;
  /** Id of the request that a grant answers. */
  request_id: string | null;
  payload: string;
  /** `cancelled`: an operator gave it up. */
  state: "waiting" | "signed" | "done" | "refused" | "cancelled";
  refusal: string | null;
  account: string | null;
  nonce: number | null;
  /** When it was queued, or last queued again. */
  created_at_seconds: number;
}
