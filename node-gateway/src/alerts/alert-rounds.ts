import type { Gateway } from "../gateway.ts";
import { tellLate } from "./deadlines.ts";
import { sendAlerts } from "./send-alerts.ts";
import { sendNominals } from "./send-nominals.ts";
import { forgetOver } from "./watch/forget-over.ts";
import { searchPast } from "./watch/search-past.ts";
import { tellExpired } from "./watch/tell-expired.ts";
import { watchArrivals } from "./watch/watch-arrivals.ts";

/** One round of sending: alerts, who they mean, and whoever did not acknowledge in time. */
export async function alertTick(gateway: Gateway): Promise<void> {
  await sendAlerts(gateway);
  await sendNominals(gateway);
  await tellLate(gateway);
}

/** One round of watching: documents that came, the past for alerts that came, and alerts that are over. */
export async function watchTick(gateway: Gateway): Promise<void> {
  await watchArrivals(gateway);
  await searchPast(gateway);
  await tellExpired(gateway);
  await forgetOver(gateway);
}

/** The rounds of alerts, for the workers. */
export const alertRounds = (gateway: Gateway) => [
  { name: "alerts", pauseMs: 500, round: () => alertTick(gateway) },
  { name: "watching", pauseMs: 500, round: () => watchTick(gateway) },
];
