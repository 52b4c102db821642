import { type Hex32, type KindName, readStatement } from "@sealane/sdk";
import { GatewayError, isRetryable } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { openFields } from "../../papers/facts-of.ts";
import { findMember } from "../../peers/wire/member-key.ts";
import { openReadable } from "../../readings/open-readable.ts";
import { approvedRows, profileIn } from "../profiles/profile-rows.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";
import { type Declaration, SOURCES, type Sources } from "../sources/sources.ts";
import { assessDeclaration, isAgency } from "./assess-declaration.ts";
import { consignmentOf } from "./consignment-of.ts";
import { keepAssessment, retireByItself } from "./keep-assessment.ts";

/** Kinds that a lane is decided for. To decide another, add it here. */
export const DECIDED_KINDS = [
  "declaration-import",
  "declaration-export",
  "declaration-transit",
  "declaration-reexport",
  "declaration-entry-summary",
] as const satisfies readonly KindName[];

/** Declarations decided in a round. */
const MAX_DECLARATIONS = 100;

interface Due {
  readonly document_id: string;
  readonly issuer: number;
  /** Null where this member holds the paper itself. */
  readonly grant_id: string | null;
  readonly block_number: number;
  readonly time_seconds: number;
}

/**
 * One round of deciding lanes: of every declaration that is on the chain, stands and can be read here, held or shared for
 * any number of readings, which no lane was decided for. Only agencies decide. A declaration whose paper is away waits,
 * and holds up no other.
 */
export async function assessTick(gateway: Gateway, sources: Sources = SOURCES): Promise<void> {
  const self = await findMember(gateway.database, gateway.memberId);
  if (!self || !isAgency(self.member.roles)) return;
  await retireOver(gateway);
  for (const due of await dueDeclarations(gateway)) {
    try {
      const declaration = await openDue(gateway, due);
      const assessed = await assessDeclaration(gateway, declaration, sources);
      if (assessed) await keepAssessment(gateway, declaration, assessed);
    } catch (error) {
      if (!isRetryable(error) && !(error instanceof GatewayError)) throw error;
      const code = error instanceof GatewayError ? error.code : "INTERNAL";
      gateway.log.warn({ documentId: due.document_id, code }, "A declaration's lane could not be decided; it waits.");
    }
  }
}

/** Profiles whose period is over retire. */
async function retireOver({ database, clock }: Gateway): Promise<void> {
  const timeSeconds = clock();
  for (const row of await approvedRows(database)) {
    const { name, version, validUntil } = profileIn(row);
    if (validUntil === null || timeSeconds < validUntil) continue;
    const because = "Its period is over.";
    await database
      .transaction()
      .execute((transaction) => retireByItself(transaction, { name, version, because, timeSeconds }));
  }
}

async function openDue(gateway: Gateway, due: Due): Promise<Declaration> {
  const documentId: Hex32 = due.document_id;
  const under = due.grant_id === null ? {} : { grantId: due.grant_id };
  const { paper } = await openReadable(gateway, { documentId, actor: ASSESSOR, ...under });
  const { kind } = readStatement(paper.statement).claims;
  const { facts } = openFields(paper.body);
  const consignment = await consignmentOf(gateway, { documentId, statement: paper.statement, facts });
  return {
    ...{ documentId, kind, issuer: due.issuer, facts, consignment },
    ...{ blockNumber: due.block_number, anchoredAtSeconds: due.time_seconds },
  };
}

async function dueDeclarations(gateway: Gateway): Promise<Due[]> {
  const held = await dueHeld(gateway);
  const shared = await dueShared(gateway);
  const known = new Set(held.map(({ document_id }) => document_id));
  return [...held, ...shared.filter(({ document_id }) => !known.has(document_id))].slice(0, MAX_DECLARATIONS);
}

async function dueHeld({ database }: Gateway): Promise<Due[]> {
  const rows = await database
    .selectFrom("documents as paper")
    .innerJoin("entries", (join) =>
      join.onRef("entries.document_id", "=", "paper.document_id").onRef("entries.member_id", "=", "paper.issuer"),
    )
    .leftJoin("assessments", "assessments.document_id", "paper.document_id")
    .leftJoin("tombstones", (join) =>
      join.onRef("tombstones.document_id", "=", "paper.document_id").onRef("tombstones.member_id", "=", "paper.issuer"),
    )
    .select(["paper.document_id", "paper.issuer", "entries.block_number", "entries.time_seconds"])
    .where("paper.kind", "in", DECIDED_KINDS)
    .where("assessments.document_id", "is", null)
    .where("tombstones.document_id", "is", null)
    .orderBy("entries.block_number")
    .orderBy("entries.log_index")
    .orderBy("entries.entry_index")
    .limit(MAX_DECLARATIONS)
    .execute();
  return firstOfEach(rows.map((row) => ({ ...row, grant_id: null })));
}

/** A paper that came for a number of readings is not opened for it: a machine must not spend what an officer may need. */
async function dueShared({ database }: Gateway): Promise<Due[]> {
  const rows = await database
    .selectFrom("shared_papers as paper")
    .innerJoin("entries", (join) =>
      join.onRef("entries.document_id", "=", "paper.document_id").onRef("entries.member_id", "=", "paper.issuer"),
    )
    .leftJoin("assessments", "assessments.document_id", "paper.document_id")
    .leftJoin("tombstones", (join) =>
      join.onRef("tombstones.document_id", "=", "paper.document_id").onRef("tombstones.member_id", "=", "paper.issuer"),
    )
    .select(["paper.document_id", "paper.issuer", "paper.grant_id", "entries.block_number", "entries.time_seconds"])
    .where("paper.kind", "in", DECIDED_KINDS)
    .where("paper.wrapped_key", "is not", null)
    .where("assessments.document_id", "is", null)
    .where("tombstones.document_id", "is", null)
    .orderBy("entries.block_number")
    .orderBy("entries.log_index")
    .orderBy("entries.entry_index")
    .limit(MAX_DECLARATIONS)
    .execute();
  return firstOfEach(rows);
}

/** A document may be anchored again, or shared under several grants: the first anchor counts, and one grant is enough. */
function firstOfEach(rows: readonly Due[]): Due[] {
  const seen = new Set<string>();
  return rows.filter(({ document_id }) => !seen.has(document_id) && seen.add(document_id));
}
