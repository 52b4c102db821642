import { GatewayError, isCode, isRetryable } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { makeGrant } from "../../usecases/sharing/grants.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";

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
  const rows = await gateway.database
    .selectFrom("assessments")
    .select(["document_id", "issuer", "stated_revision", "decision_document_id", "decided_at_seconds"])
    .where("issuer", "<>", gateway.memberId)
    .where("decision_document_id", "is not", null)
    .whereRef("told_revision", "<", "stated_revision")
    .orderBy("sequence")
    .limit(MAX_TOLD)
    .execute();
  for (const { document_id, issuer, stated_revision, decision_document_id, decided_at_seconds } of rows) {
    const documentId = decision_document_id as string;
    try {
      await makeGrant(gateway, {
        ...{ actor: ASSESSOR, idempotencyKey: `lane-told-${documentId}`, about: { documentId }, reader: issuer },
        // From the decision on, so that a repeated round asks for the very same.
        ...{
          scope: { pointers: TOLD_POINTERS },
          validUntilSeconds: decided_at_seconds + YEAR_SECONDS,
          purpose: "proof",
        },
      });
    } catch (error) {
      if (!isRetryable(error) && !(error instanceof GatewayError)) throw error;
      if (!isCode(error, "GRANT_EXISTS")) {
        gateway.log.warn({ documentId, code: (error as GatewayError).code }, "A decision's issuer could not be told.");
        continue;
      }
    }
    await gateway.database
      .updateTable("assessments")
      .set({ told_revision: stated_revision })
      .where("document_id", "=", document_id)
      .execute();
  }
}
