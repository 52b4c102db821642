import { text } from "node:stream/consumers";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import type { Place } from "./programs.ts";

/** What the parent tells this process to do: to read these documents and to end when no reading waits. */
export interface ReaderOrders extends Place {
  readonly documentIds: readonly string[];
}

const orders = JSON.parse(await text(process.stdin)) as ReaderOrders;
const { gateway, close } = await openGateway({
  ...orders,
  passphrase: PASSPHRASE,
  log: { info: () => {}, warn: () => {}, error: () => {} },
  outbound: { allowLoopback: true },
});
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
/** Back-off would only make the test slow. */
const forgive = () => gateway.database.updateTable("partners").set({ open_until_seconds: 0, failures: 0 }).execute();

for (const documentId of orders.documentIds) {
  for (let isOpen = false; !isOpen; await rest()) {
    await forgive();
    try {
      const { readingId } = await openGranted(gateway, { documentId, actor: "officer" });
      process.stdout.write(`OPENED ${readingId}\n`);
      isOpen = true;
    } catch (error) {
      if (!(error instanceof GatewayError && error.code === "PEER_UNAVAILABLE")) throw error;
    }
  }
}
for (let waiting = true; waiting; await rest()) {
  await forgive();
  await readingsTick(gateway);
  const row = await gateway.database
    .selectFrom("readings")
    .select("reading_id")
    .where("state", "=", "waiting")
    .executeTakeFirst();
  waiting = row !== undefined;
}
await close();
process.stdout.write("DONE\n");
