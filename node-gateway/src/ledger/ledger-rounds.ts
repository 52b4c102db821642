import type { Gateway } from "../gateway.ts";
import { giveBackTick } from "./give-back-tick.ts";

/** What the ledger does by itself. */
export const ledgerRounds = (gateway: Gateway) => [
  { name: "give-back", pauseMs: 2_000, round: () => giveBackTick(gateway) },
];
