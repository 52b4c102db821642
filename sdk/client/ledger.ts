import type { Hex32 } from "../src/index.ts";
import { type Calls, newKey } from "./calls.ts";
import type * as L from "./ledger-views.ts";
import type { Page } from "./views.ts";

/** How much of what came in may still go out again. */
export interface LedgerClient {
  listBalances(query?: L.BalancesQuery): Promise<Page<L.BalanceView>>;
  getBalance(balanceId: Hex32): Promise<L.BalanceView>;
  openBalance(balance: L.NewBalance, idempotencyKey?: string): Promise<L.QueuedBalance>;
  reviseBalance(balanceId: Hex32, documentId: Hex32, idempotencyKey?: string): Promise<L.QueuedBalance>;
  setDrawer(balanceId: Hex32, drawer: L.Drawer, idempotencyKey?: string): Promise<L.QueuedBalance>;
  drawQuantity(balanceId: Hex32, draw: L.NewDraw, idempotencyKey?: string): Promise<L.QueuedBalance>;
  giveBackQuantity(balanceId: Hex32, draw: L.GivenBack, idempotencyKey?: string): Promise<L.QueuedBalance>;
}

/** The part of a client that keeps the ledger. */
export function createLedger({ get, post }: Calls): LedgerClient {
  const placeOf = (balanceId: Hex32) => `/v1/ledger/${encodeURIComponent(balanceId)}`;
  return {
    listBalances: (query = {}) => get("/v1/ledger", { ...query }),
    getBalance: (balanceId) => get(placeOf(balanceId)),
    openBalance: (json, idempotencyKey = newKey()) => post("/v1/ledger", { json, idempotencyKey }),
    reviseBalance: (balanceId, documentId, idempotencyKey = newKey()) =>
      post(`${placeOf(balanceId)}/revise`, { json: { documentId }, idempotencyKey }),
    setDrawer: (balanceId, json, idempotencyKey = newKey()) =>
      post(`${placeOf(balanceId)}/drawers`, { json, idempotencyKey }),
    drawQuantity: (balanceId, json, idempotencyKey = newKey()) =>
      post(`${placeOf(balanceId)}/draw`, { json, idempotencyKey }),
    giveBackQuantity: (balanceId, json, idempotencyKey = newKey()) =>
      post(`${placeOf(balanceId)}/give-back`, { json, idempotencyKey }),
  };
}
