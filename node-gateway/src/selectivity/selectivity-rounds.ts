import type { Gateway } from "../gateway.ts";
import { assessTick } from "./lanes/assess-tick.ts";
import { stateDecisionsTick } from "./lanes/state-decisions.ts";
import { tellIssuersTick } from "./lanes/tell-issuers.ts";

/** What selectivity does by itself: decide lanes, make the decisions documents, tell who declared. */
export const selectivityRounds = (gateway: Gateway) => [
  { name: "lanes", pauseMs: 500, round: () => assessTick(gateway) },
  { name: "lane-answers", pauseMs: 1_000, round: () => tellIssuersTick(gateway) },
  { name: "lane-decisions", pauseMs: 500, round: () => stateDecisionsTick(gateway) },
];
