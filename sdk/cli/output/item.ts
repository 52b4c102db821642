import type { OutboxItem } from "../../client/index.ts";
import { type Columns, tableOf } from "./page.ts";
import { spanText } from "./time.ts";

/** An item of the outbox as a row of a table. */
export const ITEM_COLUMNS: Columns<OutboxItem> = {
  head: ["ITEM", "WHAT", "STATE", "AGE", "NONCE", "SENT", "SUBJECT", "NOTE"],
  cells: (item) => [
    ...[String(item.itemId), item.action ?? item.purpose, item.state, spanText(item.ageSeconds)],
    item.nonce === null ? "" : String(item.nonce),
    item.attempts === 0 ? "" : `${item.attempts} times`,
    ...[item.documentId ?? item.subjectId ?? "", item.refusal ?? ""],
  ],
};

/** One item, as the list shows it. */
export const itemText = (item: OutboxItem): string => tableOf([item], ITEM_COLUMNS);
