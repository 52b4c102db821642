import { type Hex32, kindByName } from "@sealane/sdk";
import type { GrantTerms } from "../../chain/terms.ts";
import { isBefore } from "../../database/is-before.ts";
import type { OutboxItemRow } from "../../database/schema.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { isGone } from "../../outbox/item-view.ts";
import { findDocument } from "../../papers/find-document.ts";
import { findGrant } from "../../sharing/grant-line.ts";
import { limitOf } from "../page.ts";
import type { Page } from "../views.ts";
import { type GrantView, grantView, queuedGrantView, rowOfTerms } from "./grant-view.ts";
import { latestItem } from "./latest-item.ts";
import { fillPage, offChainFirst } from "./place.ts";

export interface ListGrantsInput {
  /** Made by this member (or handed on from what it made), or received; both by default. */
  readonly direction?: "made" | "received";
  /** Document id, or subject tag. */
  readonly subject?: Hex32;
  readonly standing?: GrantView["standing"];
  readonly after?: string;
  readonly limit?: number;
}

/**
 * Grants that this member makes, owns the papers of, or reads under, the newest first; before them its own that wait for
 * the chain and, asked for by their standing, those that the chain did not take. @throws CURSOR_INVALID, QUERY_INVALID
 */
export async function listGrants(gateway: Gateway, input: ListGrantsInput): Promise<Page<GrantView>> {
  return offChainFirst({
    limit: limitOf(input.limit),
    after: input.after,
    off: (after, limit) => notOnChain(gateway, input, { after, limit }),
    chain: (after, limit) => onChain(gateway, input, { after, limit }),
  });
}

/** In which states an item of the outbox shows as a grant that stands so. */
const ITEM_STATES = { queued: ["waiting", "signed"], refused: ["refused", "cancelled"] } as const;

async function notOnChain(
  gateway: Gateway,
  { direction, subject, standing = "queued" }: ListGrantsInput,
  { after, limit }: { readonly after: number | undefined; readonly limit: number },
): Promise<{ place: number; item: GrantView }[]> {
  if (direction === "received" || (standing !== "queued" && standing !== "refused")) return [];
  let query = gateway.database
    .selectFrom("outbox_items")
    .leftJoin("grants", "grants.grant_id", "outbox_items.subject_id")
    .selectAll("outbox_items")
    .where("outbox_items.purpose", "in", ["grant", "delegate"])
    .where("outbox_items.state", "in", ITEM_STATES[standing])
    .where("grants.grant_id", "is", null)
    .orderBy("item_id", "desc");
  if (after !== undefined) query = query.where("item_id", "<", after);
  if (subject === undefined) query = query.limit(limit);
  const rows = (await query.execute()).filter((row) => subject === undefined || termsOf(row).subject === subject);
  return Promise.all(
    rows.slice(0, limit).map(async (row) => ({
      place: row.item_id,
      item: await viewOfItem(gateway, row, String(row.subject_id)),
    })),
  );
}

async function onChain(
  gateway: Gateway,
  { direction, subject, standing }: ListGrantsInput,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ items: GrantView[]; next: string | null }> {
  const { memberId, database } = gateway;
  if (standing === "queued" || standing === "refused") return { items: [], next: null };
  return fillPage({
    ...page,
    read: (after, limit) => {
      let query = database
        .selectFrom("grants")
        .selectAll()
        .orderBy("block_number", "desc")
        .orderBy("log_index", "desc")
        .limit(limit);
      if (direction === "received") query = query.where("reader", "=", memberId);
      else {
        query = query.where((row) =>
          row.or([
            ...[row("granter", "=", memberId), row("owner", "=", memberId)],
            ...(direction === undefined ? [row("reader", "=", memberId)] : []),
          ]),
        );
      }
      if (subject !== undefined) query = query.where("subject", "=", subject);
      if (after !== undefined) query = query.where(isBefore(after));
      return query.execute();
    },
    view: async (row) => {
      const view = await grantView(gateway, row);
      return standing === undefined || view.standing === standing ? view : undefined;
    },
  });
}

/** A grant on the chain, or one of this member's that is on its way there. @throws GRANT_NOT_FOUND */
export async function getGrant(gateway: Gateway, { grantId }: { readonly grantId: Hex32 }): Promise<GrantView> {
  const made = await findGrant(gateway.database, grantId);
  if (made) return grantView(gateway, made);
  const item = await latestItem(gateway.database, ["grant", "delegate"], grantId);
  if (!item) throw new GatewayError("GRANT_NOT_FOUND", "The index has no such grant, and none waits in the outbox.");
  return viewOfItem(gateway, item, grantId);
}

function termsOf({ purpose, payload }: Pick<OutboxItemRow, "purpose" | "payload">): GrantTerms {
  const told = JSON.parse(payload);
  return purpose === "delegate" ? told.terms : told;
}

async function viewOfItem(gateway: Gateway, item: OutboxItemRow, grantId: Hex32): Promise<GrantView> {
  const terms = termsOf(item);
  const parent = item.purpose === "delegate" ? await findGrant(gateway.database, terms.parentId) : undefined;
  const kind = item.document_id === null ? 0 : kindByName((await findDocument(gateway, item.document_id)).kind).code;
  const of = {
    granter: gateway.memberId,
    owner: parent?.owner ?? gateway.memberId,
    kind: parent?.kind ?? kind,
  };
  return queuedGrantView(gateway, rowOfTerms(grantId, terms, of), isGone(item) ? "refused" : "queued");
}
