import { withLease } from "../database/with-lease.ts";
import type { Gateway } from "../gateway.ts";
import { rewrapTick } from "./rewrap-tick.ts";
import { rotationTick } from "./rotation-tick.ts";
import { selectKeys } from "./select-keys.ts";

/** The workers of a change of keys. Each process takes keys into use for itself; the rest one does for all. */
export const rotationRounds = (gateway: Gateway) => [
  { name: "keys", pauseMs: 1_000, round: () => selectKeys(gateway) },
  {
    name: "rotation",
    pauseMs: 5_000,
    round: async () => void (await withLease(gateway.database, "rotation", () => rotationTick(gateway))),
  },
  {
    name: "rewrap",
    pauseMs: 500,
    round: async () => void (await withLease(gateway.database, "rewrap", () => rewrapTick(gateway))),
  },
];
