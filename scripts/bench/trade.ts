import type { LabelledLine } from "@sealane/sdk";

/** A number in [0, 1) for each place; the same on every run. */
export function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/**
 * Labelled lines of a year of declarations, as wide and as varied as those of a customs agency: some thousand importers,
 * sellers and codes, a fifth wrong for reasons that a model can find.
 */
export function tradeOf(count: number, seed = 1): LabelledLine[] {
  const random = drawsOf(seed);
  const one = (prefix: string, of: number): string => `${prefix}${Math.floor(random() ** 2 * of)}`;
  const country = (): string => ["CN", "VN", "DE", "US", "JP", "TH", "IT"][Math.floor(random() ** 2 * 7)] as string;
  return Array.from({ length: count }, (_, place) => {
    const heading = 1000 + 37 * Math.floor(random() ** 2 * 200);
    const netMassKg = Math.round(random() ** 4 * 200_000) / 10;
    const seller = one("S", 9_000);
    const chance =
      0.08 + (heading % 5 === 0 ? 0.2 : 0) + (netMassKg > 2_000 ? 0.15 : 0) + (seller.endsWith("7") ? 0.2 : 0);
    const line = {
      date: new Date(Date.UTC(2024, 0, 1 + Math.floor((365 * place) / count))).toISOString().slice(0, 10),
      ...{ office: one("", 42), declarant: one("D", 1_200), importer: one("I", 12_000), seller },
      hsCode: `${heading}${10 * (1 + Math.floor(random() * 8))}`,
      ...{ originCountry: country(), dispatchCountry: country() },
      ...{ taxRate: [0, 6.5, 8, 13][Math.floor(random() * 4)] as number, taxType: one("A", 10) },
      ...{ netMassKg, itemPrice: Math.round(netMassKg * (2 + 40 * random())) },
    };
    return { line, wrong: random() < chance ? 1 : 0 } as const;
  });
}
