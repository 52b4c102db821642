import { findPeriod, type IndexedPeriod, periodOfRow, selectPeriods } from "../../draws/periods.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { readCursor } from "../../indexer/cursor.ts";
import { limitOf, positionOf } from "../page.ts";
import type { Page } from "../views.ts";

/** A period with the time of the newest block: before that reaches its end its seed is sealed. */
export interface PeriodView extends IndexedPeriod {
  readonly blockTimeSeconds: number;
}

export interface ListPeriodsInput {
  /** This member by default. */
  readonly memberId?: number;
  readonly after?: string;
  readonly limit?: number;
}

/** The periods of a member's draws, the newest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listPeriods(gateway: Gateway, input: ListPeriodsInput): Promise<Page<PeriodView>> {
  const { memberId = gateway.memberId, after } = input;
  const limit = limitOf(input.limit);
  let query = selectPeriods(gateway.database)
    .where("made.member_id", "=", memberId)
    .limit(limit + 1);
  if (after !== undefined) query = query.where("made.period", "<", positionOf(after));
  const rows = await query.execute();
  const { timeSeconds: blockTimeSeconds } = await readCursor(gateway.database);
  const items = rows.slice(0, limit).map((row) => ({ ...periodOfRow(row), blockTimeSeconds }));
  return { items, next: rows.length > limit ? String(items.at(-1)?.period) : null };
}

/** One period. @throws DRAW_PERIOD_NOT_FOUND */
export async function getPeriod(
  gateway: Gateway,
  input: { readonly memberId: number; readonly period: number },
): Promise<PeriodView> {
  const found = await findPeriod(gateway.database, input);
  if (!found)
    throw new GatewayError("DRAW_PERIOD_NOT_FOUND", "The member committed no seed for a period of this number.");
  const { timeSeconds: blockTimeSeconds } = await readCursor(gateway.database);
  return { ...found, blockTimeSeconds };
}
