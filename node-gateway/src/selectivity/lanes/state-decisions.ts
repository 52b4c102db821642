import { type JsonObject, type LaneDecision, laneDecisionBody, utf8Encode } from "@sealane/sdk";
import type { AssessmentRow } from "../../database/schema/selectivity.ts";
import { GatewayError, isCode } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { findMember } from "../../peers/wire/member-key.ts";
import { chainNow } from "../../sharing/clock.ts";
import { type SubmitDocumentInput, submitDocument } from "../../usecases/submit-document.ts";
import { supersedeDocument } from "../../usecases/supersede-document.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";
import { letRest, resting } from "./rest.ts";

/** Decisions made documents in a round. */
const MAX_DECISIONS = 100;

/**
 * One round of making decisions documents: of each revision that none states yet, a signed `lane-decision`, anchored as
 * any other; the one of the revision before is superseded. Killed in between, the next round finds what this one made by
 * its idempotency key. A member that is not accredited for the kind keeps its decisions to itself until it is.
 */
export async function stateDecisionsTick(gateway: Gateway): Promise<void> {
  if (!(await mayState(gateway))) return;
  const rests = resting(gateway, "state");
  const rows = await gateway.database
    .selectFrom("assessments")
    .selectAll()
    .whereRef("stated_revision", "<", "revision")
    .orderBy("sequence")
    .limit(MAX_DECISIONS + rests.size)
    .execute();
  for (const row of rows.filter(({ document_id }) => !rests.has(document_id))) {
    try {
      await stateDecision(gateway, row);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const { code } = error;
      gateway.log.warn(
        { documentId: row.document_id, code },
        "A lane decision could not be made a document; it waits.",
      );
      letRest(gateway, "state", row.document_id);
    }
  }
}

async function mayState(gateway: Gateway): Promise<boolean> {
  const self = await findMember(gateway.database, gateway.memberId);
  const timeSeconds = await chainNow(gateway);
  return (self?.member.accreditations ?? []).some(
    ({ kind, validFromSeconds, validUntilSeconds }) =>
      kind === "lane-decision" && validFromSeconds <= timeSeconds && timeSeconds < validUntilSeconds,
  );
}

async function stateDecision(gateway: Gateway, row: AssessmentRow): Promise<void> {
  const { document_id, revision, decision_document_id: older } = row;
  const decision = JSON.parse(row.decision) as LaneDecision;
  const body: JsonObject = laneDecisionBody(decision);
  const input = {
    ...{ original: utf8Encode(JSON.stringify(body)), mediaType: "application/json", actor: ASSESSOR },
    ...{ idempotencyKey: `lane-${document_id}-${revision}`, consignment: row.consignment },
    links: [{ documentId: document_id, relation: "supports" as const }],
  };
  const { documentId } = await submitOrSupersede(gateway, input, older);
  await gateway.database
    .updateTable("assessments")
    .set({ stated_revision: revision, decision_document_id: documentId })
    .where("document_id", "=", document_id)
    .where("stated_revision", "<", revision)
    .execute();
}

/** The decision before may have been refused or withdrawn; then the new one stands for itself. */
async function submitOrSupersede(gateway: Gateway, input: SubmitDocumentInput, older: string | null) {
  if (older === null) return submitDocument(gateway, input);
  try {
    return await supersedeDocument(gateway, { ...input, documentId: older, reason: "amendment" });
  } catch (error) {
    if (isCode(error, "DOCUMENT_NOT_CURRENT")) return submitDocument(gateway, input);
    throw error;
  }
}
