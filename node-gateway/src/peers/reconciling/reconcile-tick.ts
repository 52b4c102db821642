import { withLease } from "../../database/with-lease.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { reconcile } from "./reconcile.ts";

const EVERY_SECONDS = 6 * 3600;
/** How far back the comparison that comes by itself goes; an officer can ask for more. */
const BACK_SECONDS = 7 * 86_400;

/** The comparison that comes by itself. A partner that gives no answer that counts is left for another time. */
export async function reconcileWith(gateway: Gateway, memberId: number): Promise<void> {
  await withLease(gateway.database, `reconciliation with ${memberId}`, async () => {
    const sinceSeconds = Math.max(0, gateway.clock() - BACK_SECONDS);
    await reconcile(gateway, { memberId, sinceSeconds, actor: "gateway" }).catch((error: unknown) => {
      if (!(error instanceof GatewayError)) throw error;
      gateway.log.warn({ partner: memberId, code: error.code }, "A partner could not be compared with");
    });
  });
}

/** Partners that were not compared with for some hours and answered last: asking one that is away is for deliveries. */
export async function dueToReconcile({ database, clock }: Gateway): Promise<number[]> {
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
