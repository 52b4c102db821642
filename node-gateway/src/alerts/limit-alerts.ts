import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";

/** Envelopes about alerts that a member may send in a minute, and at once. */
export const ALERTS_PER_MINUTE = 600;
const MINUTE_SECONDS = 60;

/** A member sends more than its share: the others are not to wait for it. */
export class AlertsTooMany extends GatewayError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number, message = `A member may send ${ALERTS_PER_MINUTE} alerts a minute.`) {
    super("ALERTS_TOO_MANY", message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Alerts of one member that may be here and hold at a time; what it takes back or lets end makes room. */
export const MAX_ALERTS_HELD = 20_000;
const HOUR_SECONDS = 3_600;

/** That a member's alerts do not fill what is there for all. @throws AlertsTooMany */
export async function assertRoom(
  { database, clock }: Pick<Gateway, "database" | "clock">,
  issuer: number,
): Promise<void> {
  const { count } = await database
    .selectFrom("alerts")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("is_latest", "=", 1)
    .where("issuer", "=", issuer)
    .where("is_withdrawn", "=", 0)
    .where("valid_until_seconds", ">", clock())
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAX_ALERTS_HELD)
    throw new AlertsTooMany(HOUR_SECONDS, `A member may have ${MAX_ALERTS_HELD} alerts here that hold at a time.`);
}

/** What is left of a member's share, and since when. */
interface Share {
  left: number;
  atSeconds: number;
}

const SHARES = new WeakMap<object, Map<number, Share>>();

/**
 * Takes one of what a member may send, before anything of the envelope is checked that costs. A token bucket of this
 * process, filled evenly.
 * @throws AlertsTooMany
 */
export function takeAlertShare({ keys, clock }: Pick<Gateway, "keys" | "clock">, member: number): void {
  const shares = SHARES.get(keys) ?? new Map<number, Share>();
  SHARES.set(keys, shares);
  const now = clock();
  const before = shares.get(member) ?? { left: ALERTS_PER_MINUTE, atSeconds: now };
  const filled = (Math.max(0, now - before.atSeconds) * ALERTS_PER_MINUTE) / MINUTE_SECONDS;
  const left = Math.min(ALERTS_PER_MINUTE, before.left + filled);
  shares.set(member, { left: left >= 1 ? left - 1 : left, atSeconds: now });
  if (left < 1) throw new AlertsTooMany(Math.max(1, Math.ceil(MINUTE_SECONDS / ALERTS_PER_MINUTE)));
}

/** Whether an envelope counts against a member's share of alerts. */
export const isLimited = (type: string): boolean => type === "alert" || type.startsWith("alert-");
