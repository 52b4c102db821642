import { type DeclarationLine, goodsOf, type LabelledLine } from "./declaration.ts";

/**
 * The least a model must beat: a table of the goods that were seen before, each with the mean of its outcomes, half a
 * line of the overall mean added; goods that were not seen get the overall mean.
 */
export function lookupBaseline(lines: readonly LabelledLine[]): (line: DeclarationLine) => number {
  const table = new Map<string, { seen: number; wrong: number }>();
  let all = 0;
  for (const { line, wrong } of lines) {
    const goods = goodsOf(line);
    const row = table.get(goods) ?? { seen: 0, wrong: 0 };
    table.set(goods, { seen: row.seen + 1, wrong: row.wrong + wrong });
    all += wrong;
  }
  const mean = lines.length > 0 ? all / lines.length : 0.5;
  return (line) => {
    const row = table.get(goodsOf(line));
    return row ? (row.wrong + mean / 2) / (row.seen + 0.5) : mean;
  };
}
