import { type Alert, type Hex32, readAlert } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { AlertRow } from "../database/schema/alerts.ts";
import { GatewayError } from "../errors.ts";
import { maySee } from "./clearance.ts";

/** What a row's alert says. */
export const alertIn = ({ alert }: Pick<AlertRow, "alert">): Alert => readAlert(alert).claims;

/** The newest version of an alert that is here; undefined for none. */
export function latestAlert(database: Database, alertId: Hex32): Promise<AlertRow | undefined> {
  return database
    .selectFrom("alerts")
    .selectAll()
    .where("alert_id", "=", alertId)
    .where("is_latest", "=", 1)
    .executeTakeFirst();
}

/** One version of an alert; undefined when it is not here. */
export function findAlert(database: Database, alertId: Hex32, version: number): Promise<AlertRow | undefined> {
  return database
    .selectFrom("alerts")
    .selectAll()
    .where("alert_id", "=", alertId)
    .where("version", "=", version)
    .executeTakeFirst();
}

/**
 * The newest version of an alert, for an officer who is cleared for its marking; to others a red one does not exist.
 * @throws GatewayError ALERT_NOT_FOUND
 */
export async function requireAlert(database: Database, alertId: Hex32, isCleared: boolean): Promise<AlertRow> {
  const row = await latestAlert(database, alertId);
  if (row && maySee(row, isCleared)) return row;
  throw new GatewayError("ALERT_NOT_FOUND", "No alert of that id is here, or it is for other officers.");
}

/** The same of this member's own. @throws GatewayError ALERT_NOT_FOUND, ALERT_NOT_OURS */
export async function requireOwnAlert(
  { database, memberId }: { readonly database: Database; readonly memberId: number },
  alertId: Hex32,
  isCleared: boolean,
): Promise<AlertRow> {
  const row = await requireAlert(database, alertId, isCleared);
  if (row.issuer === memberId) return row;
  throw new GatewayError("ALERT_NOT_OURS", "Another member issued the alert; only its issuer changes it.");
}
