import { type Hex32, ZERO_HEX32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import { rootGrantOf } from "./grant-line.ts";

/** Whether a grant, or the first one that it comes from, answers a request, which names a case. */
export async function namesCase(database: Database, grantId: Hex32): Promise<boolean> {
  const root = await rootGrantOf(database, grantId);
  if (!root || root.request_id === ZERO_HEX32) return false;
  const request = await database
    .selectFrom("requests")
    .select("case_digest")
    .where("request_id", "=", root.request_id)
    .where("holder", "=", root.owner)
    .executeTakeFirst();
  return request !== undefined && request.case_digest !== ZERO_HEX32;
}
