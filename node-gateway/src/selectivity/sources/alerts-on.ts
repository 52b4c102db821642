import { type MatchSubject, matchAlerts } from "@sealane/sdk";
import { alertSignal } from "../../alerts/alert-signal.ts";
import { alertIndex } from "../../alerts/watch/alert-index.ts";
import type { Gateway } from "../../gateway.ts";
import type { MatchedAlert } from "./source.ts";

/** The alerts that a document meets now, as signals for its assessment and for rules to ask for, the weightiest first. */
export async function alertsOn(gateway: Gateway, document: MatchSubject): Promise<MatchedAlert[]> {
  const matches = matchAlerts(await alertIndex(gateway), document, gateway.clock());
  return matches.map((match) => {
    const signal = alertSignal(match, document.documentId);
    return { signal, alert: { name: signal.name, category: match.alert.category, weight: match.weight } };
  });
}
