import type { Json } from "../../canonical/json.ts";
import { componentOf, type Segment } from "../../edifact/interchange.ts";
import { decimalOf } from "../../facts/decimal.ts";
import { kilogramsOf, totalOf } from "../../facts/weights.ts";
import type { Level, Line, LinesOf } from "./lines.ts";
import { GROSS, NET, TOTAL_PACKAGES, TOTAL_WEIGHT, WEIGHTS } from "./qualifiers.ts";

/** A number in its lexical form with a decimal point: either mark may be stated, whatever UNA says (ISO 9735-1 §10.1). */
const number = (text: string): string => text.trim().replace(",", ".");

/** Levels whose weights make a total, the first that states any: a total of the whole, then of its parts. */
const WEIGHED: readonly Level[] = ["header", "consignment", "goods", "slot", "equipment"];

/**
 * The gross or net weight in kilograms: the control total (CNT), or the sum of the first weight of each part of one level
 * (MEA). Where a part states none there is no sum, since a part of a total is no total.
 */
export function weightOf(lines: readonly Line[], which: "gross" | "net"): string | undefined {
  const total = which === "gross" ? controlTotal(lines, TOTAL_WEIGHT) : undefined;
  if (total) return kilogramsOf(number(componentOf(total, 0, 1)), componentOf(total, 0, 2));
  const weights = lines.filter(
    ({ segment }) => segment.tag === "MEA" && (which === "gross" ? isGross(segment) : isNet(segment)),
  );
  const level = WEIGHED.find((one) => weights.some((line) => line.level === one));
  const firsts = weights.filter((line) => line.level === level).filter(isFirstOfPart);
  const parts = new Set(lines.filter((line) => line.level === level).map(({ part }) => part));
  return level === "header" || firsts.length === parts.size ? totalOf(firsts.map(kilogramsIn)) : undefined;
}

function isGross(mea: Segment): boolean {
  const property = componentOf(mea, 1);
  return property === "" ? WEIGHTS.includes(componentOf(mea, 0)) : GROSS.includes(property);
}

const isNet = (mea: Segment): boolean => NET.includes(componentOf(mea, 1));

const isFirstOfPart = ({ part }: Line, place: number, lines: readonly Line[]): boolean =>
  lines[place - 1]?.part !== part;

const kilogramsIn = ({ segment }: Line): string | undefined =>
  kilogramsOf(number(componentOf(segment, 2, 1)), componentOf(segment, 2));

const controlTotal = (lines: readonly Line[], code: string): Segment | undefined =>
  lines.find(({ segment }) => segment.tag === "CNT" && componentOf(segment, 0) === code)?.segment;

/** The number of packages: the control total (CNT), or the sum over goods items (GID), or of packages (PAC). */
export function packagesOf(of: LinesOf): string | undefined {
  const total = controlTotal(of("CNT"), TOTAL_PACKAGES);
  if (total) return decimalOf(number(componentOf(total, 0, 1)));
  const items = of("GID").map(({ segment }) => componentOf(segment, 1));
  const counts = items.some((count) => count !== "") ? items : of("PAC").map(({ segment }) => componentOf(segment, 0));
  return totalOf(counts.map((count) => decimalOf(number(count))));
}

/** The first quantity of each consignment and goods item that states one with its unit (QTY). */
export function quantitiesOf(of: LinesOf): Json[] {
  return of("QTY")
    .filter(({ level, segment }) => (level === "goods" || level === "consignment") && componentOf(segment, 0, 2) !== "")
    .filter(isFirstOfPart)
    .map(({ segment }) => ({ value: number(componentOf(segment, 0, 1)), unit: componentOf(segment, 0, 2) }));
}

/** Levels behind which an amount of the whole may stand. */
const OF_WHOLE: readonly Level[] = ["header", "transport", "party", "terms"];

/** The value of the whole: the first of the amounts (MOA 5025) that is stated, in its own or the paper's currency (CUX). */
export function totalValueOf(of: LinesOf, amounts: readonly string[]): Json | undefined {
  const ofPaper = of("MOA").filter(({ level }) => OF_WHOLE.includes(level));
  const found = amounts.flatMap((code) => ofPaper.filter(({ segment }) => componentOf(segment, 0) === code))[0]
    ?.segment;
  const currency = componentOf(found, 0, 2) || componentOf(of("CUX")[0]?.segment, 0, 1);
  return found && currency !== "" ? { amount: number(componentOf(found, 0, 1)), currency } : undefined;
}
