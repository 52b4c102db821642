import { type Alert, alertIdOf } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { agreementIdOf } from "./consortium.ts";

export interface NewAlert {
  readonly alert: Alert;
  /** As it is signed. */
  readonly jws: string;
  readonly fromMember: number;
  readonly timeSeconds: number;
}

/** Writes a version of an alert down; it is the newest unless a newer one is here. Of one that is here nothing changes. */
export async function keepAlert(
  transaction: Transaction<Schema>,
  { alert, jws, fromMember, timeSeconds }: NewAlert,
): Promise<void> {
  const alertId = alertIdOf(alert);
  const known = await transaction
    .selectFrom("alerts")
    .select((row) => row.fn.max("version").as("newest"))
    .where("alert_id", "=", alertId)
    .executeTakeFirstOrThrow();
  const { last } = await transaction
    .selectFrom("alerts")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const isLatest = Number(known.newest ?? 0) < alert.version;
  if (isLatest) await transaction.updateTable("alerts").set({ is_latest: 0 }).where("alert_id", "=", alertId).execute();
  await transaction
    .insertInto("alerts")
    .values({
      ...{
        alert_id: alertId,
        version: alert.version,
        sequence: Number(last ?? 0) + 1,
        issuer: alert.issuer,
        alert: jws,
      },
      ...{ category: alert.category, tlp: alert.tlp, agreement_id: agreementIdOf(alert) },
      ...{ valid_from_seconds: alert.validFrom, valid_until_seconds: alert.validUntil },
      ...{ is_withdrawn: alert.withdrawal === null ? 0 : 1, is_latest: isLatest ? 1 : 0 },
      ...{ from_member: fromMember, received_at_seconds: timeSeconds, sent_for: null },
      ...{ searched_to: 0, search_until: null },
    })
    .onConflict((conflict) => conflict.columns(["alert_id", "version"]).doNothing())
    .execute();
  // Who was meant is nobody's business any more once it is taken back.
  if (alert.withdrawal !== null && isLatest)
    await transaction.deleteFrom("alert_nominals").where("alert_id", "=", alertId).execute();
}
