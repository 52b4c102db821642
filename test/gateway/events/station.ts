import type { Webhook } from "../../../node-gateway/src/config/config.ts";
import { appendEvent, type EventFact } from "../../../node-gateway/src/events/append-event.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { type Clock, createClock } from "../../support/gateway/clock.ts";
import { openTestDatabase } from "../../support/gateway/test-database.ts";
import { seededBytes } from "../../support/seeded.ts";
import { NOW_S } from "../identity/token.ts";

export interface Station {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly logged: object[];
  /** Something happens; told by its number. */
  happen(number: number, more?: Partial<EventFact>): Promise<void>;
  close(): Promise<void>;
}

/** As much of a gateway as events need: a database, a clock, and its own systems. */
export async function openStation(...webhooks: Webhook[]): Promise<Station> {
  const { database, close } = await openTestDatabase();
  const clock = createClock(NOW_S);
  const logged: object[] = [];
  const keep = (fields: object) => void logged.push(fields);
  const gateway = {
    memberId: 1,
    database,
    clock: clock.now,
    randomBytes: seededBytes("events"),
    log: { info: keep, warn: keep, error: keep },
    outbound: { allowLoopback: true },
    webhooks,
  } as unknown as Gateway;
  return {
    gateway,
    clock,
    logged,
    happen: (number, more = {}) =>
      database.transaction().execute((transaction) =>
        appendEvent(transaction, {
          type: "sealane.document.anchored",
          subject: `document ${number}`,
          data: { number },
          timeSeconds: clock.now(),
          ...more,
        }),
      ),
    close,
  };
}
