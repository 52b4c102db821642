import type { Gateway } from "../../gateway.ts";

/** Forgets whom alerts of others meant that are over: nobody looks for them any more. */
export async function forgetOver({ database, clock, memberId }: Gateway): Promise<void> {
  const over = database
    .selectFrom("alerts")
    .select("alert_id")
    .where("is_latest", "=", 1)
    .where("issuer", "<>", memberId)
    .where("valid_until_seconds", "<=", clock());
  await database.deleteFrom("alert_nominals").where("alert_id", "in", over).execute();
}
