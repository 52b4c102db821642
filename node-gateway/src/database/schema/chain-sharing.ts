/** Where an event stands in the chain. */
interface Place {
  block_number: number;
  log_index: number;
  time_seconds: number;
}

/** A grant as it was made; zero hashes where the chain has none. */
export interface GrantRow extends Place {
  grant_id: string;
  granter: number;
  owner: number;
  reader: number;
  /** Zero for a consignment. */
  kind: number;
  /** Document id, or subject tag of a consignment. */
  subject: string;
  is_consignment: number;
  scope: string;
  narrower_scopes: string;
  purpose: number;
  valid_until_seconds: number;
  /** 2³² − 1 for any number. */
  max_uses: number;
  delegations: number;
  agreement_id: string;
  parent_id: string;
  request_id: string;
}

export interface GrantWithdrawalRow extends Place {
  grant_id: string;
  member_id: number;
  reason: number;
}

export interface RequestRow extends Place {
  request_id: string;
  requester: number;
  holder: number;
  subject: string;
  is_consignment: number;
  scope: string;
  purpose: number;
  case_digest: string;
}

export interface RequestRefusalRow extends Place {
  request_id: string;
  member_id: number;
  reason: number;
}

export interface AgreementRow extends Place {
  agreement_id: string;
  proposer: number;
  /** JSON of the terms as the event carries them. */
  terms: string;
}

/** What became of an agreement; its standing is the fold over these. */
export interface AgreementEventRow extends Place {
  agreement_id: string;
  /** Zero for `AgreementConcluded`. */
  member_id: number;
  name: string;
}

export interface ReceiptRootRow extends Place {
  member_id: number;
  root: string;
  previous_root: string;
  count: number;
  head: string;
}
