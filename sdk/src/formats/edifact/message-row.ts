import type { Json } from "../../canonical/json.ts";
import type { KindName } from "../../kinds/kinds.ts";
import type { Hints } from "../format.ts";
import type { Line, LinesOf } from "./lines.ts";

/** One type of message whose facts are read. */
export interface MessageRow {
  /** UNH 0065. */
  readonly type: string;
  readonly title: string;
  kindOf(of: LinesOf, hints: Hints): KindName;
  /** Whether the messages of an interchange add up to one paper; else each is one. */
  readonly isJoined?: true;
  /** Whether a date behind a place is that place's alone. */
  readonly hasDatedPlaces?: true;
  /** 2005 of the date of issue, the first that counts first. */
  readonly issueDates: readonly string[];
  /** 5025 of the value of the whole, the first that counts first. */
  readonly amounts: readonly string[];
  /** What the message says of custody. */
  eventsOf?(lines: readonly Line[], of: LinesOf): Json[];
  /** What the message decides. */
  statusOf?(of: LinesOf): string | undefined;
}
