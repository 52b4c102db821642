import { matchAlerts } from "@sealane/sdk";
import { alertSignals } from "../../alerts/alert-signals.ts";
import { alertIndex } from "../../alerts/watch/alert-index.ts";
import type { Gateway } from "../../gateway.ts";
import type { Declaration, MatchedAlert } from "./source.ts";

/** The alerts that a declaration meets now, the weightiest first. */
export async function alertsOn(gateway: Gateway, declaration: Declaration): Promise<MatchedAlert[]> {
  const signals = new Map((await alertSignals(gateway, declaration)).map((signal) => [signal.name, signal]));
  const matches = matchAlerts(await alertIndex(gateway), declaration, gateway.clock());
  return matches.flatMap(({ alertId, alert, weight }) => {
    const signal = signals.get(`alert-${alertId}`);
    return signal ? [{ signal, alert: { name: signal.name, category: alert.category, weight } }] : [];
  });
}
