import { type Hex32, readStatement, SdkError } from "@sealane/sdk";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { hasRole } from "../../indexer/roles.ts";
import { openFields } from "../../papers/facts-of.ts";
import { findMember } from "../../peers/wire/member-key.ts";
import { openReadable } from "../../readings/open-readable.ts";
import { approvedRows, profileIn } from "../profiles/profile-rows.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";
import type { Declaration, Sources } from "../sources/source.ts";
import { SOURCES } from "../sources/sources.ts";
import { assessDeclaration } from "./assess-declaration.ts";
import { consignmentOf } from "./consignment-of.ts";
import { keepAgain, movedAssessments } from "./draw-again.ts";
import { type Due, dueAgain, dueDeclarations } from "./due-declarations.ts";
import { keepAssessment, retireByItself } from "./keep-assessment.ts";
import { openLoadBook } from "./lane-load.ts";
import { letRest } from "./rest.ts";

/**
 * One round of deciding lanes: of every declaration that is on the chain, stands and can be read here, held or shared for
 * any number of readings, which no lane was decided for. Only agencies decide. A declaration whose paper is away waits,
 * and holds up no other.
 */
export async function assessTick(gateway: Gateway, sources: Sources = SOURCES): Promise<void> {
  const self = await findMember(gateway.database, gateway.memberId);
  if (!self || !hasRole(self.member.roles, "agency")) return;
  await retireOver(gateway);
  const by = { sources, loads: openLoadBook(gateway.database, gateway.clock()) };
  for (const due of await dueDeclarations(gateway)) {
    await attempt(gateway, due, async (declaration) => {
      const assessed = await assessDeclaration(gateway, declaration, by);
      if (!assessed) return;
      await keepAssessment(gateway, declaration, assessed);
      by.loads.note(assessed.decision.office, assessed.choice);
    });
  }
  for (const before of await movedAssessments(gateway)) {
    const due = await dueAgain(gateway, before);
    if (!due) continue;
    await attempt(gateway, due, async (declaration) => {
      const assessed = await assessDeclaration(gateway, declaration, by);
      if (assessed) await keepAgain(gateway, { declaration, assessed, before });
    });
  }
}

/** A declaration whose paper or chain is away, or whose paper is none, waits a while, and holds up no other. */
async function attempt(gateway: Gateway, due: Due, work: (declaration: Declaration) => Promise<void>): Promise<void> {
  try {
    await work(await openDue(gateway, due));
  } catch (error) {
    if (!(error instanceof GatewayError || error instanceof SdkError)) throw error;
    const { code } = error;
    gateway.log.warn({ documentId: due.document_id, code }, "A declaration's lane could not be decided; it waits.");
    letRest(gateway, "decide", due.document_id);
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
