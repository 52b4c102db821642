import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { LedgerEventRow } from "../database/schema/ledger.ts";
import { unitOfHex } from "./quantity.ts";

/** What a certificate drew from a balance. */
export interface FoldedDraw {
  readonly memberId: number;
  readonly documentId: Hex32;
  /** In millionths of the balance's unit. */
  readonly quantity: bigint;
  readonly drawnAtSeconds: number;
  readonly givenBackAtSeconds: number | null;
}

/** A balance as the fold over its events gives it; quantities in millionths of its unit. */
export interface FoldedBalance {
  readonly balanceId: Hex32;
  readonly opener: number;
  /** The document that it rests on. */
  readonly documentId: Hex32;
  readonly item: number;
  readonly unit: string;
  readonly opened: bigint;
  readonly drawn: bigint;
  readonly drawers: ReadonlySet<number>;
  readonly draws: readonly FoldedDraw[];
  readonly openedAtSeconds: number;
  readonly blockNumber: number;
}

interface Args {
  readonly quantity: string;
  readonly opening: { readonly item: number; readonly unit: string; readonly quantity: string };
}

/** The fold over a balance's events, in the chain's order; undefined without the one that opened it. */
export function foldBalance(events: readonly LedgerEventRow[]): FoldedBalance | undefined {
  const opening = events.find(({ name }) => name === "BalanceOpened");
  if (opening === undefined) return undefined;
  const { item, unit, quantity } = argsOf(opening).opening;
  const drawers = new Set<number>();
  const draws = new Map<string, FoldedDraw>();
  let [documentId, opened] = [String(opening.document_id), BigInt(quantity)];
  for (const event of events) {
    const { name, member_id: memberId, time_seconds: timeSeconds } = event;
    const key = `${memberId} ${event.document_id}`;
    const earlier = draws.get(key);
    if (name === "DrawerAllowed") drawers.add(memberId);
    if (name === "DrawerDisallowed") drawers.delete(memberId);
    if (name === "BalanceRevised") [documentId, opened] = [String(event.document_id), BigInt(argsOf(event).quantity)];
    if (name === "QuantityDrawn") draws.set(key, drawOf(event));
    if (name === "QuantityGivenBack" && earlier) draws.set(key, { ...earlier, givenBackAtSeconds: timeSeconds });
  }
  const standing = [...draws.values()].filter(({ givenBackAtSeconds }) => givenBackAtSeconds === null);
  return {
    ...{ balanceId: opening.balance_id, opener: opening.member_id, documentId, item, unit: unitOfHex(unit), opened },
    drawn: standing.reduce((sum, draw) => sum + draw.quantity, 0n),
    ...{ drawers, draws: [...draws.values()] },
    ...{ openedAtSeconds: opening.time_seconds, blockNumber: opening.block_number },
  };
}

const argsOf = ({ args }: LedgerEventRow): Args => JSON.parse(args) as Args;

const drawOf = (event: LedgerEventRow): FoldedDraw => ({
  memberId: event.member_id,
  documentId: String(event.document_id),
  quantity: BigInt(argsOf(event).quantity),
  drawnAtSeconds: event.time_seconds,
  givenBackAtSeconds: null,
});

/** A balance as the index has it; undefined for an unknown one. */
export async function findBalance(database: Database, balanceId: Hex32): Promise<FoldedBalance | undefined> {
  return foldBalance(
    await database
      .selectFrom("ledger_events")
      .selectAll()
      .where("balance_id", "=", balanceId)
      .orderBy("block_number")
      .orderBy("log_index")
      .execute(),
  );
}

/** Ids of the balances that an event about a document of a member names: it opened, revised or drew, or would have. */
export async function balancesNaming(database: Database, documentId: Hex32, memberId: number): Promise<Hex32[]> {
  const rows = await database
    .selectFrom("ledger_events")
    .select("balance_id")
    .distinct()
    .where("document_id", "=", documentId)
    .where("member_id", "=", memberId)
    .orderBy("balance_id")
    .execute();
  return rows.map(({ balance_id }) => balance_id);
}
