import type { OutboxItem } from "../../client/index.ts";
import { spanText } from "./time.ts";

/** What heads the cells of {@link itemCells}. */
export const ITEM_HEAD = ["ITEM", "WHAT", "STATE", "AGE", "NONCE", "SENT", "SUBJECT", "NOTE"];

/** An item of the outbox as a row of a table. */
export const itemCells = (item: OutboxItem): string[] => [
  String(item.itemId),
  item.action ?? item.purpose,
  item.state,
  spanText(item.ageSeconds),
  item.nonce === null ? "" : String(item.nonce),
  item.attempts === 0 ? "" : `${item.attempts} times`,
  item.documentId ?? item.subjectId ?? "",
  item.refusal ?? "",
];
