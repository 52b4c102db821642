import type { LabelledLine } from "../../../sdk/src/model/declaration.ts";
import { drawAt } from "../../../sdk/src/model/random.ts";

/** Declared lines of a small trade in which heavy goods of one chapter, and one seller's, are often wrong. */
export function linesOf(count: number, seed = 1): LabelledLine[] {
  let draws = 0;
  const random = (): number => drawAt(seed, draws++, 0);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return Array.from({ length: count }, (_, place) => {
    const seller = pick(["S1", "S2", "S3", "S4", "S5"]);
    const hsCode = pick(["640192", "640299", "870323", "610910", "300490"]);
    const netMassKg = Math.round(random() * 2000) / 10;
    const chance = 0.05 + (hsCode.startsWith("64") && netMassKg > 120 ? 0.6 : 0) + (seller === "S3" ? 0.3 : 0);
    const line = {
      date: `2024-${String(1 + Math.floor((place * 12) / count)).padStart(2, "0")}-15`,
      office: pick(["10", "20"]),
      declarant: pick(["D1", "D2", "D3"]),
      importer: pick(["I1", "I2", "I3", "I4", "I5", "I6"]),
      seller,
      hsCode,
      originCountry: pick(["CN", "VN", "DE"]),
      dispatchCountry: pick(["CN", "HK", "DE"]),
      taxRate: pick([0, 8, 13]),
      taxType: pick(["A", "C"]),
      netMassKg,
      itemPrice: Math.round(netMassKg * (5 + 20 * random())),
    };
    return { line, wrong: random() < chance ? 1 : 0 };
  });
}
