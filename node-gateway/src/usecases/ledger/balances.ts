import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import { isBefore } from "../../database/is-before.ts";
import type { Gateway } from "../../gateway.ts";
import { findTombstone } from "../../indexer/find-anchors.ts";
import { type FoldedBalance, type FoldedDraw, findBalance } from "../../ledger/balances.ts";
import { decimalOfMillionths } from "../../ledger/quantity.ts";
import { requireBalance } from "../../ledger/require.ts";
import { standingBy } from "../../papers/document-view.ts";
import { limitOf } from "../page.ts";
import { fillPage } from "../sharing/place.ts";
import type { Page, Standing } from "../views.ts";

/** What a certificate drew, in the balance's unit. */
export interface DrawView {
  readonly memberId: number;
  readonly documentId: Hex32;
  readonly quantity: string;
  readonly drawnAtSeconds: number;
  readonly givenBackAtSeconds: number | null;
  /** Of the certificate. */
  readonly standing: Standing;
}

/** A balance; quantities are decimal strings in its unit. */
export interface BalanceView {
  readonly balanceId: Hex32;
  readonly opener: number;
  /** The document that it rests on. */
  readonly documentId: Hex32;
  readonly item: number;
  /** UN/CEFACT Recommendation 20 code. */
  readonly unit: string;
  readonly opened: string;
  readonly drawn: string;
  readonly left: string;
  /** Of the document that it rests on: nothing can be drawn unless it is current. */
  readonly standing: Standing;
  readonly drawers: readonly number[];
  readonly draws: readonly DrawView[];
  readonly openedAtSeconds: number;
  readonly blockNumber: number;
}

export interface ListBalancesInput {
  /** Opened by this member, or such that this member may draw from it; all by default. */
  readonly direction?: "opened" | "drawable";
  /** Only those that rest on this document. */
  readonly documentId?: Hex32;
  readonly after?: string;
  readonly limit?: number;
}

/** Balances, the newest first; the chain tells them all to every member. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listBalances(gateway: Gateway, input: ListBalancesInput): Promise<Page<BalanceView>> {
  const { database, memberId } = gateway;
  return fillPage({
    limit: limitOf(input.limit),
    after: input.after,
    read: (after, limit) => {
      let query = database
        .selectFrom("ledger_events")
        .selectAll()
        .where("name", "=", "BalanceOpened")
        .orderBy("block_number", "desc")
        .orderBy("log_index", "desc")
        .limit(limit);
      if (input.documentId !== undefined) query = query.where("balance_id", "in", namedBy(database, input.documentId));
      if (input.direction === "opened") query = query.where("member_id", "=", memberId);
      if (after !== undefined) query = query.where(isBefore(after));
      return query.execute();
    },
    view: async ({ balance_id }) => {
      const balance = await findBalance(database, balance_id);
      if (!balance || (input.documentId !== undefined && balance.documentId !== input.documentId)) return undefined;
      const mayDraw = balance.opener === memberId || balance.drawers.has(memberId);
      return input.direction === "drawable" && !mayDraw ? undefined : balanceView(gateway, balance);
    },
  });
}

/** Balances that rest, or rested, on a document, and others that an event of it names. */
const namedBy = (database: Database, documentId: Hex32) =>
  database.selectFrom("ledger_events").select("balance_id").where("document_id", "=", documentId);

/** A balance with everything that was drawn from it. @throws BALANCE_NOT_FOUND */
export async function getBalance(gateway: Gateway, { balanceId }: { readonly balanceId: Hex32 }): Promise<BalanceView> {
  return balanceView(gateway, await requireBalance(gateway.database, balanceId));
}

async function balanceView(gateway: Gateway, { opened, drawn, drawers, ...balance }: FoldedBalance) {
  const { documentId, opener } = balance;
  return {
    ...balance,
    ...{ opened: decimalOfMillionths(opened), drawn: decimalOfMillionths(drawn) },
    left: decimalOfMillionths(opened - drawn),
    standing: await standingOf(gateway, documentId, opener),
    drawers: [...drawers].sort((a, b) => a - b),
    draws: await Promise.all(balance.draws.map((draw) => drawView(gateway, draw))),
  };
}

const drawView = async (gateway: Gateway, { quantity, ...draw }: FoldedDraw): Promise<DrawView> => ({
  ...draw,
  quantity: decimalOfMillionths(quantity),
  standing: await standingOf(gateway, draw.documentId, draw.memberId),
});

const standingOf = async ({ database }: Gateway, documentId: Hex32, memberId: number): Promise<Standing> =>
  standingBy(await findTombstone(database, documentId, memberId));
