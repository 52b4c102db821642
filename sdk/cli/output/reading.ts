import type { ReadingView } from "../../client/index.ts";
import { timeText } from "./time.ts";

export const READING_HEAD = ["TIME", "READER", "OWNER", "PURPOSE", "STATE", "USES", "NOTE", "DOCUMENT", "GRANT"];

/** A reading as a row of a table. */
export const readingCells = ({ receipt, ...reading }: ReadingView): string[] => [
  timeText(reading.readAt),
  String(reading.reader),
  String(reading.owner),
  reading.purpose,
  reading.state,
  receipt === null ? "" : String(receipt.uses),
  receipt?.wasEffective === false ? "without an effective grant" : "",
  reading.documentId,
  reading.grantId,
];
