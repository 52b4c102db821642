/** What an alert is about. */
export interface AlertCategory {
  /** Its bit in an agreement's `alertCategories`, from 0; never reused. */
  readonly code: number;
  readonly name: string;
  readonly title: string;
  /** Days after which an alert of this category weighs half: routes change faster than licensing does. */
  readonly halfLifeDays: number;
}

/** Every category. To add one, add a row with the next free code, at most 31. */
export const ALERT_CATEGORIES = [
  { code: 0, name: "valuation", title: "Valuation", halfLifeDays: 180 },
  { code: 1, name: "classification", title: "Classification", halfLifeDays: 365 },
  { code: 2, name: "origin", title: "Origin", halfLifeDays: 270 },
  { code: 3, name: "quantity", title: "Quantity", halfLifeDays: 120 },
  { code: 4, name: "ipr", title: "Intellectual property", halfLifeDays: 180 },
  { code: 5, name: "safety", title: "Product safety", halfLifeDays: 180 },
  { code: 6, name: "drugs", title: "Drugs and precursors", halfLifeDays: 30 },
  { code: 7, name: "cites", title: "Endangered species (CITES)", halfLifeDays: 120 },
  { code: 8, name: "dual-use", title: "Dual-use goods", halfLifeDays: 365 },
  { code: 9, name: "sanctions", title: "Sanctions", halfLifeDays: 365 },
  { code: 10, name: "transshipment", title: "Transshipment", halfLifeDays: 90 },
  { code: 11, name: "other", title: "Other", halfLifeDays: 90 },
] as const satisfies readonly AlertCategory[];

export type AlertCategoryName = (typeof ALERT_CATEGORIES)[number]["name"];

/** The row of a category. */
export const categoryByName = (name: AlertCategoryName): AlertCategory =>
  ALERT_CATEGORIES.find((row) => row.name === name) as AlertCategory;

/** A category's bit as an agreement on the chain counts it (`IAgreementRegistry.Terms.alertCategories`). */
export const categoryBit = (name: AlertCategoryName): number => 2 ** categoryByName(name).code;

/** Whether an agreement's `alertCategories`, a uint32, holds a category. */
export const holdsCategory = (alertCategories: number, name: AlertCategoryName): boolean =>
  Math.floor(alertCategories / categoryBit(name)) % 2 === 1;
