import type { Gateway } from "../gateway.ts";
import { forgetTokens } from "../identity/remember-token.ts";
import { deliverTo } from "./deliver-events.ts";

/** A round that a worker runs again and again, by the name of its loop. */
export interface EventRound {
  readonly name: string;
  readonly pauseMs: number;
  round(): Promise<void>;
}

/** A loop for each of the member's own systems, so that one that is slow holds up no other; and one that tidies up. */
export const eventRounds = (gateway: Gateway): readonly EventRound[] => [
  ...gateway.webhooks.map((webhook) => ({
    name: `webhook ${webhook.name}`,
    pauseMs: 250,
    round: () => deliverTo(gateway, webhook),
  })),
  {
    name: "used tokens",
    pauseMs: 60_000,
    round: () => gateway.database.transaction().execute((transaction) => forgetTokens(transaction, gateway.clock())),
  },
];
