import { type Envelope, readEnvelope } from "@sealane/sdk";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { ENVELOPE_TYPES } from "../../../node-gateway/src/peers/envelope-types.ts";
import type { TestMember } from "./member.ts";

/** Envelopes that a member queued and that were not handed over yet, in order. */
export async function sentBy({ gateway }: TestMember): Promise<{ deliveryId: number; envelope: Envelope }[]> {
  const rows = await gateway.database
    .selectFrom("deliveries")
    .selectAll()
    .where("state", "=", "waiting")
    .orderBy("delivery_id")
    .execute();
  return rows.map((row) => ({ deliveryId: row.delivery_id, envelope: readEnvelope(row.envelope).claims }));
}

/** Hands a member's envelopes over without the wire: judged and kept as the receiver's row says; the codes of refusals. */
export async function handOver(from: TestMember, to: TestMember): Promise<string[]> {
  const codes: string[] = [];
  for (const { deliveryId, envelope } of await sentBy(from)) {
    if (envelope.audience !== to.gateway.memberId) continue;
    codes.push(await receive(to, envelope));
    await from.gateway.database
      .updateTable("deliveries")
      .set({ state: "delivered" as never })
      .where("delivery_id", "=", deliveryId)
      .execute();
  }
  return codes;
}

/** The code of the refusal of one envelope, or RECE when it was kept. */
export async function receive({ gateway }: TestMember, envelope: Envelope): Promise<string> {
  const row = ENVELOPE_TYPES[envelope.type];
  const refusal = await row?.judge(gateway, envelope);
  if (refusal) return refusal.code;
  await gateway.database.transaction().execute(async (transaction) => row?.keep(gateway, transaction, envelope));
  return "RECE";
}

/** Everybody's outbox is drained, and everybody has indexed the head. */
export async function settleAll(...members: readonly TestMember[]): Promise<void> {
  for (const member of members) await member.settle();
  for (const { gateway } of members) await catchUp(gateway);
}
