import type { KindName } from "@sealane/sdk";

interface Actor {
  readonly memberId: number;
  readonly country: string;
  readonly roles: number;
  readonly kinds: readonly KindName[];
}

/** Who appears in the gateway's tests. The stranger is a member that may issue nothing. */
export const ACTORS = {
  singapore: { memberId: 1, country: "SG", roles: 1, kinds: ["declaration-reexport", "re-export-certificate"] },
  rotterdam: { memberId: 2, country: "NL", roles: 1, kinds: ["declaration-import"] },
  carrier: {
    memberId: 4,
    country: "DK",
    roles: 2,
    kinds: ["bill-of-lading-master", "bill-of-lading-house", "bill-of-lading-transshipment"],
  },
  exporter: { memberId: 5, country: "MY", roles: 8, kinds: ["packing-list", "commercial-invoice"] },
  auditor: { memberId: 6, country: "CH", roles: 16, kinds: [] },
  stranger: { memberId: 7, country: "XX", roles: 8, kinds: [] },
} as const satisfies Readonly<Record<string, Actor>>;

export type ActorName = keyof typeof ACTORS;
