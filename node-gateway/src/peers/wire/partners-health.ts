import type { Gateway } from "../../gateway.ts";
import { BREAKER_FAILURES } from "./partner.ts";

/** Partners named; `figures.away` counts all. */
const MAX_NAMED = 10;

/** A partner that does not answer is its own affair: the gateway stays ready for everybody else, and says which it is. */
export async function partnersHealth({ database, clock }: Pick<Gateway, "database" | "clock">) {
  const rows = await database
    .selectFrom("partners")
    .selectAll()
    .where((where) => where.or([where("failures", ">=", BREAKER_FAILURES), where("alarm", "is not", null)]))
    .orderBy("member_id")
    .execute();
  const deliveries = database.selectFrom("deliveries");
  const { count, oldest } = await deliveries
    .select((row) => [row.fn.countAll<number>().as("count"), row.fn.min("created_at_seconds").as("oldest")])
    .where("state", "=", "waiting")
    .executeTakeFirstOrThrow();
  const { dead } = await deliveries
    .select((row) => row.fn.countAll<number>().as("dead"))
    .where("state", "=", "dead")
    .executeTakeFirstOrThrow();
  const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, clock() - Number(oldest));
  const named = rows.slice(0, MAX_NAMED).map((row) => `member ${row.member_id} (${row.alarm ?? row.last_error})`);
  const message = named.length === 0 ? "Every partner answers." : `These partners need a look: ${named.join(", ")}.`;
  const figures = { away: rows.length, waiting: Number(count), oldestWaitingSeconds, dead: Number(dead) };
  return { isReady: true, message, figures };
}
