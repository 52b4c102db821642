import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { databaseUrlOf } from "../../support/gateway/postgres.ts";

/** What the parent tells this process to do. */
export interface Orders {
  readonly memberId: number;
  readonly dataDir: string;
  readonly keystorePath: string;
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly directory: string;
  /** Document numbers to submit; each acknowledged one is a line `ACK number documentId` on stdout. */
  readonly numbers: readonly string[];
}

const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const { gateway, close } = await openGateway({
  ...orders,
  rpcUrls: [orders.rpcUrl],
  databaseUrl: databaseUrlOf(orders.dataDir),
  passphrase: PASSPHRASE,
  log: silent,
  chain: createJsonRpcChain({ urls: [orders.rpcUrl] }),
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
