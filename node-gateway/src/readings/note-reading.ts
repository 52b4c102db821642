import { type Hex32, hexOf, PURPOSES, type PurposeName, readReading, rowByCode, signReading } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import type { ReadingRow, SharedPaperRow } from "../database/schema/sharing.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { officerPseudonym } from "./officer-pseudonym.ts";

/** What is read: whose paper, and under which grant. */
export interface ReadPaper {
  readonly shared: Pick<SharedPaperRow, "grant_id" | "document_id" | "issuer">;
  readonly grant: Pick<GrantRow, "purpose">;
}

export interface NewReading {
  readonly granted: ReadPaper;
  /** Drawn by default. */
  readonly readingId?: Hex32;
  readonly actor: string;
  readonly blockNumber: number;
  readonly isOpened: boolean;
}

/** Readings that were asked for and not answered are asked for again under the same id for this long. */
export const PENDING_SECONDS = 3_600;

/** Signs a reading and writes it down; until its owner's receipt is there, it waits. */
export async function noteReading(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { granted, actor, blockNumber, isOpened, readingId = hexOf(gateway.randomBytes(32)) }: NewReading,
): Promise<ReadingRow> {
  const { shared, grant } = granted;
  const now = gateway.clock();
  const jws = signReading(
    {
      readingId,
      grantId: shared.grant_id,
      documentId: shared.document_id,
      reader: gateway.memberId,
      owner: shared.issuer,
      officer: officerPseudonym(gateway, actor),
      purpose: purposeOf(grant.purpose),
      readAt: now,
      blockNumber,
      isOpened,
    },
    gateway.keys.statement,
  );
  const { last } = await transaction
    .selectFrom("readings")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const row: ReadingRow = {
    sequence: Number(last ?? 0) + 1,
    reading_id: readingId,
    grant_id: shared.grant_id,
    document_id: shared.document_id,
    owner: shared.issuer,
    jws,
    receipt: null,
    state: isOpened ? "waiting" : "asked",
    created_at_seconds: now,
  };
  await transaction.insertInto("readings").values(row).execute();
  await appendEvent(transaction, {
    type: "sealane.reading.made",
    subject: shared.document_id,
    data: { readingId, grantId: shared.grant_id, reader: gateway.memberId, owner: shared.issuer },
    timeSeconds: now,
    occasion: [readingId],
  });
  return row;
}

/**
 * A reading that this officer asked for and whose answer got lost: asked again it costs no further use. It may not be one
 * that is signed with a key of before.
 */
export async function findPending(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { granted, actor }: Pick<NewReading, "granted" | "actor">,
): Promise<ReadingRow | undefined> {
  const rows = await transaction
    .selectFrom("readings")
    .selectAll()
    .where("document_id", "=", granted.shared.document_id)
    .where("grant_id", "=", granted.shared.grant_id)
    .where("state", "=", "asked")
    .where("created_at_seconds", ">", gateway.clock() - PENDING_SECONDS)
    .orderBy("sequence")
    .execute();
  return rows.find((row) => isOwnReading(gateway, row, actor));
}

/** Whether a reading is this officer's, and signed with the statement key in use. */
export function isOwnReading(gateway: Gateway, { jws }: Pick<ReadingRow, "jws">, actor: string): boolean {
  const read = readReading(jws);
  return read.claims.officer === officerPseudonym(gateway, actor) && read.jws.kid === gateway.keys.statement.kid;
}

function purposeOf(code: number): PurposeName {
  const row = rowByCode(PURPOSES, code);
  if (row) return row.name;
  throw new GatewayError("DOCUMENT_NOT_READABLE", "The grant is for a purpose that this version does not know.");
}
