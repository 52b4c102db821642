import { text } from "node:stream/consumers";
import { setTimeout as rest } from "node:timers/promises";
import type { Hex32, Scope } from "@sealane/sdk";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import { withLease } from "../../../node-gateway/src/database/with-lease.ts";
import { isRetryable } from "../../../node-gateway/src/errors.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { createApp } from "../../../node-gateway/src/http/app.ts";
import { serve } from "../../../node-gateway/src/http/server.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { dueSenders, fetchFrom } from "../../../node-gateway/src/peers/receiving/fetch-attachments.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { receiptsTick } from "../../../node-gateway/src/readings/receipts-tick.ts";
import { duePapers } from "../../../node-gateway/src/sharing/due-papers.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { createMetrics } from "../../../node-gateway/src/telemetry/metrics.ts";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { startLoop } from "../../../node-gateway/src/workers/start-loop.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { dieAfter } from "./die-after.ts";
import type { Place } from "./programs.ts";

/** A paper that an owner's officer submits and grants. */
export interface PaperOrder {
  /** Of the document; the idempotency key of both requests. */
  readonly number: string;
  readonly reader: number;
  readonly scope: Scope;
  readonly maxUses: number | null;
  readonly validUntilSeconds: number;
}

/**
 * What a member's gateway and its officers do until SIGTERM: it serves and all its rounds go on, papers are submitted and
 * granted, and what others share is read. Each request that was answered is a line `ACK what subject answer`. Then it
 * brings to an end what it has begun.
 */
export interface MemberOrders extends Place {
  readonly port: number;
  readonly papers: readonly PaperOrder[];
  /** Documents of others that need not be read. */
  readonly read: readonly Hex32[];
  /** Milliseconds of processor time until it is killed; never by default. */
  readonly lifeMs?: number;
}

const orders = JSON.parse(await text(process.stdin)) as MemberOrders;
if (orders.lifeMs !== undefined) dieAfter(orders.lifeMs);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const { gateway, close } = await openGateway({
  ...orders,
  ...{ passphrase: PASSPHRASE, log, outbound: { allowLoopback: true } },
});
const { database } = gateway;

/** What the workers do, without their pauses, and with a root over every receipt. */
const ROUNDS: Readonly<Record<string, (gateway: Gateway) => Promise<unknown>>> = {
  indexer: catchUp,
  sender: sendTick,
  sharing: shareTick,
  deliveries: deliverTick,
  attachments: async () => Promise.all((await dueSenders(gateway)).map((sender) => fetchFrom(gateway, sender))),
  readings: readingsTick,
  receipts: () => receiptsTick(gateway, { count: 1, ageSeconds: 0, maxCount: 4_096 }),
  // Back-off would only make the test slow.
  impatience: async () => {
    await database.updateTable("deliveries").set({ next_attempt_seconds: 0 }).where("attempts", ">", 0).execute();
    await database
      .updateTable("partners")
      .set({ open_until_seconds: 0, failures: 0 })
      .where("failures", ">", 0)
      .execute();
  },
};

const limits = configSchema.shape.limits.parse({ drainTimeoutMs: 0 });
const config = { limits, names: {}, metricsToken: undefined };
const app = createApp({ gateway, identity: {} as never, metrics: createMetrics(), config });
const server = await serve(app, { host: "127.0.0.1", port: orders.port, limits });
const loops = Object.entries(ROUNDS).map(([name, round]) =>
  startLoop({
    run: async () => void (await withLease(database, name, () => round(gateway))),
    pauseMs: 10,
    onError: (error) => {
      if (!isRetryable(error)) endWith(error);
    },
  }),
);
let isEnding = false;
process.once("SIGTERM", () => {
  isEnding = true;
});
const officers = Promise.all([submitAndGrant(), readAll()]).catch(endWith);
process.stdout.write("SERVING\n");
await officers;
while (!(await isQuiet())) await rest(10);
await Promise.all(loops.map((loop) => loop.stop()));
await server.stop();
await close();

function endWith(error: unknown): void {
  console.error(error);
  process.exit(1);
}

/** Asks again until there is an answer. */
async function answered<T>(what: string, ask: () => Promise<T>, tell: (answer: T) => string): Promise<T> {
  for (;;) {
    try {
      const answer = await ask();
      process.stdout.write(`ACK ${what} ${tell(answer)}\n`);
      return answer;
    } catch (error) {
      if (!isRetryable(error)) throw error;
      await rest(10);
    }
  }
}

async function submitAndGrant(): Promise<void> {
  for (const { number, ...giving } of orders.papers) {
    const submit = () => submitNumber(gateway, "re-export-certificate", { number });
    const { documentId } = await answered(`submit ${number}`, submit, (it) => it.documentId);
    const grant = () =>
      makeGrant(gateway, {
        ...{ actor: "officer", idempotencyKey: `grant-${number}`, purpose: "risk-assessment" },
        ...{ ...giving, about: { documentId } },
      });
    await answered(`grant ${number}`, grant, ({ grantId }) => grantId);
  }
}

async function readAll(): Promise<void> {
  const read = new Set(orders.read);
  // Who asked and got no answer asks again.
  const asked = await database.selectFrom("readings").select("document_id").where("state", "=", "asked").execute();
  for (const { document_id: documentId } of asked) read.delete(documentId);
  for (; !isEnding; await rest(10)) {
    const rows = await database.selectFrom("shared_papers").select("document_id").execute();
    const unread = rows.map(({ document_id }) => document_id).filter((documentId) => !read.has(documentId));
    await Promise.all(unread.map(readOne));
    for (const documentId of unread) read.add(documentId);
  }
}

async function readOne(documentId: Hex32): Promise<void> {
  const open = () => openGranted(gateway, { documentId, actor: "officer" });
  await answered(`read ${documentId}`, open, ({ readingId }) => readingId);
}

/** Whether nothing is left to be sent, indexed, shared, answered or anchored. */
async function isQuiet(): Promise<boolean> {
  const left = await Promise.all([
    database.selectFrom("outbox_items").select("item_id").where("state", "in", ["waiting", "signed"]).execute(),
    database.selectFrom("outbox_transactions").select("nonce").where("state", "=", "signed").execute(),
    database.selectFrom("deliveries").select("delivery_id").where("state", "=", "waiting").execute(),
    database.selectFrom("readings").select("reading_id").where("state", "=", "waiting").execute(),
    database.selectFrom("reading_receipts").select("sequence").where("root", "is", null).execute(),
    duePapers(gateway, 1),
  ]);
  return left.every((rows) => rows.length === 0);
}
