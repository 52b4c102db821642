import { text } from "node:stream/consumers";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { seedTick } from "../../../node-gateway/src/draws/seed-tick.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import type { Place } from "./programs.ts";

/** What the parent tells this process to do: commit the seeds that are due, and reveal those that are over. */
export interface SeedOrders extends Place {
  readonly drawPeriodSeconds: number;
}

const orders = JSON.parse(await text(process.stdin)) as SeedOrders;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const chain = createJsonRpcChain({ urls: orders.rpcUrls });
const { timeSeconds } = await chain.head();
const { gateway, close } = await openGateway({
  ...{ ...orders, chain, passphrase: PASSPHRASE, log: silent, clock: () => timeSeconds },
});
await catchUp(gateway);
await seedTick(gateway);
for (let open = true; open; ) {
  await sendTick(gateway);
  await catchUp(gateway);
  const states = ["waiting", "signed"] as const;
  const items = await gateway.database
    .selectFrom("outbox_items")
    .select("item_id")
    .where("state", "in", states)
    .execute();
  open = items.length > 0;
  if (open) await new Promise((resolve) => setTimeout(resolve, 20));
}
await close();
