import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";

/** A period of a member's draws as the index has it. Times are Unix seconds. */
export interface IndexedPeriod {
  readonly memberId: number;
  readonly period: number;
  readonly beginsAtSeconds: number;
  readonly endsAtSeconds: number;
  readonly committedAtSeconds: number;
  readonly commitment: Hex32;
  /** Null until it is revealed, as is the time of that. */
  readonly seed: Hex32 | null;
  readonly revealedAtSeconds: number | null;
}

/** Committed periods with their seeds where these are out, the newest first, to be narrowed. */
export const selectPeriods = (database: Database) =>
  database
    .selectFrom("selection_events as made")
    .leftJoin("selection_events as out", (join) =>
      join
        .onRef("out.member_id", "=", "made.member_id")
        .onRef("out.period", "=", "made.period")
        .on("out.name", "=", "SeedRevealed"),
    )
    .select([
      ...(["made.member_id", "made.period", "made.begins_at_seconds", "made.ends_at_seconds"] as const),
      ...(["made.time_seconds", "made.commitment", "out.seed", "out.time_seconds as revealed_at_seconds"] as const),
    ])
    .where("made.name", "=", "SeedCommitted")
    .orderBy("made.period", "desc");

type PeriodRow = Awaited<ReturnType<ReturnType<typeof selectPeriods>["executeTakeFirstOrThrow"]>>;

/** A row of {@link selectPeriods}. */
export const periodOfRow = (row: PeriodRow): IndexedPeriod => ({
  ...{ memberId: row.member_id, period: row.period },
  ...{ beginsAtSeconds: row.begins_at_seconds ?? 0, endsAtSeconds: row.ends_at_seconds ?? 0 },
  ...{ committedAtSeconds: row.time_seconds, commitment: row.commitment ?? "" },
  ...{ seed: row.seed, revealedAtSeconds: row.revealed_at_seconds },
});

/** One period. */
export async function findPeriod(
  database: Database,
  { memberId, period }: { readonly memberId: number; readonly period: number },
): Promise<IndexedPeriod | undefined> {
  const row = await selectPeriods(database)
    .where("made.member_id", "=", memberId)
    .where("made.period", "=", period)
    .executeTakeFirst();
  return row && periodOfRow(row);
}

/** The period of a member that a block time lies in; none overlap. */
export async function periodAt(
  database: Database,
  { memberId, timeSeconds }: { readonly memberId: number; readonly timeSeconds: number },
): Promise<IndexedPeriod | undefined> {
  const row = await selectPeriods(database)
    .where("made.member_id", "=", memberId)
    .where("made.begins_at_seconds", "<=", timeSeconds)
    .where("made.ends_at_seconds", ">", timeSeconds)
    .executeTakeFirst();
  return row && periodOfRow(row);
}
