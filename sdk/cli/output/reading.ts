import type { ReadingView } from "../../client/index.ts";
import type { Columns } from "./page.ts";
import { timeText } from "./time.ts";

const cells = ({ receipt, ...reading }: ReadingView): string[] => [
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

/** A reading as a row of a table. */
export const READING_COLUMNS: Columns<ReadingView> = {
  head: ["TIME", "READER", "OWNER", "PURPOSE", "STATE", "USES", "NOTE", "DOCUMENT", "GRANT"],
  none: "No reading is known.",
  cells,
};
