import type { Hex32 } from "../src/index.ts";
import type { ItemState, Paging, Standing } from "./views.ts";

/** What a certificate drew; the quantity is a decimal string in the balance's unit. */
export interface DrawView {
  readonly memberId: number;
  readonly documentId: Hex32;
  readonly quantity: string;
  readonly drawnAtSeconds: number;
  readonly givenBackAtSeconds: number | null;
  /** Of the certificate. */
  readonly standing: Standing;
}

/** A balance; quantities are decimal strings in its unit. */
export interface BalanceView {
  readonly balanceId: Hex32;
  readonly opener: number;
  /** The document that it rests on. */
  readonly documentId: Hex32;
  readonly item: number;
  /** UN/CEFACT Recommendation 20 code. */
  readonly unit: string;
  readonly opened: string;
  readonly drawn: string;
  readonly left: string;
  /** Of the document that it rests on: nothing can be drawn unless it is current. */
  readonly standing: Standing;
  readonly drawers: readonly number[];
  readonly draws: readonly DrawView[];
  readonly openedAtSeconds: number;
  readonly blockNumber: number;
}

export interface NewBalance {
  readonly documentId: Hex32;
  /** Which of the document's quantities, from 1; 0 for their sum; 1 by default. */
  readonly item?: number;
  /** Other members whose certificates may draw. */
  readonly drawers?: readonly number[];
}

export interface NewDraw {
  /** The certificate. */
  readonly documentId: Hex32;
  /** As in {@link NewBalance}, of the certificate. */
  readonly item?: number;
}

export interface Drawer {
  readonly memberId: number;
  readonly isAllowed: boolean;
}

/** A certificate by its issuer. */
export interface GivenBack {
  readonly memberId: number;
  readonly documentId: Hex32;
}

export const BALANCE_DIRECTIONS = ["opened", "drawable"] as const;

export interface BalancesQuery extends Paging {
  /** Opened by this member, or such that it may draw from them. */
  readonly direction?: (typeof BALANCE_DIRECTIONS)[number];
  /** Those that rest on this document. */
  readonly documentId?: Hex32;
}

export interface QueuedBalance {
  readonly balanceId: Hex32;
  readonly action: string;
  readonly state: ItemState;
  readonly refusal: string | null;
  readonly statusUrl: string;
}
