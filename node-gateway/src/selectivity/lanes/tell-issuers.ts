import type { Hex32 } from "@sealane/sdk";
import { GatewayError, isCode } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { makeGrant } from "../../usecases/sharing/grants.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";
import { letRest, resting } from "./rest.ts";

/** What the issuer of a declaration is told of its decision: the lane and the category of the reason, nothing of why. */
export const TOLD_POINTERS = [
  "/details/decidedAt",
  "/details/documentId",
  "/details/lane",
  "/details/reasonCategory",
] as const;

/** How long it may look, in seconds. */
const YEAR_SECONDS = 365 * 86_400;
const MAX_TOLD = 100;

/**
 * One round of telling members what was decided of the declarations that they issued: a grant of these fields of each
 * decision's document, which goes out once that is anchored and brings the fields along. Killed in between, the next round
 * finds the grant by its idempotency key. A member that is suspended is told when it is not.
 */
export async function tellIssuersTick(gateway: Gateway): Promise<void> {
  const rests = resting(gateway, "tell");
  const rows = await gateway.database
    .selectFrom("assessments")
    .select(["document_id", "issuer", "stated_revision", "decision_document_id", "decided_at_seconds"])
    .where("issuer", "<>", gateway.memberId)
    .where("decision_document_id", "is not", null)
    .whereRef("told_revision", "<", "stated_revision")
    .orderBy("sequence")
    .limit(MAX_TOLD + rests.size)
    .execute();
  for (const row of rows.filter(({ document_id }) => !rests.has(document_id))) {
    const { document_id, issuer, stated_revision, decision_document_id, decided_at_seconds } = row;
    const documentId = decision_document_id as string;
    const isTold = await tell(gateway, { documentId, reader: issuer, decidedAtSeconds: decided_at_seconds });
    if (!isTold) letRest(gateway, "tell", document_id);
    else await noteTold(gateway, document_id, stated_revision);
  }
}

interface Telling {
  /** The document that states the decision. */
  readonly documentId: Hex32;
  readonly reader: number;
  readonly decidedAtSeconds: number;
}

async function tell(gateway: Gateway, { documentId, reader, decidedAtSeconds }: Telling): Promise<boolean> {
  try {
    await makeGrant(gateway, {
      ...{ actor: ASSESSOR, idempotencyKey: `lane-told-${documentId}`, about: { documentId }, reader },
      // From the decision on, so that a repeated round asks for the very same.
      ...{ scope: { pointers: TOLD_POINTERS }, validUntilSeconds: decidedAtSeconds + YEAR_SECONDS, purpose: "proof" },
    });
    return true;
  } catch (error) {
    if (isCode(error, "GRANT_EXISTS")) return true;
    if (!(error instanceof GatewayError)) throw error;
    gateway.log.warn({ documentId, code: error.code }, "A decision's issuer could not be told; it waits.");
    return false;
  }
}

const noteTold = ({ database }: Gateway, documentId: Hex32, revision: number) =>
  database.updateTable("assessments").set({ told_revision: revision }).where("document_id", "=", documentId).execute();
