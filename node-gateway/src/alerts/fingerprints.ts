import { hexOf, sha256 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import { activeMembers, alertAgreement } from "./consortium.ts";

/**
 * What decides who is to have alerts of one address: a digest over the active members and, under an agreement, over how it
 * stands. While it is what an alert was last sent for, nobody new is to have it.
 */
export async function fingerprintFor(
  database: Database,
  agreementId: string | null,
  timeSeconds: number,
): Promise<string> {
  const members = await activeMembers(database);
  const agreement = agreementId === null ? null : ((await alertAgreement(database, agreementId, timeSeconds)) ?? null);
  return hexOf(sha256(JSON.stringify([members, agreement])));
}
