import type { Entry, Hex32 } from "@sealane/sdk";
import { INTERFACES } from "../chain/interfaces.ts";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { findAnchor } from "../indexer/find-anchors.ts";
import { type Call, entryArgument, inclusionArguments, memberCall, type PurposeOf } from "./arguments.ts";
import { ledgerCall } from "./encode-ledger.ts";
import { selectionCall } from "./encode-selection.ts";
import { SHARING_CALLS } from "./encode-sharing.ts";
import type { QueuedItem } from "./items.ts";

/** A call of one of our contracts, ready to be tried and signed. */
export interface PlannedCall {
  readonly purpose: QueuedItem["purpose"];
  readonly items: readonly QueuedItem[];
  /** 0x. */
  readonly to: string;
  readonly data: string;
  readonly gas: number;
  /** As in {@link Call}. */
  readonly refusalIn?: (data: string) => string | undefined;
}

/** Gas is free and the limit explicit: generous, but within a block of 30 million. */
const SINGLE_GAS = 600_000;
const BATCH_GAS = 300_000;
const ENTRY_GAS = 6_000;

/** How each purpose becomes a call; undefined while what it speaks of is not in the index yet. To add one, add a row. */
const CALLS: { [P in QueuedItem["purpose"]]: (gateway: Gateway, item: PurposeOf<P>) => Promise<Call | undefined> } = {
  ...SHARING_CALLS,
  ledger: ledgerCall,
  selection: async (_, item) => selectionCall(item),
  anchor: async (_, { payload }) => ({
    contract: "documentRegistry",
    method: "anchor",
    args: [[entryArgument(payload)]],
  }),
  member: async (_, { payload }) => memberCall(payload),
  withdraw: async (gateway, { documentId, payload }) => {
    const found = await findAnchor(gateway.database, documentId, gateway.memberId);
    const args = found && [...inclusionArguments(found), payload.reason];
    return args && { contract: "documentRegistry", method: "withdraw", args };
  },
  supersede: async (gateway, { documentId, payload }) => {
    const found = await findAnchor(gateway.database, documentId, gateway.memberId);
    const successor = await findAnchor(gateway.database, payload.successorId, gateway.memberId);
    if (!found || !successor) return undefined;
    const args = [...inclusionArguments(found), ...inclusionArguments(successor), payload.reason];
    return { contract: "documentRegistry", method: "supersede", args };
  },
};

/** The call that anchors these documents as one batch, in this order. */
export function encodeBatch(gateway: Gateway, items: readonly QueuedItem[]): PlannedCall {
  const args = [items.map(({ payload }) => entryArgument(payload as Entry))];
  const gas = BATCH_GAS + ENTRY_GAS * items.length;
  return planned(gateway, items, { contract: "documentRegistry", method: "anchor", args, gas });
}

/** The call that carries out an item; undefined while what it speaks of is not in the index yet. */
export async function encodeItem(gateway: Gateway, item: QueuedItem): Promise<PlannedCall | undefined> {
  const encode = CALLS[item.purpose] as (gateway: Gateway, item: QueuedItem) => Promise<Call | undefined>;
  const call = await encode(gateway, item);
  return call && planned(gateway, [item], call);
}

function planned(gateway: Gateway, items: readonly QueuedItem[], call: Call): PlannedCall {
  const { contract, method, args, gas = SINGLE_GAS, refusalIn } = call;
  const data = INTERFACES[contract].encodeFunctionData(method, args);
  return {
    purpose: items[0]?.purpose ?? "anchor",
    items,
    to: gateway.contracts[contract],
    data,
    gas,
    ...(refusalIn && { refusalIn }),
  };
}

/** Why an item can never be carried out: it speaks of something that the chain refused, or that was given up. */
export async function hopelessBecause(database: Database, item: QueuedItem): Promise<string | undefined> {
  if (item.purpose === "withdrawGrant")
    return (await isGrantGone(database, item.subjectId)) ? "GrantRefused" : undefined;
  const ids = [
    ...(["withdraw", "supersede", "grant", "ledger"].includes(item.purpose) && item.documentId
      ? [item.documentId]
      : []),
    ...(item.purpose === "supersede" ? [item.payload.successorId] : []),
  ];
  if (ids.length === 0) return undefined;
  const refused = await database
    .selectFrom("documents")
    .select("document_id")
    .where("document_id", "in", ids)
    .where("state", "=", "refused")
    .execute();
  return refused.length > 0 ? "DocumentRefused" : undefined;
}

/** Whether a grant is neither on the chain nor on its way there. */
export async function isGrantGone(database: Database, grantId: Hex32): Promise<boolean> {
  const made = await database
    .selectFrom("grants")
    .select("grant_id")
    .where("grant_id", "=", grantId)
    .executeTakeFirst();
  if (made) return false;
  const open = await database
    .selectFrom("outbox_items")
    .select("item_id")
    .where("subject_id", "=", grantId)
    .where("purpose", "in", ["grant", "delegate"])
    .where("state", "in", ["waiting", "signed", "done"])
    .executeTakeFirst();
  return open === undefined;
}
