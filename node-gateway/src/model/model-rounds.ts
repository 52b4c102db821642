import type { Gateway } from "../gateway.ts";
import { healthTick } from "./health-tick.ts";
import { trainingTick } from "./training-tick.ts";

/** What models do by themselves: trainings go on, and the newest model is judged. */
export const modelRounds = (gateway: Gateway) => [
  { name: "training", pauseMs: 200, round: async () => void (await trainingTick(gateway)) },
  { name: "model-health", pauseMs: 60_000, round: () => healthTick(gateway) },
];
