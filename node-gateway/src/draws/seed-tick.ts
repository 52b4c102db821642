import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";
import { commitAhead } from "./commit-ahead.ts";
import { raiseAlarms } from "./raise-alarms.ts";
import { revealOver } from "./reveal-over.ts";

/**
 * One round of the seeds: reveals those whose periods are over, commits those of the periods to come, and raises alarms.
 * A gateway that draws no more reveals what it drew with all the same.
 */
export async function seedTick(gateway: Gateway): Promise<void> {
  const { timeSeconds: blockTimeSeconds } = await readCursor(gateway.database);
  await revealOver(gateway, blockTimeSeconds);
  if (gateway.drawPeriodSeconds === null) return;
  // The chain's clock may be ahead of this one, and this one of a chain that stands still.
  await commitAhead(gateway, gateway.drawPeriodSeconds, Math.max(gateway.clock(), blockTimeSeconds));
  await raiseAlarms(gateway, blockTimeSeconds);
}
