import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { readLog } from "../readings/read-log.ts";
import { limitOf, positionOf } from "./page.ts";
import type { Page } from "./views.ts";

/** A link of this member's log of readings. */
export interface ReceiptLink {
  readonly sequence: number;
  /** Compact JWS of the reader. */
  readonly reading: string;
  /** Compact JWS of this member; it names the link before. */
  readonly receipt: string;
  /** SHA-256 over the receipt: what the next link names. */
  readonly head: Hex32;
  /** The root it is anchored under; null until one is queued. */
  readonly root: Hex32 | null;
}

/** This member's own log of readings, the oldest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listReceipts(
  gateway: Gateway,
  input: { readonly documentId?: Hex32; readonly after?: string; readonly limit?: number },
): Promise<Page<ReceiptLink>> {
  const limit = limitOf(input.limit);
  const after = input.after === undefined ? undefined : positionOf(input.after);
  const rows = await readLog(gateway, { limit: limit + 1, after, documentId: input.documentId });
  const items = rows
    .slice(0, limit)
    .map(({ sequence, reading, receipt, head, root }) => ({ sequence, reading, receipt, head, root }));
  return { items, next: rows.length > limit ? String(items.at(-1)?.sequence) : null };
}
