import { COMPARED_POINTER, type Hex32, opensField } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import { GatewayError } from "../errors.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import { scopeOfDigest } from "../sharing/known-scopes.ts";
import { namesCase } from "../sharing/names-case.ts";

/**
 * That a grant lets its reader compare facts which stay closed, whether or not it opens something now.
 * @throws GatewayError COMPARISON_NOT_GRANTED, GRANT_WITHOUT_CASE.
 */
export async function requireComparable(database: Database, { grant_id, scope: digest }: GrantRow): Promise<void> {
  const scope = await scopeOfDigest(database, digest);
  if (scope === undefined || !opensField(scope, COMPARED_POINTER))
    throw new GatewayError("COMPARISON_NOT_GRANTED", "The grant is not for comparing what it does not open.");
  if (!(await namesCase(database, grant_id)))
    throw new GatewayError("GRANT_WITHOUT_CASE", "Papers are compared for a case: the grant answers no request.");
}

/**
 * That a member anchored a document, and that it stands: nobody compares with what he only wrote for it.
 * @throws GatewayError DOCUMENT_NOT_ANCHORED, DOCUMENT_NOT_CURRENT.
 */
export async function requireStanding(database: Database, documentId: Hex32, memberId: number): Promise<void> {
  const entry = await database
    .selectFrom("entries")
    .select("root")
    .where("document_id", "=", documentId)
    .where("member_id", "=", memberId)
    .executeTakeFirst();
  if (!entry)
    throw new GatewayError("DOCUMENT_NOT_ANCHORED", "The paper to compare with is not anchored by its member.");
  if (await findTombstone(database, documentId, memberId))
    throw new GatewayError("DOCUMENT_NOT_CURRENT", "The paper to compare with was withdrawn or superseded.");
}
