import { type Alert, type Hex32, weightOf } from "@sealane/sdk";
import { alertIn } from "../../alerts/find-alert.ts";
import { sleepingAgreements } from "../../alerts/watch/alert-index.ts";
import type { AlertRow } from "../../database/schema/alerts.ts";
import type { Gateway } from "../../gateway.ts";

/** `asleep` while the agreement that it is shared under is not in force. */
export type AlertStanding = "active" | "notYet" | "over" | "withdrawn" | "asleep";

/** An alert for officers. */
export interface AlertView {
  readonly alertId: Hex32;
  readonly version: number;
  readonly issuer: number;
  /** The member that it came from; this one for its own. */
  readonly fromMember: number;
  readonly receivedAtSeconds: number;
  readonly standing: AlertStanding;
  /** 0 to 1, now. */
  readonly weight: number;
  /** Whether it names somebody, and whether that is here. */
  readonly isNominal: boolean;
  readonly isNominalHeld: boolean;
  /** Documents here that meet this version. */
  readonly matches: number;
  readonly alert: Alert;
}

/** Views of rows, in their order. */
export async function alertViews(gateway: Gateway, rows: readonly AlertRow[]): Promise<AlertView[]> {
  const asleep = await sleepingAgreements(gateway);
  const ids = rows.map(({ alert_id }) => alert_id);
  if (ids.length === 0) return [];
  const { database } = gateway;
  const held = await database
    .selectFrom("alert_nominals")
    .select(["alert_id", "version"])
    .where("alert_id", "in", ids)
    .execute();
  const counted = await database
    .selectFrom("alert_matches")
    .select((row) => ["alert_id", "version", row.fn.countAll<number>().as("count")])
    .where("alert_id", "in", ids)
    .groupBy(["alert_id", "version"])
    .execute();
  const isOf = (row: AlertRow) => (other: { alert_id: string; version: number }) =>
    other.alert_id === row.alert_id && other.version === row.version;
  return rows.map((row) => {
    const alert = alertIn(row);
    return {
      ...{ alertId: row.alert_id, version: row.version, issuer: row.issuer, fromMember: row.from_member },
      ...{ receivedAtSeconds: row.received_at_seconds, standing: standingOf(row, { now: gateway.clock(), asleep }) },
      ...{ weight: weightOf(alert, gateway.clock()), isNominal: alert.nominalDigest !== null },
      ...{ isNominalHeld: held.some(isOf(row)), matches: Number(counted.find(isOf(row))?.count ?? 0), alert },
    };
  });
}

function standingOf(row: AlertRow, { now, asleep }: { now: number; asleep: ReadonlySet<string> }): AlertStanding {
  if (row.is_withdrawn === 1) return "withdrawn";
  if (row.valid_until_seconds <= now) return "over";
  if (asleep.has(row.agreement_id ?? "")) return "asleep";
  return now < row.valid_from_seconds ? "notYet" : "active";
}

/** The view of one alert. */
export async function alertView(gateway: Gateway, row: AlertRow): Promise<AlertView> {
  return (await alertViews(gateway, [row]))[0] as AlertView;
}
