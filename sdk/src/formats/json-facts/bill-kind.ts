import type { KindName } from "../../kinds/kinds.ts";
import type { Hints } from "../format.ts";

/** The kind of a bill of lading that does not say which it is: the bill that its sender says, else the master bill. */
export const billKind = ({ kind }: Hints): KindName =>
  kind?.startsWith("bill-of-lading") ? kind : "bill-of-lading-master";
