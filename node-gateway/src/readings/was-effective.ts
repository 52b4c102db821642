import { type Hex32, ZERO_HEX32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import { foldMembers } from "../indexer/members.ts";
import { foldAgreement, isAgreed } from "../sharing/agreement-standing.ts";
import { lineOf } from "../sharing/grant-line.ts";

/** A block of the past. */
export interface PastBlock {
  readonly number: number;
  readonly timeSeconds: number;
}

/**
 * Whether a grant opened papers of a kind after a block of the past, as the index has its events: nodes forget the state
 * of old blocks, and readings may be brought days later. What `AccessRegistry.opens` said then.
 */
export async function wasEffective(
  database: Database,
  { grantId, kind, block }: { readonly grantId: Hex32; readonly kind: number; readonly block: PastBlock },
): Promise<boolean> {
  const line = await lineOf(database, grantId);
  const [grant] = line;
  if (!grant || (grant.is_consignment === 0 && grant.kind !== kind)) return false;
  if (line.some((one) => one.block_number > block.number || block.timeSeconds >= one.valid_until_seconds)) return false;
  if (await wasWithdrawn(database, line, block)) return false;
  return (await wereActive(database, line, block)) && (await wereAgreed(database, line, { kind, block }));
}

async function wasWithdrawn(database: Database, line: readonly GrantRow[], block: PastBlock): Promise<boolean> {
  const ids = line.map(({ grant_id }) => grant_id);
  const row = await database
    .selectFrom("grant_withdrawals")
    .select("grant_id")
    .where("grant_id", "in", ids)
    .where("block_number", "<=", block.number)
    .executeTakeFirst();
  return row !== undefined;
}

async function wereActive(database: Database, line: readonly GrantRow[], block: PastBlock): Promise<boolean> {
  const ids = [...new Set(line.flatMap(({ granter, reader }) => [granter, reader]))];
  const events = await database
    .selectFrom("member_events")
    .selectAll()
    .where("member_id", "in", ids)
    .where("block_number", "<=", block.number)
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();
  return foldMembers(events).filter(({ member }) => member.status === "active").length === ids.length;
}

async function wereAgreed(
  database: Database,
  line: readonly GrantRow[],
  { kind, block }: { readonly kind: number; readonly block: PastBlock },
): Promise<boolean> {
  for (const { agreement_id: id, granter, reader } of line) {
    if (id === ZERO_HEX32) continue;
    const row = await database.selectFrom("agreements").selectAll().where("agreement_id", "=", id).executeTakeFirst();
    const events = await database
      .selectFrom("agreement_events")
      .selectAll()
      .where("agreement_id", "=", id)
      .where("block_number", "<=", block.number)
      .orderBy("block_number")
      .orderBy("log_index")
      .execute();
    if (!row || !isAgreed(foldAgreement(row, events), { granter, reader, kind }, block.timeSeconds)) return false;
  }
  return true;
}
