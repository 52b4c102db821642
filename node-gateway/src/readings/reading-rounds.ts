import { withLease } from "../database/with-lease.ts";
import type { Gateway } from "../gateway.ts";
import { checkOwnLog } from "./log-check.ts";
import { readingsTick } from "./readings-tick.ts";
import { receiptsTick } from "./receipts-tick.ts";

/** A worker of readings: how long it rests, and one round of it. */
export interface ReadingRound {
  readonly name: string;
  readonly pauseMs: number;
  readonly round: () => Promise<void>;
}

/** What brings readings to their owners and anchors the receipts of this member's own. To add a worker, add a row. */
export function readingRounds(gateway: Gateway): ReadingRound[] {
  const leased = (name: string, pauseMs: number, tick: () => Promise<unknown>): ReadingRound => ({
    name,
    pauseMs,
    round: async () => void (await withLease(gateway.database, name, tick)),
  });
  return [
    leased("readings", 1_000, () => readingsTick(gateway)),
    leased("receipts", 5_000, () => receiptsTick(gateway)),
    { name: "log-check", pauseMs: 60_000, round: () => checkOwnLog(gateway) },
  ];
}
