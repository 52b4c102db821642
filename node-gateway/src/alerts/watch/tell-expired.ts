import { hexOf } from "@sealane/sdk";
import type { Gateway } from "../../gateway.ts";
import { tellIssuer } from "../tell-issuer.ts";

/** Tells issuers, once each, of their alerts that are over and that nothing met here. */
export async function tellExpired(gateway: Gateway): Promise<void> {
  const { database, clock, memberId } = gateway;
  const rows = await database
    .selectFrom("alerts")
    .leftJoin("alert_matches as met", "met.alert_id", "alerts.alert_id")
    .select(["alerts.alert_id", "alerts.version", "alerts.issuer", "alerts.valid_until_seconds"])
    .where("alerts.is_latest", "=", 1)
    .where("alerts.is_withdrawn", "=", 0)
    .where("alerts.issuer", "<>", memberId)
    .where("alerts.valid_until_seconds", "<=", clock())
    .where("alerts.searched_to", ">=", 0)
    .where("met.sequence", "is", null)
    .limit(500)
    .execute();
  for (const row of rows)
    await database.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("alerts")
        .set({ searched_to: EXPIRED })
        .where("alert_id", "=", row.alert_id)
        .where("version", "=", row.version)
        .where("searched_to", ">=", 0)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return;
      const happenedAt = row.valid_until_seconds;
      const matchId = hexOf(gateway.randomBytes(32));
      await tellIssuer(gateway, transaction, { row, matchId, state: "expired", result: null, happenedAt });
    });
}

/** Instead of how far it was searched: its issuer was told that it is over. */
const EXPIRED = -1;
