import { type KeyUse, type Member, type PrivateKey, thumbprintOf } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { type MemberAction, queueItem } from "../outbox/items.ts";
import { KEY_USES, publishedKey, readSelf, selectKeys } from "./select-keys.ts";

/** How long before a new key is used: by then every gateway's index has it. */
export const NOTICE_SECONDS = 60;
/** How long an older key stays valid beside it: what it signed and is on its way arrives, and other processes restart. */
export const OVERLAP_SECONDS = 3_600;
const LIFETIME_SECONDS = 5 * 365 * 86_400;

/**
 * Carries out what a keystore with a newer key asks for, step by step, each of which is seen on the chain: publishes the
 * new key, takes it into use once it is valid, and ends the ones before it. It remembers nothing but the outbox, so it may
 * be ended at any instant.
 */
export async function rotationTick(gateway: Gateway): Promise<void> {
  await selectKeys(gateway);
  const self = await readSelf(gateway);
  // A member that has published no key yet does so by hand, when it joins.
  if (!self) return;
  for (const use of KEY_USES) for (const change of changesOf(gateway, self, use)) await queueOnce(gateway, change);
}

/** What is still to be told to the chain of the keys of one use. */
function changesOf(gateway: Gateway, self: Member, use: KeyUse): MemberAction[] {
  const { keys, kid } = gateway.keys.rings[use];
  const [newest, ...older] = keys;
  if (!newest || older.length === 0) return [];
  const published = publishedKey(self, thumbprintOf(newest));
  if (!published) return [addKey(newest, use, gateway.clock())];
  if (kid !== published.kid || gateway.clock() < published.validFromSeconds + OVERLAP_SECONDS) return [];
  return older.flatMap((key): MemberAction[] => {
    const known = publishedKey(self, thumbprintOf(key));
    return known && known.validUntilSeconds > gateway.clock() ? [{ action: "endKey", kid: known.kid }] : [];
  });
}

function addKey({ x, y }: PrivateKey, use: KeyUse, nowSeconds: number): MemberAction {
  const validFromSeconds = nowSeconds + NOTICE_SECONDS;
  return { action: "addKey", use, x, y, validFromSeconds, validUntilSeconds: validFromSeconds + LIFETIME_SECONDS };
}

/** Queues a change of a key unless it was queued before; one that was refused is for a person to look at. */
async function queueOnce(gateway: Gateway, change: MemberAction): Promise<void> {
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    if (await isQueued(transaction, change)) return;
    await queueItem(transaction, { purpose: "member", documentId: null, payload: change }, timeSeconds);
    const subject = `member ${gateway.memberId}`;
    await appendAudit(transaction, { action: change.action, actor: "rotation", subject, timeSeconds });
  });
}

async function isQueued(transaction: Transaction<Schema>, change: MemberAction): Promise<boolean> {
  const rows = await transaction
    .selectFrom("outbox_items")
    .select("payload")
    .where("purpose", "=", "member")
    .where("state", "!=", "cancelled")
    .execute();
  return rows.some(({ payload }) => isSame(JSON.parse(payload) as MemberAction, change));
}

function isSame(a: MemberAction, b: MemberAction): boolean {
  if (a.action === "addKey") return b.action === "addKey" && a.x === b.x && a.y === b.y;
  return a.action === "endKey" && b.action === "endKey" && a.kid === b.kid;
}
