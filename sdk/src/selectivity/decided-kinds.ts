import type { KindName } from "../kinds/kinds.ts";

/** Kinds that a lane is decided for. To decide another, add it here. */
export const DECIDED_KINDS = [
  "declaration-import",
  "declaration-export",
  "declaration-transit",
  "declaration-reexport",
  "declaration-entry-summary",
] as const satisfies readonly KindName[];
