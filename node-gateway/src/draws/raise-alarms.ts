import { canonicalize, type Hex32 } from "@sealane/sdk";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { openSeed } from "./draw-for.ts";
import { periodAt, periodOfRow, selectPeriods } from "./periods.ts";

/** What may be wrong with the seeds of draws, in words for operators. */
const SEED_ALARMS = {
  refused: "The chain did not take the commitment of a seed; the next one is on its way.",
  missed: "No seed was committed for this time: nothing is drawn by chance until the next period begins.",
  lost: "The seed of a committed period is not in this database: nothing can be drawn in it, and nothing revealed.",
} as const;

type SeedAlarm = keyof typeof SEED_ALARMS;

/** Periods whose seeds are looked at. */
const MAX_PERIODS = 8;

/** Raises an alarm for each commitment that was refused, each period that was missed and each seed that was lost; once. */
export async function raiseAlarms(gateway: Gateway, blockTimeSeconds: number): Promise<void> {
  for (const { commitment, period } of await refused(gateway)) await raise(gateway, "refused", { commitment, period });
  const { database, memberId } = gateway;
  const rows = await selectPeriods(database).where("made.member_id", "=", memberId).limit(MAX_PERIODS).execute();
  const periods = rows.map(periodOfRow);
  for (const found of periods)
    if (found.seed === null && (await openSeed(gateway, found)) === undefined) await raise(gateway, "lost", found);
  const before = periods.find(({ endsAtSeconds }) => endsAtSeconds <= blockTimeSeconds);
  const now = await periodAt(database, { memberId, timeSeconds: blockTimeSeconds });
  // Before the first period nothing was missed.
  if (before && now === undefined) await raise(gateway, "missed", before);
}

interface About {
  readonly commitment: Hex32;
  /** Of what was missed, the period before it. */
  readonly period: number;
}

async function raise(gateway: Gateway, reason: SeedAlarm, { commitment: subject, period }: About): Promise<void> {
  const data = { reason, period };
  const type = "sealane.seed.alarm" as const;
  const raised = await gateway.database
    .selectFrom("events")
    .select("id")
    .where("type", "=", type)
    .where("subject", "=", subject)
    .where("data", "=", canonicalize(data))
    .executeTakeFirst();
  if (raised) return;
  const fact = { type, subject, data, timeSeconds: gateway.clock(), occasion: [reason] };
  await gateway.database.transaction().execute((transaction) => appendEvent(transaction, fact));
  gateway.log.error({ reason, period }, SEED_ALARMS[reason]);
}

const refused = ({ database }: Gateway): Promise<About[]> =>
  database
    .selectFrom("draw_seeds")
    .innerJoin("outbox_items as item", "item.subject_id", "draw_seeds.commitment")
    .select(["draw_seeds.commitment", "draw_seeds.period"])
    .distinct()
    .where("item.purpose", "=", "selection")
    .where("item.state", "in", ["refused", "cancelled"])
    .orderBy("draw_seeds.period", "desc")
    .limit(MAX_PERIODS)
    .execute();
