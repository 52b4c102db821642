import type { Gateway } from "../../gateway.ts";
import { signPage } from "./page.ts";

export interface PageQuestion {
  /** The member that asks what this one holds of it. */
  readonly peer: number;
  readonly sinceSeconds: number;
  /** Place after which the page begins. */
  readonly after: number;
}

/** Receipts of 750 characters each: a page stays below the 64 KiB of a signed message. */
const PAGE_SIZE = 40;

/** A signed page of the receipts of what a member sent and this one keeps, in the order they came. */
export async function servePage(gateway: Gateway, { peer, sinceSeconds, after }: PageQuestion): Promise<string> {
  const rows = await gateway.database
    .selectFrom("envelopes")
    .select(["receipt", "sequence"])
    .where("issuer", "=", peer)
    .where("sequence", ">", after)
    .where("received_at_seconds", ">=", sinceSeconds)
    .where("receipt", "is not", null)
    .orderBy("sequence")
    .limit(PAGE_SIZE + 1)
    .execute();
  const shown = rows.slice(0, PAGE_SIZE);
  const page = {
    ...{ issuer: gateway.memberId, audience: peer, issuedAt: gateway.clock(), sinceSeconds, after },
    next: rows.length > PAGE_SIZE ? (shown.at(-1)?.sequence ?? null) : null,
    receipts: shown.map(({ receipt }) => receipt ?? ""),
  };
  return signPage(page, gateway);
}
