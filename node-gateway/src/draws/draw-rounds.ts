import type { Gateway } from "../gateway.ts";
import { seedTick } from "./seed-tick.ts";

/** What goes on by itself for draws. */
export const drawRounds = (gateway: Gateway) => [{ name: "seeds", pauseMs: 2_000, round: () => seedTick(gateway) }];
