import type { Gateway } from "../gateway.ts";
import { forgetTokens } from "../identity/remember-token.ts";
import { deliverTo } from "./deliver-events.ts";

/** A round that a worker runs again and again, by the name of its loop. */
export interface NamedRound {
  readonly name: string;
  run(): Promise<void>;
}

/** A loop for each of the member's own systems, so that one that is slow holds up no other; and one that tidies up. */
export const eventRounds = (gateway: Gateway): readonly NamedRound[] => [
  ...gateway.webhooks.map((webhook) => ({ name: `webhook ${webhook.name}`, run: () => deliverTo(gateway, webhook) })),
  {
    name: "used tokens",
    run: () => gateway.database.transaction().execute((transaction) => forgetTokens(transaction, gateway.clock())),
  },
];
