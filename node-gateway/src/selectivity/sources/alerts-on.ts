import { matchAlerts } from "@sealane/sdk";
import { alertSignal } from "../../alerts/alert-signals.ts";
import { alertIndex } from "../../alerts/watch/alert-index.ts";
import type { Gateway } from "../../gateway.ts";
import type { Declaration, MatchedAlert } from "./source.ts";

/** The alerts that a declaration meets now, the weightiest first. */
export async function alertsOn(gateway: Gateway, declaration: Declaration): Promise<MatchedAlert[]> {
  const matches = matchAlerts(await alertIndex(gateway), declaration, gateway.clock());
  return matches.map((match) => {
    const signal = alertSignal(match, declaration.documentId);
    return { signal, alert: { name: signal.name, category: match.alert.category, weight: match.weight } };
  });
}
