import { boundsOfMonth, type Counters, type Envelope, isCounters } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { differs, type Refusal } from "../peers/wire/refusal.ts";

/**
 * How an envelope `alert-counters` is taken: counts of a whole month that went by, none of them small. What came first
 * stays: two that differ a little would tell what lies between.
 */
export const receiveCounters = {
  judge: async ({ clock }: Gateway, { content }: Envelope): Promise<Refusal | undefined> => {
    if (!isCounters(content)) return differs("The content is no counters, or a count is too small to be told.");
    const { untilSeconds } = boundsOfMonth(content.month);
    return untilSeconds <= clock() ? undefined : differs("The month is not over.");
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, { content, issuer }: Envelope): Promise<void> => {
    const { month, rows } = content as unknown as Counters;
    const timeSeconds = gateway.clock();
    const known = await transaction
      .selectFrom("alert_counters")
      .select("month")
      .where("member_id", "=", issuer)
      .where("month", "=", month)
      .executeTakeFirst();
    if (known) return;
    for (const { key, hits, inspections, confirmed } of rows)
      await transaction
        .insertInto("alert_counters")
        .values({
          ...{ member_id: issuer, month, counter_key: key, hits, inspections, confirmed },
          received_at_seconds: timeSeconds,
        })
        .execute();
    const actor = `member:${issuer}`;
    await appendAudit(transaction, { action: "receiveAlertCounters", actor, subject: month, timeSeconds });
  },
};
