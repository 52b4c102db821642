import type { Gateway } from "../gateway.ts";

const KEPT_SECONDS = 86_400;
/** Requests wait in the outbox of who asks for as long as its operator wants. */
const NOTES_KEPT_SECONDS = 30 * 86_400;
const MAX_DROPPED = 1_000;

/** Drops what came under grants, and with requests, that did not appear on the chain in time. */
export async function dropUnfounded(gateway: Gateway): Promise<void> {
  await dropPapers(gateway);
  await dropNotes(gateway);
}

async function dropPapers({ database, clock, log }: Gateway): Promise<void> {
  const rows = await database
    .selectFrom("shared_papers")
    .leftJoin("grants", "grants.grant_id", "shared_papers.grant_id")
    .select(["shared_papers.grant_id as grant_id", "shared_papers.issuer as issuer"])
    .distinct()
    .where("grants.grant_id", "is", null)
    .where("shared_papers.received_at_seconds", "<", clock() - KEPT_SECONDS)
    .limit(MAX_DROPPED)
    .execute();
  for (const { grant_id, issuer } of rows) {
    await database.transaction().execute(async (transaction) => {
      const made = await transaction
        .selectFrom("grants")
        .select("grant_id")
        .where("grant_id", "=", grant_id)
        .executeTakeFirst();
      if (!made) await transaction.deleteFrom("shared_papers").where("grant_id", "=", grant_id).execute();
    });
    log.warn({ issuer }, "Papers came under a grant that never came onto the chain; they are dropped.");
  }
}

async function dropNotes({ database, clock, memberId }: Gateway): Promise<void> {
  await database
    .deleteFrom("request_notes")
    .where("member_id", "!=", memberId)
    .where("received_at_seconds", "<", clock() - NOTES_KEPT_SECONDS)
    .where("request_id", "not in", (from) => from.selectFrom("requests").select("request_id"))
    .execute();
}
