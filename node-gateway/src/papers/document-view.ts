import { type Hex32, readStatement } from "@sealane/sdk";
import type { SharedPaperRow } from "../database/schema/sharing.ts";
import type { DocumentRow } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import type { DocumentView, Standing } from "../usecases/views.ts";

/** What an officer sees of a document without opening it. */
export async function documentView(gateway: Gateway, row: DocumentRow): Promise<DocumentView> {
  const { claims } = readStatement(row.statement);
  const { anchor, standing, successorId } = await standingOf(gateway, row);
  return {
    documentId: row.document_id,
    kind: claims.kind,
    format: row.format,
    issuer: row.issuer,
    issuedAt: row.issued_at_seconds,
    isOwn: row.issuer === gateway.memberId,
    state: row.state,
    standing,
    anchor,
    successorId,
    refusal: row.refusal,
    links: claims.links,
    findings: JSON.parse(row.findings) as DocumentView["findings"],
    createdAtSeconds: row.created_at_seconds,
  };
}

/** The same of a paper that another member shared. */
export async function sharedView(gateway: Gateway, row: SharedPaperRow): Promise<DocumentView> {
  const { claims } = readStatement(row.statement);
  return {
    ...{ documentId: row.document_id, kind: claims.kind, format: "unknown", issuer: row.issuer },
    ...{ issuedAt: claims.issuedAt, isOwn: false, state: "shared", refusal: null, links: claims.links, findings: [] },
    ...(await standingOf(gateway, row)),
    createdAtSeconds: row.received_at_seconds,
  };
}

async function standingOf(gateway: Gateway, { document_id, issuer }: Pick<DocumentRow, "document_id" | "issuer">) {
  const entry = await gateway.database
    .selectFrom("entries")
    .select(["block_number", "time_seconds", "root"])
    .where("document_id", "=", document_id)
    .where("member_id", "=", issuer)
    .orderBy("block_number")
    .executeTakeFirst();
  if (!entry) return { anchor: null, standing: null, successorId: null };
  const tombstone = await findTombstone(gateway.database, document_id, issuer);
  const anchor = { blockNumber: entry.block_number, timeSeconds: entry.time_seconds, root: entry.root as Hex32 };
  const successorId = tombstone && tombstone.supersededAtSeconds > 0 ? tombstone.successorId : null;
  return { anchor, standing: standingBy(tombstone), successorId };
}

/** Withdrawn weighs more than superseded. */
export function standingBy(tombstone: { withdrawnAtSeconds: number; supersededAtSeconds: number } | null): Standing {
  if (!tombstone) return "current";
  if (tombstone.withdrawnAtSeconds > 0) return "withdrawn";
  return tombstone.supersededAtSeconds > 0 ? "superseded" : "current";
}
