import { quantityLedger } from "../chain/interfaces.ts";
import { bytes32, DRAW_REFUSALS } from "../chain/terms.ts";
import type { Gateway } from "../gateway.ts";
import { findAnchor, findTombstone } from "../indexer/find-anchors.ts";
import { findBalance } from "../ledger/balances.ts";
import { unitArgument } from "../ledger/quantity.ts";
import { type Call, inclusionArguments, type PurposeOf } from "./arguments.ts";
import type { LedgerAction } from "./items.ts";

type LedgerItem = PurposeOf<"ledger">;

/** The call of each thing that is said to the ledger; undefined while the index lacks what it builds on. */
export function ledgerCall(gateway: Gateway, item: LedgerItem): Promise<Call | undefined> {
  const { action } = item.payload;
  switch (action) {
    case "open":
      return openCall(gateway, item, item.payload);
    case "allowDrawer":
    case "disallowDrawer":
      return afterOpening(gateway, item, call(action, bytes32(item.subjectId), item.payload.memberId));
    case "revise":
    case "draw":
      return onBalance(gateway, item, item.payload);
    case "giveBack":
      return giveBackCall(gateway, item, item.payload);
  }
}

const call = (method: string, ...args: unknown[]): Call => ({ contract: "quantityLedger", method, args });

type ActionOf<A extends LedgerAction["action"]> = Extract<LedgerAction, { action: A }>;

async function openCall(
  { database, memberId }: Gateway,
  { documentId }: LedgerItem,
  { item, unit, quantity, drawers }: ActionOf<"open">,
): Promise<Call | undefined> {
  const found = await findAnchor(database, documentId ?? "", memberId);
  const opening = { item, unit: unitArgument(unit), quantity, drawers };
  // Each drawer is a slot.
  const gas = 600_000 + 40_000 * drawers.length;
  return found && { ...call("open", ...inclusionArguments(found), opening), gas };
}

const afterOpening = async ({ database }: Gateway, { subjectId }: LedgerItem, made: Call): Promise<Call | undefined> =>
  (await findBalance(database, subjectId)) && made;

async function onBalance(
  gateway: Gateway,
  item: LedgerItem,
  payload: ActionOf<"revise"> | ActionOf<"draw">,
): Promise<Call | undefined> {
  const found = await findAnchor(gateway.database, item.documentId ?? "", gateway.memberId);
  if (!found) return undefined;
  const common = [bytes32(item.subjectId), ...inclusionArguments(found)];
  const unit = payload.action === "draw" ? [unitArgument(payload.unit)] : [];
  const made = call(payload.action, ...common, ...unit, payload.quantity);
  return afterOpening(gateway, item, { ...made, refusalIn: REFUSAL_IN[payload.action] });
}

async function giveBackCall(
  { database }: Gateway,
  { subjectId, documentId }: LedgerItem,
  { memberId }: ActionOf<"giveBack">,
): Promise<Call | undefined> {
  const stone = await findTombstone(database, documentId ?? "", memberId);
  return stone === null ? undefined : call("giveBack", bytes32(subjectId), memberId, bytes32(documentId ?? ""));
}

/** Why a call that would not revert would change nothing all the same, by what it returns. */
const REFUSAL_IN = {
  draw: (data: string): string | undefined => {
    const refusal = Number(quantityLedger.decodeFunctionResult("draw", data)[0]);
    return refusal === 0 ? undefined : DRAW_REFUSALS[refusal];
  },
  revise: (data: string): string | undefined =>
    quantityLedger.decodeFunctionResult("revise", data)[0] === true ? undefined : "QuantityShort",
} as const;
