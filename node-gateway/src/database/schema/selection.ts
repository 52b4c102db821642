/** An event of the registry of seeds as it came; a period is what it was committed with and, once over, its seed. */
export interface SelectionEventRow {
  block_number: number;
  log_index: number;
  time_seconds: number;
  member_id: number;
  period: number;
  name: "SeedCommitted" | "SeedRevealed";
  /** Null where a seed is revealed, as are the bounds. */
  commitment: string | null;
  begins_at_seconds: number | null;
  ends_at_seconds: number | null;
  /** Null where a seed is committed. */
  seed: string | null;
}

/** Hash of a block that has events of ours: what was anchored in it is drawn for with this hash. */
export interface BlockHashRow {
  block_number: number;
  hash: string;
}

/** An officer on duty at an office; an empty office stands for every other one. */
export interface DutyRow {
  office: string;
  /** As the officer's tokens name him. */
  officer: string;
}

/** A seed that this member draws with. Only it knows the seed until the period is over. */
export interface DrawSeedRow {
  period: number;
  begins_at_seconds: number;
  ends_at_seconds: number;
  commitment: string;
  /** The seed as a JWE for this member's sealing key. */
  wrapped_key: string;
}
