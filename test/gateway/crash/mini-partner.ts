import { text } from "node:stream/consumers";
import { appendAudit } from "../../../node-gateway/src/audit/append-audit.ts";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import { createApp } from "../../../node-gateway/src/http/app.ts";
import { serve } from "../../../node-gateway/src/http/server.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { ENVELOPE_TYPES } from "../../../node-gateway/src/peers/envelope-types.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { queueDelivery } from "../../../node-gateway/src/peers/sending/queue-delivery.ts";
import { createMetrics } from "../../../node-gateway/src/telemetry/metrics.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import { seededBytes } from "../../support/seeded.ts";
import type { Place } from "./programs.ts";

/** What the parent tells this process to do: to serve at a port, or to send notes and to end when they are acknowledged. */
export interface PartnerOrders extends Place {
  readonly port?: number;
  readonly notes?: {
    readonly to: number;
    readonly lane: string;
    readonly texts: readonly string[];
    readonly seed: string;
  };
}

const orders = JSON.parse(await text(process.stdin)) as PartnerOrders;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const { gateway, close } = await openGateway({
  ...orders,
  passphrase: PASSPHRASE,
  log: silent,
  outbound: { allowLoopback: true },
});
await catchUp(gateway);
ENVELOPE_TYPES["test-note"] = {
  judge: async () => undefined,
  // The effect is a row of the audit log, so that what was done twice stands there twice.
  keep: (_gateway, transaction, { content }) =>
    appendAudit(transaction, { action: "note", actor: "test", subject: String(content["text"]), timeSeconds: 1 }),
};
if (orders.port !== undefined) await serveAt(orders.port);
if (orders.notes) await send(orders.notes);

async function serveAt(port: number): Promise<void> {
  const limits = configSchema.shape.limits.parse({ drainTimeoutMs: 0 });
  const config = { limits, names: {}, metricsToken: undefined };
  const app = createApp({ gateway, identity: {} as never, metrics: createMetrics(), config });
  const server = await serve(app, { host: "127.0.0.1", port, limits });
  process.stdout.write("SERVING\n");
  process.once("SIGTERM", async () => {
    await server.stop();
    await close();
  });
}

async function send({ to, lane, texts, seed }: NonNullable<PartnerOrders["notes"]>): Promise<void> {
  const { database } = gateway;
  const bytes = seededBytes(seed)(200_000);
  const attachments = [{ cid: await gateway.blobs.put(bytes), sizeBytes: bytes.length }];
  const expiresAtSeconds = gateway.clock() + 86_400;
  await database.transaction().execute(async (transaction) => {
    for (const text of texts)
      await queueDelivery(gateway, transaction, {
        ...{ to, type: "test-note", lane, content: { text }, attachments, expiresAtSeconds },
      });
  });
  if (texts.length > 0) process.stdout.write(`QUEUED ${texts.join(" ")}\n`);
  for (;;) {
    // Back-off would only make the test slow.
    await database.updateTable("deliveries").set({ next_attempt_seconds: 0 }).execute();
    await database.updateTable("partners").set({ open_until_seconds: 0, failures: 0 }).execute();
    await deliverTick(gateway);
    const open = await database.selectFrom("deliveries").select("delivery_id").where("state", "=", "waiting").execute();
    if (open.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.stdout.write("DONE\n");
}
