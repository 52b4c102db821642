import type { KindName } from "@sealane/sdk";

/** Kinds whose documents open a balance, and kinds that draw, as the contract has them. */
export const OPENING_KINDS: readonly KindName[] = ["declaration-import", "free-zone-entry"];
export const DRAWING_KINDS: readonly KindName[] = ["re-export-certificate", "cites-re-export-certificate"];
