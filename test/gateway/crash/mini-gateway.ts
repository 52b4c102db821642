import { text } from "node:stream/consumers";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import type { Place } from "./programs.ts";

/** What the parent tells this process to do. */
export interface Orders extends Place {
  /** Document numbers to submit; each acknowledged one is a line `ACK number documentId` on stdout. */
  readonly numbers: readonly string[];
}

const orders = JSON.parse(await text(process.stdin)) as Orders;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const { gateway, close } = await openGateway({
  ...orders,
  passphrase: PASSPHRASE,
  log: silent,
  chain: createJsonRpcChain({ urls: orders.rpcUrls }),
});
for (const number of orders.numbers) {
  const { documentId } = await submitNumber(gateway, "packing-list", { number });
  process.stdout.write(`ACK ${number} ${documentId}\n`);
}
for (let open = true; open; ) {
  await sendTick(gateway);
  await catchUp(gateway);
  const { database } = gateway;
  const item = await database
    .selectFrom("outbox_items")
    .selectAll()
    .where("state", "in", ["waiting", "signed"])
    .execute();
  const sent = await database.selectFrom("outbox_transactions").selectAll().where("state", "=", "signed").execute();
  open = item.length + sent.length > 0;
  if (open) await new Promise((resolve) => setTimeout(resolve, 20));
}
await close();
process.stdout.write("DONE\n");
