import { drawOf, type Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";
import { periodAt } from "./periods.ts";

/** A document by the member that anchored it. */
export interface Anchored {
  readonly documentId: Hex32;
  readonly issuer: number;
}

/** Where a document came onto the chain first. */
export interface DrawPlace {
  readonly blockNumber: number;
  readonly blockHash: Hex32;
  readonly anchoredAtSeconds: number;
}

/** A draw with what it was made of. */
export interface MadeDraw {
  readonly period: number;
  readonly blockNumber: number;
  readonly blockHash: Hex32;
  /** In [0, 1). */
  readonly value: number;
  /** Whom it chooses of those on duty, who are each there once and in ascending order; undefined of nobody. */
  readonly officerOf: (onDuty: readonly Hex32[]) => Hex32 | undefined;
}

/** Why nothing can be drawn: not in the index yet; in no committed period; or the seed is not on this machine any more. */
export type NoDraw = "notAnchored" | "noPeriod" | "seedLost";

/**
 * The draw for a declaration, with this member's seed of the period that its anchor lies in. Made again it is the same,
 * until a changed history puts the anchor into another block.
 */
export async function drawFor(gateway: Gateway, anchored: Anchored): Promise<MadeDraw | NoDraw> {
  const place = await placeOfAnchor(gateway.database, anchored);
  if (place === undefined) return "notAnchored";
  const { blockNumber, blockHash, anchoredAtSeconds: timeSeconds } = place;
  const found = await periodAt(gateway.database, { memberId: gateway.memberId, timeSeconds });
  if (found === undefined) return "noPeriod";
  const seed = await openSeed(gateway, found);
  if (seed === undefined) return "seedLost";
  const { value, indexOf } = drawOf(seed, anchored.documentId, blockHash);
  return { period: found.period, blockNumber, blockHash, value, officerOf: (onDuty) => onDuty[indexOf(onDuty.length)] };
}

/** The block that has a document's first anchor by its issuer. */
export async function placeOfAnchor(
  database: Database,
  { documentId, issuer }: Anchored,
): Promise<DrawPlace | undefined> {
  const row = await database
    .selectFrom("entries")
    .innerJoin("block_hashes", "block_hashes.block_number", "entries.block_number")
    .select(["entries.block_number", "entries.time_seconds", "block_hashes.hash"])
    .where("entries.document_id", "=", documentId)
    .where("entries.member_id", "=", issuer)
    .orderBy("entries.block_number")
    .orderBy("entries.log_index")
    .limit(1)
    .executeTakeFirst();
  return row && { blockNumber: row.block_number, blockHash: row.hash, anchoredAtSeconds: row.time_seconds };
}

/** The seed of a period of this member; undefined when it is not the committed one, or does not open any more. */
export async function openSeed(
  { database, keys }: Pick<Gateway, "database" | "keys">,
  { period, commitment }: { readonly period: number; readonly commitment: Hex32 },
): Promise<Uint8Array | undefined> {
  const row = await database
    .selectFrom("draw_seeds")
    .select("wrapped_key")
    .where("period", "=", period)
    .where("commitment", "=", commitment)
    .executeTakeFirst();
  return row && (await unwrapOwn(keys, row.wrapped_key).catch(() => undefined));
}
