import { type Hex32, kindByName, opensField, readStatement, SCOPES, type Scope, scopeDigest } from "@sealane/sdk";
import { UNLIMITED_USES } from "../chain/terms.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import type { SharedPaperRow } from "../database/schema/sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { findGrant } from "../sharing/grant-line.ts";
import { opensNothing, opensNow } from "../sharing/opens-now.ts";
import { coversDocument } from "./grant-family.ts";

/** A paper that came under a grant to this member, and the grant as the chain made it. */
export interface GrantedPaper {
  readonly shared: SharedPaperRow;
  readonly grant: GrantRow;
  readonly scope: Scope;
  readonly isLimited: boolean;
}

/**
 * What came of a document under grants that are on the chain, the best first: without a limit of readings before with
 * one, then by what is opened, the widest first. What came with another scope than was granted, or of another's paper,
 * is not among them.
 */
export async function grantedPapers(gateway: Gateway, documentId: Hex32): Promise<GrantedPaper[]> {
  const rows = await gateway.database
    .selectFrom("shared_papers")
    .selectAll()
    .where("document_id", "=", documentId)
    .orderBy("grant_id")
    .execute();
  const papers: GrantedPaper[] = [];
  for (const shared of rows) {
    const grant = await findGrant(gateway.database, shared.grant_id);
    const scope = JSON.parse(shared.scope) as Scope;
    if (!grant || !isAsGranted(gateway, { shared, grant, scope })) continue;
    papers.push({ shared, grant, scope, isLimited: grant.max_uses !== UNLIMITED_USES });
  }
  return papers.sort(
    (a, b) => Number(a.isLimited) - Number(b.isLimited) || widthOf(b.scope) - widthOf(a.scope) || endOf(b) - endOf(a),
  );
}

/** What is to be opened. */
export interface Choice {
  readonly documentId: Hex32;
  /** The grant to read under; the best that is effective by default. */
  readonly grantId?: Hex32 | undefined;
  /** Whether the original bytes are asked for, which only a grant of everything opens. */
  readonly withOriginal?: boolean | undefined;
}

/**
 * The grant to read a document under: the one that is named, or the best of those that the contract opens now.
 * @throws GatewayError DOCUMENT_NOT_FOUND when nothing of it came, DOCUMENT_NOT_READABLE when nothing of it came under the
 * grant that is named or any on the chain, ORIGINAL_NOT_HELD, GRANT_NOT_EFFECTIVE, CHAIN_UNAVAILABLE.
 */
export async function chooseGrant(
  gateway: Gateway,
  { documentId, grantId, withOriginal = false }: Choice,
): Promise<{ granted: GrantedPaper; blockNumber: number }> {
  await assertShared(gateway, documentId);
  await catchUp(gateway);
  const all = await grantedPapers(gateway, documentId);
  const candidates = grantId === undefined ? all : all.filter(({ grant }) => grant.grant_id === grantId);
  if (candidates.length === 0) {
    throw new GatewayError("DOCUMENT_NOT_READABLE", "No such grant of the document to this member is on the chain.");
  }
  // Said before a use is counted for it.
  const opening = withOriginal ? candidates.filter(({ scope }) => opensField(scope, "")) : candidates;
  if (opening.length === 0)
    throw new GatewayError("ORIGINAL_NOT_HELD", "No grant of the document to this member opens its original bytes.");
  for (const granted of opening) {
    const { isOpen, block } = await opensNow(gateway, granted.grant.grant_id, kindByName(granted.shared.kind).code);
    if (isOpen) return { granted, blockNumber: block };
  }
  throw opensNothing();
}

async function assertShared({ database }: Gateway, documentId: Hex32): Promise<void> {
  const row = await database
    .selectFrom("shared_papers")
    .select("grant_id")
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (!row) throw new GatewayError("DOCUMENT_NOT_FOUND", "No document of that id is held here or shared with us.");
}

function isAsGranted({ memberId }: Gateway, { shared, grant, scope }: Omit<GrantedPaper, "isLimited">): boolean {
  const { documentId, subjectTag, issuer } = readStatement(shared.statement).claims;
  return (
    grant.reader === memberId &&
    grant.owner === shared.issuer &&
    issuer === shared.issuer &&
    documentId === shared.document_id &&
    coversDocument(grant, { documentId, subjectTag }) &&
    scopeDigest(scope) === grant.scope
  );
}

/** Everything is widest; of lists, the longer one is taken to be wider. */
function widthOf(scope: Scope): number {
  if (opensField(scope, "")) return Number.POSITIVE_INFINITY;
  const list = typeof scope === "string" ? SCOPES.find(({ name }) => name === scope) : scope;
  return list?.pointers.length ?? 0;
}

const endOf = ({ grant }: GrantedPaper): number => grant.valid_until_seconds;
