import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { auditOwnLog, type ReceiptAudit } from "./audit-receipts.ts";

/** How often this member's own log is judged again; the first time is at the start. */
const AGAIN_SECONDS = 3_600;

const CHECKS = new WeakMap<Database, { readonly audit: ReceiptAudit; readonly timeSeconds: number }>();

/** Judges this member's own log as an auditor would, so that damage shows here first. */
export async function checkOwnLog(gateway: Gateway): Promise<void> {
  const before = CHECKS.get(gateway.database);
  const timeSeconds = gateway.clock();
  if (before && timeSeconds < before.timeSeconds + AGAIN_SECONDS) return;
  const audit = await auditOwnLog(gateway);
  CHECKS.set(gateway.database, { audit, timeSeconds });
  const { isWhole, receipts, faults } = audit;
  if (!isWhole) gateway.log.error({ receipts, fault: faults[0] }, "The log of readings is not what was anchored.");
}

/** What /readyz says of readings. A log that was damaged stops no reading, so the gateway stays ready and says so. */
export async function readingsHealth(gateway: Gateway) {
  const audit = CHECKS.get(gateway.database)?.audit;
  const counted = await gateway.database
    .selectFrom("readings")
    .select((row) => row.fn.countAll<number>().as("waiting"))
    .where("state", "=", "waiting")
    .executeTakeFirstOrThrow();
  const waiting = Number(counted.waiting);
  const faults = audit?.faults.filter(({ sort }) => sort === "missing" || sort === "altered").length ?? 0;
  const alarms = audit?.faults.filter(({ sort }) => sort === "alarm").length ?? 0;
  const message =
    faults > 0
      ? `The log of readings is not what was anchored: ${faults} faults; see sealane receipts --of ${gateway.memberId}.`
      : alarms > 0
        ? `The log of readings is whole, and tells of ${alarms} readings that should not have been.`
        : "The log of readings is whole.";
  return { isReady: true, message, figures: { waiting, faults, alarms } };
}
