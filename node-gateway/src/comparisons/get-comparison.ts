import { type Hex32, isFactName, openedFacts, statedFacts } from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import type { ComparedOpeningRow } from "../database/schema/comparisons.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { openFields } from "../papers/facts-of.ts";
import { findOwnDocument, openPaper } from "../papers/find-document.ts";
import type { Acting } from "../usecases/views.ts";
import type { DifferingFact } from "./compare-documents.ts";
import { unsealOpening } from "./sealed-opening.ts";

/** A comparison that another member asked for and in which both sides opened facts that differ. */
export interface ServedComparisonView {
  readonly comparisonId: Hex32;
  readonly grantId: Hex32;
  /** This member's paper. */
  readonly documentId: Hex32;
  readonly otherDocumentId: Hex32;
  readonly memberId: number;
  readonly openedAtSeconds: number;
  readonly differ: readonly DifferingFact[];
}

/**
 * What another member opened of its paper because it differs from this member's, and this member's beside it.
 * @throws GatewayError COMPARISON_NOT_FOUND, BLOB_*.
 */
export async function getComparison(
  gateway: Gateway,
  { comparisonId, actor }: Acting & { readonly comparisonId: Hex32 },
): Promise<ServedComparisonView> {
  const row = await gateway.database
    .selectFrom("compared_openings")
    .selectAll()
    .where("reading_id", "=", comparisonId)
    .executeTakeFirst();
  if (!row) throw new GatewayError("COMPARISON_NOT_FOUND", "Nothing was opened here in a comparison of that id.");
  const differ = await differingFacts(gateway, row);
  const fact = { action: "openCompared", actor, subject: row.document_id, timeSeconds: gateway.clock() };
  await noteAudit(gateway.database, fact);
  return {
    ...{ comparisonId, grantId: row.grant_id, documentId: row.document_id, otherDocumentId: row.other_document_id },
    ...{ memberId: row.member_id, openedAtSeconds: row.time_seconds, differ },
  };
}

async function differingFacts(gateway: Gateway, row: ComparedOpeningRow): Promise<DifferingFact[]> {
  const opening = await unsealOpening(gateway, { blob: row.blob, wrappedKey: row.wrapped_key });
  const theirs = openedFacts(opening, row.other_document_id);
  const names = (JSON.parse(row.facts) as string[]).filter(isFactName);
  const { body } = await openPaper(gateway, await findOwnDocument(gateway, row.document_id));
  return statedFacts(openFields(body).facts, names).map(({ fact, value: mine }) => {
    const other = theirs.find((one) => one.fact === fact);
    return { fact, mine, theirs: other?.value ?? null };
  });
}
