import type { CodeRow } from "./code-rows.ts";

/** Why a document was replaced or taken back. To add a reason, add a row with the next free code. */
export const REASONS = [
  { code: 1, name: "correction", title: "A field was wrong and is corrected" },
  { code: 2, name: "amendment", title: "The goods, parties or route changed after issue" },
  { code: 3, name: "issued-in-error", title: "It should not have been issued" },
  { code: 4, name: "goods-not-shipped", title: "The goods did not move" },
  { code: 5, name: "fraud", title: "It rests on false statements" },
  { code: 6, name: "key-compromised", title: "It was signed with a stolen key" },
  {
    code: 7,
    name: "replaced-by-other-medium",
    title: "Paper took the place of the electronic document, or the reverse",
  },
  { code: 8, name: "authority-order", title: "An authority ordered it" },
] as const satisfies readonly CodeRow[];

export type ReasonName = (typeof REASONS)[number]["name"];
