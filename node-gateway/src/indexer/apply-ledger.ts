import type { Transaction } from "kysely";
import { DRAW_REFUSALS } from "../chain/terms.ts";
import type { Schema } from "../database/schema.ts";
import { type Apply, placeOf } from "./apply.ts";
import type { ChainEvent } from "./decode-event.ts";

/** Why a draw changed nothing, by the arguments of its event. */
export const refusalIn = ({ refusal }: ChainEvent["args"]): string => DRAW_REFUSALS[Number(refusal)] ?? "DrawRefused";

const keep: Apply = async (transaction, event, timeSeconds) => {
  const { balanceId, memberId, documentId, ...args } = event.args;
  await transaction
    .insertInto("ledger_events")
    .values({
      ...placeOf(event, timeSeconds),
      balance_id: String(balanceId),
      name: event.name,
      member_id: Number(memberId),
      document_id: documentId === undefined ? null : String(documentId),
      args: JSON.stringify(args),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** What changed nothing has come onto the chain all the same: the item that asked for it is refused, not done. */
const keepRefusal =
  (reasonOf: (event: ChainEvent) => string): Apply =>
  async (transaction, event, timeSeconds) => {
    await keep(transaction, event, timeSeconds);
    await refuse(transaction, event, reasonOf(event));
  };

async function refuse(transaction: Transaction<Schema>, { args }: ChainEvent, reason: string): Promise<void> {
  await transaction
    .updateTable("outbox_items")
    .set({ state: "refused", refusal: reason })
    .where("purpose", "=", "ledger")
    .where("subject_id", "=", String(args["balanceId"]))
    .where("document_id", "=", String(args["documentId"]))
    .where("state", "=", "signed")
    // Another member may draw for a document of the same id, which is then another one.
    .where((row) =>
      row.exists(row.selectFrom("identity").select("id").where("member_id", "=", Number(args["memberId"]))),
    )
    .execute();
}

/** What each event of the ledger writes down. */
export const LEDGER_EVENTS: Readonly<Record<string, Apply>> = {
  BalanceOpened: keep,
  BalanceRevised: keep,
  RevisionRefused: keepRefusal(() => "QuantityShort"),
  DrawerAllowed: keep,
  DrawerDisallowed: keep,
  QuantityDrawn: keep,
  DrawRefused: keepRefusal(({ args }) => refusalIn(args)),
  QuantityGivenBack: keep,
};
