import type { Gateway } from "../gateway.ts";
import { answerTick } from "./answer-tick.ts";
import { dropUnfounded } from "./drop-unfounded.ts";
import { shareTick } from "./share-tick.ts";

/** The rounds of sharing, for the workers. */
export const sharingRounds = (gateway: Gateway) => [
  { name: "sharing", pauseMs: 1_000, round: () => shareTick(gateway) },
  { name: "answering", pauseMs: 1_000, round: () => answerTick(gateway) },
  { name: "sweeping", pauseMs: 60_000, round: () => dropUnfounded(gateway) },
];
