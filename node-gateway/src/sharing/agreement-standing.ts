import type { Hex32 } from "@sealane/sdk";
import type { AgreementTerms } from "../chain/terms.ts";
import type { Database } from "../database/database.ts";
import type { AgreementEventRow, AgreementRow } from "../database/schema/chain-sharing.ts";

/** `proposed`: not every party has accepted; `notYet`: its period has not begun. */
export type AgreementStanding = "proposed" | "inForce" | "notYet" | "suspended" | "over" | "terminated";

/** An agreement as the fold over its events gives it. */
export interface FoldedAgreement {
  readonly agreementId: Hex32;
  readonly proposer: number;
  readonly terms: AgreementTerms;
  readonly accepted: ReadonlySet<number>;
  readonly suspending: ReadonlySet<number>;
  readonly isTerminated: boolean;
}

/** The fold over an agreement's events, in the chain's order. */
export function foldAgreement(row: AgreementRow, events: readonly AgreementEventRow[]): FoldedAgreement {
  const [accepted, suspending] = [new Set<number>(), new Set<number>()];
  let isTerminated = false;
  for (const { name, member_id } of events) {
    if (name === "AgreementAccepted") accepted.add(member_id);
    if (name === "AgreementSuspended") suspending.add(member_id);
    if (name === "AgreementResumed") suspending.delete(member_id);
    if (name === "AgreementTerminated") isTerminated = true;
  }
  const { agreement_id: agreementId, proposer } = row;
  return { agreementId, proposer, terms: JSON.parse(row.terms), accepted, suspending, isTerminated };
}

/** How an agreement stands at a moment: what ended it for good before what puts it to sleep. */
export function agreementStanding(agreement: FoldedAgreement, timeSeconds: number): AgreementStanding {
  const { terms, accepted, suspending, isTerminated } = agreement;
  if (isTerminated) return "terminated";
  if (timeSeconds >= terms.validUntilSeconds) return "over";
  if (!terms.parties.every((party) => accepted.has(party))) return "proposed";
  if (suspending.size > 0) return "suspended";
  return timeSeconds < terms.validFromSeconds ? "notYet" : "inForce";
}

/** An agreement as the index has it; undefined for an unknown one. */
export async function findAgreement(database: Database, agreementId: Hex32): Promise<FoldedAgreement | undefined> {
  const row = await database
    .selectFrom("agreements")
    .selectAll()
    .where("agreement_id", "=", agreementId)
    .executeTakeFirst();
  if (!row) return undefined;
  const events = await database
    .selectFrom("agreement_events")
    .selectAll()
    .where("agreement_id", "=", agreementId)
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();
  return foldAgreement(row, events);
}

/** All agreements that a member is a party of, in the chain's order, whatever their standing. */
export async function agreementsOf(database: Database, memberId: number): Promise<FoldedAgreement[]> {
  const rows = await database
    .selectFrom("agreements")
    .selectAll()
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();
  const events = await database
    .selectFrom("agreement_events")
    .selectAll()
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();
  const byAgreement = Map.groupBy(events, ({ agreement_id }) => agreement_id);
  return rows
    .map((row) => foldAgreement(row, byAgreement.get(row.agreement_id) ?? []))
    .filter(({ terms }) => terms.parties.includes(memberId));
}

/** What is to be shared under an agreement. */
export interface Sharing {
  readonly granter: number;
  readonly reader: number;
  /** Zero for a consignment, whatever its papers' kinds. */
  readonly kind: number;
}

/** Whether an agreement is in force, both members are its parties, and papers of the kind may be shared under it. */
export function isAgreed(agreement: FoldedAgreement, { granter, reader, kind }: Sharing, timeSeconds: number): boolean {
  const { parties, kinds } = agreement.terms;
  const areParties = parties.includes(granter) && parties.includes(reader);
  return areParties && (kind === 0 || kinds.includes(kind)) && agreementStanding(agreement, timeSeconds) === "inForce";
}
