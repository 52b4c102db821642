import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { appendEvent } from "../events/append-event.ts";
import { refusalIn } from "./apply-ledger.ts";
import type { ChainEvent } from "./decode-event.ts";

/** What each event of the ledger is called for the member's own systems. To tell of another, add a row. */
const CHANGES: Readonly<Record<string, string>> = {
  BalanceOpened: "opened",
  BalanceRevised: "revised",
  RevisionRefused: "revisionRefused",
  DrawerAllowed: "drawerAllowed",
  DrawerDisallowed: "drawerDisallowed",
  QuantityDrawn: "drawn",
  DrawRefused: "drawRefused",
  QuantityGivenBack: "givenBack",
};

/**
 * Tells the member's own systems of balances that it opened, and of what it did, or may do, with others'; after the event
 * was written down. No quantity: who is told looks at the balance.
 */
export async function tellLedger(
  transaction: Transaction<Schema>,
  { contract, name, args, blockNumber, logIndex }: ChainEvent,
  { memberId, timeSeconds }: { readonly memberId: number; readonly timeSeconds: number },
): Promise<void> {
  const change = CHANGES[name];
  if (contract !== "quantityLedger" || change === undefined) return;
  const [subject, member] = [String(args["balanceId"]), Number(args["memberId"])];
  const opening = await transaction
    .selectFrom("ledger_events")
    .select("member_id")
    .where("balance_id", "=", subject)
    .where("name", "=", "BalanceOpened")
    .executeTakeFirst();
  if (member !== memberId && opening?.member_id !== memberId) return;
  const document = args["documentId"] === undefined ? {} : { documentId: String(args["documentId"]) };
  const refusal = name === "DrawRefused" ? { reason: refusalIn(args) } : {};
  const data = { change, member, ...document, ...refusal };
  // The same may happen to a balance again and again.
  await appendEvent(transaction, {
    ...{ type: "sealane.balance.changed", subject, data, timeSeconds, occasion: [name, blockNumber, logIndex] },
  });
}
