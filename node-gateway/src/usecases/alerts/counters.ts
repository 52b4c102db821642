import {
  boundsOfMonth,
  type CounterRow,
  type Counters,
  guardCounts,
  hexOf,
  type JsonObject,
  sha256,
} from "@sealane/sdk";
import { COUNTER_SOURCES } from "../../alerts/counter-sources.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { queueDelivery } from "../../peers/sending/queue-delivery.ts";
import { requireOther, requireSelf } from "../../sharing/require.ts";
import type { Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";

const YEAR_SECONDS = 366 * 86_400;

/** Counters of a month, as another member told them or as this one would. */
export interface CountersView extends Counters {
  readonly memberId: number;
}

/** This member's counters of a month as they may be told, and what others told of it. @throws COUNTERS_NOT_READY */
export async function listCounters(
  gateway: Gateway,
  { month }: { readonly month: string },
): Promise<{ items: CountersView[] }> {
  const rows = await gateway.database
    .selectFrom("alert_counters")
    .selectAll()
    .where("month", "=", month)
    .orderBy("member_id")
    .orderBy("counter_key")
    .execute();
  const told = [...Map.groupBy(rows, ({ member_id }) => member_id)].map(([memberId, of]) => ({
    ...{ memberId, month },
    rows: of.map(({ counter_key: key, hits, inspections, confirmed }) => ({ key, hits, inspections, confirmed })),
  }));
  return { items: [{ memberId: gateway.memberId, month, rows: await ownCounters(gateway, month) }, ...told] };
}

/**
 * Sends a member this one's counters of a month, once for good: two that differ a little would tell what lies between.
 * @throws COUNTERS_NOT_READY, MEMBER_SUSPENDED, READER_INVALID, IDEMPOTENCY_*.
 */
export async function shareCounters(
  gateway: Gateway,
  input: Writing & { readonly memberId: number; readonly month: string },
): Promise<{ memberId: number; month: string; deliveryId: number }> {
  const { memberId, month } = input;
  const rows = await ownCounters(gateway, month);
  await writeOnce(gateway, input, {
    route: "shareAlertCounters",
    content: { memberId, month },
    work: async (transaction, timeSeconds) => {
      await requireSelf(transaction, gateway.memberId);
      await requireOther(transaction, gateway.memberId, memberId);
      const known = await transaction
        .selectFrom("alert_counter_deliveries")
        .select("delivery_id")
        .where("member_id", "=", memberId)
        .where("month", "=", month)
        .executeTakeFirst();
      if (known) return `counters ${memberId} ${month}`;
      const deliveryId = await queueDelivery(gateway, transaction, {
        ...{ to: memberId, type: "alert-counters", lane: hexOf(sha256(`sealane/1 counters\0${gateway.memberId}`)) },
        ...{ content: { month, rows } as unknown as JsonObject, attachments: [] },
        expiresAtSeconds: timeSeconds + YEAR_SECONDS,
      });
      await transaction
        .insertInto("alert_counter_deliveries")
        .values({ member_id: memberId, month, delivery_id: deliveryId, time_seconds: timeSeconds })
        .execute();
      return `counters ${memberId} ${month}`;
    },
  });
  const sent = await gateway.database
    .selectFrom("alert_counter_deliveries")
    .select("delivery_id")
    .where("member_id", "=", memberId)
    .where("month", "=", month)
    .executeTakeFirstOrThrow();
  return { memberId, month, deliveryId: sent.delivery_id };
}

async function ownCounters(gateway: Gateway, month: string): Promise<CounterRow[]> {
  const bounds = boundsOfMonth(month);
  if (bounds.untilSeconds > gateway.clock())
    throw new GatewayError("COUNTERS_NOT_READY", "The month is not over; its counts are told once, when it is.");
  const counted = await Promise.all(Object.values(COUNTER_SOURCES).map((count) => count(gateway.database, bounds)));
  return guardCounts(counted.flat());
}
