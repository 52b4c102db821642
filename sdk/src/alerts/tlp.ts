/** Who an alert may be addressed to: all members, the parties of an agreement, or members that are named one by one. */
export type AddressSort = "everyone" | "agreement" | "members";

export type TlpName = "clear" | "green" | "amber" | "amber+strict" | "red";

/** One marking of the Traffic Light Protocol, version 2.0 (FIRST, August 2022), and what it means between gateways. */
export interface TlpRow {
  /** Order of strictness, as an agreement's `tlpCeiling` counts it. */
  readonly code: number;
  readonly name: TlpName;
  /** As it is written on documents. */
  readonly label: string;
  /** Who may be told, in words. */
  readonly title: string;
  readonly addressedTo: readonly AddressSort[];
  /** Whether a recipient may hand it on to another member, where the alert's own rule allows it. */
  readonly isForwardable: boolean;
  /** Whether it is for single persons: an officer needs a scope of his own. */
  readonly isPersonal: boolean;
}

/** The markings, from the mildest to the strictest. */
export const TLP: readonly TlpRow[] = [
  {
    ...{ code: 0, name: "clear", label: "TLP:CLEAR", title: "Anyone" },
    ...{ addressedTo: ["everyone", "agreement", "members"], isForwardable: true, isPersonal: false },
  },
  {
    ...{ code: 1, name: "green", label: "TLP:GREEN", title: "Members of the consortium" },
    ...{ addressedTo: ["everyone", "agreement", "members"], isForwardable: true, isPersonal: false },
  },
  {
    ...{ code: 2, name: "amber", label: "TLP:AMBER", title: "The recipient, and its clients who need to know" },
    ...{ addressedTo: ["agreement", "members"], isForwardable: false, isPersonal: false },
  },
  {
    ...{ code: 3, name: "amber+strict", label: "TLP:AMBER+STRICT", title: "The recipient's own organisation" },
    ...{ addressedTo: ["agreement", "members"], isForwardable: false, isPersonal: false },
  },
  {
    ...{ code: 4, name: "red", label: "TLP:RED", title: "The persons addressed, nobody else" },
    ...{ addressedTo: ["members"], isForwardable: false, isPersonal: true },
  },
];

/** The row of a marking. */
export const tlpByName = (name: TlpName): TlpRow => TLP.find((row) => row.name === name) as TlpRow;
