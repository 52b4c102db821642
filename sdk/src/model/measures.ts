import type { DeclarationLine } from "./declaration.ts";

/** One number that a line states or that follows from it alone; NaN where it does not. */
export interface Measure {
  readonly name: string;
  /** For people, as in "net mass 12". */
  readonly words: string;
  of(line: DeclarationLine): number;
}

/** Every measure. To add one, add a row; a model that was trained before keeps those it was trained with. */
export const MEASURES: readonly Measure[] = [
  { name: "netMass", words: "net mass (kg)", of: ({ netMassKg }) => netMassKg ?? Number.NaN },
  { name: "price", words: "price", of: ({ itemPrice }) => itemPrice ?? Number.NaN },
  { name: "unitPrice", words: "price per kg", of: unitPrice },
  { name: "taxRate", words: "rate of duty", of: ({ taxRate }) => taxRate ?? Number.NaN },
  { name: "codeNumber", words: "place of the HS code in the nomenclature", of: codeNumber },
  { name: "direct", words: "sent from its origin", of: direct },
  { name: "massRoundness", words: "roundness of the net mass", of: massRoundness },
];

function unitPrice({ itemPrice, netMassKg }: DeclarationLine): number {
  return itemPrice === undefined || !netMassKg ? Number.NaN : itemPrice / netMassKg;
}

/** Neighbours in the nomenclature are alike, so that trees may cut it anywhere. */
function codeNumber({ hsCode }: DeclarationLine): number {
  const digits = hsCode?.slice(0, 6) ?? "";
  return /^\d{2,6}$/.test(digits) ? Number(digits.padEnd(6, "0")) : Number.NaN;
}

function direct({ originCountry, dispatchCountry }: DeclarationLine): number {
  if (originCountry === undefined || dispatchCountry === undefined) return Number.NaN;
  return originCountry === dispatchCountry ? 1 : 0;
}

/** 5 for whole tonnes down to 1 for tenths of a kilogram and 0 for finer ones: who estimates rounds. */
function massRoundness({ netMassKg }: DeclarationLine): number {
  if (netMassKg === undefined) return Number.NaN;
  const level = [1000, 100, 10, 1, 0.1].findIndex((unit) => {
    const units = netMassKg / unit;
    return Math.abs(units - Math.round(units)) < 1e-9 * Math.max(1, units);
  });
  return level < 0 ? 0 : 5 - level;
}
