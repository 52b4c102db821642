import { type Entry, type Hex32, type ScopeProof, ZERO_HEX32 } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { AgreementTerms, GrantTerms, RequestQuestion } from "../chain/terms.ts";
import type { OutboxItemRow, Schema } from "../database/schema.ts";

/** What a member can change about itself on the chain. */
export type MemberAction =
  | {
      readonly action: "addKey";
      /** base64url coordinates. */
      readonly x: string;
      readonly y: string;
      readonly use: "statement" | "sealing" | "transport";
      readonly validFromSeconds: number;
      readonly validUntilSeconds: number;
    }
  | { readonly action: "endKey"; readonly kid: string }
  | { readonly action: "declareKeyCompromised"; readonly kid: string; readonly compromisedSinceSeconds: number }
  | { readonly action: "setGatewayUrl"; readonly gatewayUrl: string };

/** What a member says of an agreement. */
export type AgreementAction =
  | { readonly action: "propose"; readonly terms: AgreementTerms }
  | { readonly action: "accept" | "suspend" | "resume" | "terminate" };

/** What a member says to the ledger; quantities in millionths of the unit. */
export type LedgerAction =
  | {
      readonly action: "open";
      readonly item: number;
      readonly unit: string;
      readonly quantity: string;
      readonly drawers: readonly number[];
    }
  | { readonly action: "revise"; readonly quantity: string }
  | { readonly action: "allowDrawer" | "disallowDrawer"; readonly memberId: number }
  | { readonly action: "draw"; readonly unit: string; readonly quantity: string }
  /** The certificate's issuer. */
  | { readonly action: "giveBack"; readonly memberId: number };

/** What a member says of the seed of a period of its draws. The seed itself stands in no item before it is public. */
export type SelectionAction =
  | {
      readonly action: "commit";
      readonly period: number;
      readonly beginsAtSeconds: number;
      readonly endsAtSeconds: number;
    }
  | { readonly action: "reveal"; readonly period: number; readonly seed: Hex32 };

/** Something that is not of a document of ours, but of a grant, request, agreement or seed by its id. */
interface Sharing<Purpose, Payload> {
  readonly purpose: Purpose;
  readonly documentId: null;
  readonly subjectId: Hex32;
  readonly payload: Payload;
}

/** One thing to tell the chain. */
export type OutboxItem =
  | { readonly purpose: "anchor"; readonly documentId: Hex32; readonly payload: Entry }
  | { readonly purpose: "withdraw"; readonly documentId: Hex32; readonly payload: { readonly reason: number } }
  | {
      readonly purpose: "supersede";
      readonly documentId: Hex32;
      readonly payload: { readonly reason: number; readonly successorId: Hex32 };
    }
  | { readonly purpose: "member"; readonly documentId: null; readonly payload: MemberAction }
  | {
      readonly purpose: "grant";
      /** Null for a consignment. */
      readonly documentId: Hex32 | null;
      readonly subjectId: Hex32;
      readonly payload: GrantTerms;
    }
  | Sharing<"delegate", { readonly terms: GrantTerms; readonly proof: ScopeProof }>
  | Sharing<"withdrawGrant", { readonly reason: number }>
  | Sharing<"request", RequestQuestion>
  | Sharing<"refuse", { readonly reason: number }>
  | Sharing<"agreement", AgreementAction>
  /** The subject is the root. */
  | Sharing<"receipts", { readonly count: number; readonly head: Hex32 }>
  | {
      readonly purpose: "ledger";
      /** The document that opens, revises, draws or gives back; null where only a drawer is named. */
      readonly documentId: Hex32 | null;
      /** Id of the balance. */
      readonly subjectId: Hex32;
      readonly payload: LedgerAction;
    }
  /** The subject is the commitment. */
  | Sharing<"selection", SelectionAction>;

/** An item with its number. */
export type QueuedItem = OutboxItem & { readonly itemId: number };

/** Queues an item in the transaction that writes down why, and returns its number. */
export async function queueItem(
  transaction: Transaction<Schema>,
  item: OutboxItem,
  timeSeconds: number,
): Promise<number> {
  const { last } = await transaction
    .selectFrom("outbox_items")
    .select((row) => row.fn.max("item_id").as("last"))
    .executeTakeFirstOrThrow();
  const itemId = (last ?? 0) + 1;
  await transaction
    .insertInto("outbox_items")
    .values({
      item_id: itemId,
      purpose: item.purpose,
      document_id: item.documentId,
      subject_id: "subjectId" in item ? item.subjectId : null,
      request_id: requestOf(item),
      payload: JSON.stringify(item.payload),
      state: "waiting",
      refusal: null,
      account: null,
      nonce: null,
      created_at_seconds: timeSeconds,
    })
    .execute();
  return itemId;
}

const requestOf = (item: OutboxItem): Hex32 | null =>
  item.purpose === "grant" && item.payload.requestId !== ZERO_HEX32 ? item.payload.requestId : null;

/** An item as it was queued. */
export const itemOfRow = (row: OutboxItemRow): QueuedItem =>
  ({
    itemId: row.item_id,
    purpose: row.purpose,
    documentId: row.document_id,
    ...(row.subject_id !== null && { subjectId: row.subject_id }),
    payload: JSON.parse(row.payload),
  }) as QueuedItem;
