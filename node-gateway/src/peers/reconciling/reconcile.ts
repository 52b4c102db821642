import { readEnvelope, readReceipt } from "@sealane/sdk";
import { appendAudit } from "../../audit/append-audit.ts";
import type { DeliveryRow } from "../../database/schema/peers.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { askPeer } from "../sending/ask-peer.ts";
import { believeReceipt } from "../sending/judge-answer.ts";
import { signAnew } from "../sending/queue-delivery.ts";
import { writePartner } from "../wire/partner.ts";
import { readPage } from "./page.ts";

/** What a comparison found. */
export interface Reconciliation {
  readonly memberId: number;
  readonly sinceSeconds: number;
  /** Receipts that the partner showed. */
  readonly held: number;
  /** Deliveries that waited, or were given up, and that the partner has. */
  readonly acknowledged: number;
  /** Deliveries that it had acknowledged and has no more: queued again. */
  readonly queuedAgain: number;
  /** Envelope ids under which it holds what this gateway did not send, or other than it sent. */
  readonly disagreeing: readonly string[];
}

/** The partner's clock is not ours, and an envelope may have waited: it is asked for more than is compared. */
const MARGIN_SECONDS = 86_400;
const MAX_PAGES = 100_000;
const MAX_NAMED = 100;

/**
 * Compares what was sent to a member since a time with what it says, signed, that it holds, and mends what differs: what
 * it has is acknowledged, what it lost is sent again, and what disagrees is an alarm.
 * @throws GatewayError PEER_UNKNOWN, PEER_UNAVAILABLE, PEER_ANSWER_FALSE; nothing is changed then.
 */
export async function reconcile(
  gateway: Gateway,
  { memberId, sinceSeconds, actor }: { memberId: number; sinceSeconds: number; actor: string },
): Promise<Reconciliation> {
  const startedAtSeconds = gateway.clock();
  const shown = await shownBy(gateway, memberId, Math.max(0, sinceSeconds - MARGIN_SECONDS));
  const found = { acknowledged: 0, disagreeing: [] as string[] };
  for (const [envelopeId, receipt] of shown) {
    const outcome = await compare(gateway, { memberId, envelopeId, receipt });
    if (outcome === "acknowledged") found.acknowledged++;
    if (outcome === "disagrees") found.disagreeing.push(envelopeId);
  }
  const lost = await lostBy(gateway, { memberId, sinceSeconds, startedAtSeconds }, shown);
  await queueAgain(gateway, lost, actor);
  await writePartner(gateway.database, memberId, { reconciled_at_seconds: startedAtSeconds, ...alarmOf(found) });
  if (found.disagreeing.length > 0)
    gateway.log.error({ partner: memberId, count: found.disagreeing.length }, "A partner holds what was not sent");
  const disagreeing = found.disagreeing.slice(0, MAX_NAMED);
  return { memberId, sinceSeconds, held: shown.size, ...found, disagreeing, queuedAgain: lost.length };
}

function alarmOf({ disagreeing }: { disagreeing: readonly string[] }): { alarm: string | null } {
  if (disagreeing.length === 0) return { alarm: null };
  return { alarm: `DISE: it holds ${disagreeing.length} envelopes that this gateway did not send as they are there.` };
}

/** Every receipt that the partner shows, by envelope. */
async function shownBy(gateway: Gateway, memberId: number, sinceSeconds: number): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  let after = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const path = "/peer/v1/reconciliations";
    const answer = await askPeer(gateway, memberId, { method: "POST", path, body: { sinceSeconds, after } });
    if (answer.status !== 200) throw new GatewayError("PEER_UNAVAILABLE", "The partner gives no reconciliation now.");
    const text = Buffer.from(answer.body).toString("latin1");
    const page = await readPage(gateway, text, { memberId, sinceSeconds, after });
    for (const receipt of page.receipts) shown.set(idIn(receipt), receipt);
    if (page.next === null) return shown;
    after = page.next;
  }
  throw new GatewayError("PEER_ANSWER_FALSE", "The partner's answer does not end.");
}

function idIn(receipt: string): string {
  try {
    return readReceipt(receipt).claims.envelopeId;
  } catch (cause) {
    throw new GatewayError("PEER_ANSWER_FALSE", "The partner shows what is no receipt.", cause);
  }
}

async function compare(
  gateway: Gateway,
  { memberId, envelopeId, receipt }: { memberId: number; envelopeId: string; receipt: string },
): Promise<"same" | "acknowledged" | "disagrees"> {
  const delivery = await gateway.database
    .selectFrom("deliveries")
    .selectAll()
    .where("envelope_id", "=", envelopeId)
    .where("partner", "=", memberId)
    .executeTakeFirst();
  if (!delivery) return "disagrees";
  const isOther = readReceipt(receipt).claims.envelopeDigest !== delivery.digest;
  if (delivery.state === "acknowledged") return isOther ? "disagrees" : "same";
  // Signed anew while it waits, the partner may hold the copy before: it says so when this one comes.
  const believed = await believeReceipt(gateway, delivery, receipt);
  if (!believed?.row.isAccepted) return "same";
  await gateway.database
    .updateTable("deliveries")
    .set({ state: "acknowledged", receipt, reason: null, settled_at_seconds: gateway.clock() })
    .where("delivery_id", "=", delivery.delivery_id)
    .where("digest", "=", delivery.digest)
    .execute();
  return "acknowledged";
}

/** Deliveries that the partner acknowledged before this comparison began, and does not show. */
async function lostBy(
  { database }: Gateway,
  { memberId, sinceSeconds, startedAtSeconds }: { memberId: number; sinceSeconds: number; startedAtSeconds: number },
  shown: ReadonlyMap<string, string>,
): Promise<DeliveryRow[]> {
  const rows = await database
    .selectFrom("deliveries")
    .selectAll()
    .where("partner", "=", memberId)
    .where("state", "=", "acknowledged")
    .where("settled_at_seconds", ">=", sinceSeconds)
    .where("settled_at_seconds", "<", startedAtSeconds)
    .orderBy("delivery_id")
    .execute();
  return rows.filter(({ envelope_id }) => !shown.has(envelope_id));
}

async function queueAgain(gateway: Gateway, lost: readonly DeliveryRow[], actor: string): Promise<void> {
  if (lost.length === 0) return;
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    for (const delivery of lost) {
      await transaction
        .updateTable("deliveries")
        .set(renewed(gateway, delivery))
        .where("delivery_id", "=", delivery.delivery_id)
        .execute();
      const subject = `delivery ${delivery.delivery_id}`;
      await appendAudit(transaction, { action: "queueAgain", actor, subject, timeSeconds });
    }
  });
}

/** A delivery as it waits again: under the same id, for as long as it was meant to when first queued. */
export function renewed(gateway: Gateway, { envelope }: DeliveryRow): Partial<DeliveryRow> {
  const now = gateway.clock();
  const { claims } = readEnvelope(envelope);
  const expiresAt = now + (claims.expiresAt - claims.issuedAt);
  return {
    ...signAnew(gateway, { ...claims, issuedAt: now, expiresAt }),
    ...{ state: "waiting", attempts: 0, next_attempt_seconds: now, receipt: null, reason: null },
    ...{ expires_at_seconds: expiresAt, settled_at_seconds: null },
  };
}
