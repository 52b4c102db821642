import type { Gateway } from "../gateway.ts";
import { assessTick } from "./lanes/assess-tick.ts";
import { stateDecisionsTick } from "./lanes/state-decisions.ts";

/** What selectivity does by itself: decide lanes, and make the decisions documents. */
export const selectivityRounds = (gateway: Gateway) => [
  { name: "lanes", pauseMs: 500, round: () => assessTick(gateway) },
  { name: "lane-decisions", pauseMs: 500, round: () => stateDecisionsTick(gateway) },
];
