import { withLease } from "../../database/with-lease.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { reconcile } from "./reconcile.ts";

const EVERY_SECONDS = 6 * 3600;
/** How far back the comparison that comes by itself goes; an officer can ask for more. */
const BACK_SECONDS = 7 * 86_400;

/** Compares with every partner that something went to and that is due; one that does not answer is left for later. */
export async function reconcileTick(gateway: Gateway): Promise<void> {
  await withLease(gateway.database, "reconciliation", async () => {
    for (const memberId of await duePartners(gateway)) {
      const sinceSeconds = Math.max(0, gateway.clock() - BACK_SECONDS);
      await reconcile(gateway, { memberId, sinceSeconds, actor: "gateway" }).catch((error: unknown) => {
        if (!(error instanceof GatewayError)) throw error;
        gateway.log.warn({ partner: memberId, code: error.code }, "A partner could not be compared with");
      });
    }
  });
}

/** Only partners that answered since: asking one that is away is for the deliveries. */
async function duePartners({ database, clock }: Gateway): Promise<number[]> {
  const rows = await database
    .selectFrom("partners")
    .select("member_id")
    .where("failures", "=", 0)
    .where("last_ok_seconds", "is not", null)
    .where((where) =>
      where.or([
        where("reconciled_at_seconds", "is", null),
        where("reconciled_at_seconds", "<=", clock() - EVERY_SECONDS),
      ]),
    )
    .execute();
  return rows.map(({ member_id }) => member_id);
}
