import {
  type Envelope,
  type Hex32,
  isScope,
  type JsonObject,
  readStatement,
  type Scope,
  type StatementClaims,
  scopeDigest,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError, isCode } from "../errors.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { differs, type Refusal } from "../peers/wire/refusal.ts";
import { findGrant } from "./grant-line.ts";
import { keepScope } from "./known-scopes.ts";

/** What an envelope `paper` carries. */
interface SentPaper {
  readonly grantId: string;
  readonly documentId: string;
  readonly statement: string;
  readonly scope: Scope;
  readonly blobCid: string;
  /** Null where each reading asks the owner for the key. */
  readonly wrappedKey: string | null;
}

const HEX = /^[0-9a-f]{64}$/;
const MAX_WAITING_PER_MEMBER = 1_000;

/**
 * How an envelope `paper` is taken. It may come before its grant is on the chain: then it is kept, and opens nothing until
 * the chain says so. The body is checked when it is read.
 */
export const receivePaper = {
  judge: async (gateway: Gateway, { content, issuer, attachments, lane }: Envelope): Promise<Refusal | undefined> => {
    const paper = readPaper(content);
    const claims = paper && claimsOf(paper.statement);
    if (!paper || !claims) return differs("The content is no paper's.");
    if (claims.documentId !== paper.documentId) return differs("The statement is of another document.");
    if (claims.issuer !== issuer) return differs("The statement is of another member than the envelope.");
    if (claims.subjectTag !== lane) return differs("The lane is not the document's consignment.");
    if (attachments.length !== 1 || attachments[0]?.cid !== paper.blobCid)
      return differs("What is attached is not the sealed paper alone.");
    const grant = await grantToldOf(gateway, paper.grantId);
    if (!grant) return refuseTooMany(gateway, issuer);
    if (grant.owner !== issuer || grant.reader !== gateway.memberId) return differs("The grant is of other members.");
    if (grant.scope !== scopeDigest(paper.scope)) return differs("The grant is of another scope.");
    const subject = grant.is_consignment === 1 ? claims.subjectTag : claims.documentId;
    return grant.subject === subject ? undefined : differs("The grant is of another paper.");
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, envelope: Envelope): Promise<void> => {
    const paper = readPaper(envelope.content);
    const claims = paper && claimsOf(paper.statement);
    if (!paper || !claims) return;
    const { grantId, documentId, statement, blobCid, wrappedKey, scope } = paper;
    const timeSeconds = gateway.clock();
    await keepScope(transaction, scope);
    await assertNobodyElses(transaction, paper, claims.issuer);
    const sent = {
      ...{ issuer: claims.issuer, kind: claims.kind, statement, scope: JSON.stringify(scope) },
      ...{ blob_cid: blobCid, wrapped_key: wrappedKey, envelope_id: envelope.envelopeId },
      received_at_seconds: timeSeconds,
    };
    await transaction
      .insertInto("shared_papers")
      .values({ grant_id: grantId, document_id: documentId, ...sent })
      // Sent again it is sealed for a newer key.
      .onConflict((conflict) => conflict.columns(["grant_id", "document_id"]).doUpdateSet(sent))
      .execute();
    const actor = `member:${envelope.issuer}`;
    await appendAudit(transaction, { action: "receivePaper", actor, subject: documentId, timeSeconds });
    const data = { grantId, kind: claims.kind, issuer: claims.issuer };
    const occasion = [grantId, envelope.envelopeId];
    await appendEvent(transaction, {
      type: "sealane.paper.delivered",
      subject: documentId,
      data,
      timeSeconds,
      occasion,
    });
  },
};

function readPaper(content: JsonObject): SentPaper | undefined {
  const { grantId, documentId, statement, scope, blobCid, wrappedKey } = content;
  const isFormed =
    Object.keys(content).length === 6 &&
    [grantId, documentId].every((id) => typeof id === "string" && HEX.test(id)) &&
    typeof statement === "string" &&
    isScope(scope) &&
    typeof blobCid === "string" &&
    (wrappedKey === null || typeof wrappedKey === "string");
  return isFormed ? ({ grantId, documentId, statement, scope, blobCid, wrappedKey } as SentPaper) : undefined;
}

function claimsOf(statement: string): StatementClaims | undefined {
  try {
    return readStatement(statement).claims;
  } catch {
    return undefined;
  }
}

/** The grant of an id, looked for at the head when the index has none yet; while the chain is away it may come later. */
async function grantToldOf(gateway: Gateway, grantId: Hex32): Promise<GrantRow | undefined> {
  const known = await findGrant(gateway.database, grantId);
  if (known) return known;
  try {
    await catchUp(gateway);
  } catch (error) {
    if (!isCode(error, "CHAIN_UNAVAILABLE")) throw error;
  }
  return findGrant(gateway.database, grantId);
}

/**
 * Ids of grants and documents are public, so another member may send something under them before the chain has told whose
 * they are. Whoever comes second comes again, and then the chain decides.
 * @throws GatewayError PEER_INBOX_FULL
 */
async function assertNobodyElses(
  transaction: Transaction<Schema>,
  { grantId, documentId }: SentPaper,
  issuer: number,
): Promise<void> {
  const kept = await transaction
    .selectFrom("shared_papers")
    .select("issuer")
    .where("grant_id", "=", grantId)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (!kept || kept.issuer === issuer || (await findGrant(transaction, grantId))) return;
  throw new GatewayError(
    "PEER_INBOX_FULL",
    "Another member sent this paper, and the chain does not tell yet whose it is.",
  );
}

/**
 * A member that sends papers under grants that are nowhere is not let fill the disk; whose grants come late sends again.
 * @throws GatewayError PEER_INBOX_FULL
 */
async function refuseTooMany({ database }: Gateway, issuer: number): Promise<undefined> {
  const { waiting } = await database
    .selectFrom("shared_papers")
    .leftJoin("grants", "grants.grant_id", "shared_papers.grant_id")
    .select((row) => row.fn.countAll<number>().as("waiting"))
    .where("shared_papers.issuer", "=", issuer)
    .where("grants.grant_id", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(waiting) >= MAX_WAITING_PER_MEMBER)
    throw new GatewayError("PEER_INBOX_FULL", "Too many papers of this member wait for grants that are on no chain.");
}
