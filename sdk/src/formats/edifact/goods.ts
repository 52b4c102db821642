import { componentOf, type Segment } from "../../edifact/interchange.ts";
import { byQualifier, type LinesOf } from "./lines.ts";
import { stated } from "./lists.ts";
import { CONTAINER, EQUIPMENT_REFERENCE, HS_CODE_LISTS, HS_REFERENCE } from "./qualifiers.ts";
import { numbersOf } from "./references.ts";

/** Containers: equipment (EQD), what split goods stand in (SGP), and what is only named (RFF). */
export function containersOf(of: LinesOf): (string | undefined)[] {
  const equipment = of("EQD").filter(({ segment }) => componentOf(segment, 0) === CONTAINER);
  return [
    ...equipment.map(({ segment }) => stated(componentOf(segment, 1))),
    ...of("SGP").map(({ segment }) => stated(componentOf(segment, 0))),
    ...numbersOf(byQualifier(of("RFF")), EQUIPMENT_REFERENCE),
  ];
}

/** Seals (SEL). */
export const sealsOf = (of: LinesOf): (string | undefined)[] =>
  of("SEL").map(({ segment }) => stated(componentOf(segment, 0)));

/** Codes of the Harmonized System: product numbers (PIA) and customs commodities (CST) of its list, and references. */
export function hsCodesOf(of: LinesOf): (string | undefined)[] {
  const coded = [...of("PIA"), ...of("CST")].map(({ segment }) => segment);
  const listed = coded.flatMap((segment) =>
    segment.elements
      .map((_, place) => place)
      .filter((place) => HS_CODE_LISTS.includes(componentOf(segment, place, 1)))
      .map((place) => stated(componentOf(segment, place))),
  );
  return [...listed, ...numbersOf(byQualifier(of("RFF")), HS_REFERENCE)];
}

/** 4451: goods description. */
const GOODS_DESCRIPTION = "AAA";

/** Descriptions of goods: free text (FTX), or item descriptions (IMD). */
export function descriptionsOf(of: LinesOf): (string | undefined)[] {
  const free = of("FTX").filter(({ segment }) => componentOf(segment, 0) === GOODS_DESCRIPTION);
  if (free.length > 0) return free.map(({ segment }) => joined(segment, 3, 0));
  return of("IMD").map(({ segment }) => joined(segment, 2, 3));
}

/** Components of an element from one on, as one text. */
const joined = (segment: Segment, element: number, from: number): string | undefined =>
  stated(
    (segment.elements[element] ?? [])
      .map((_, component) => componentOf(segment, element, component))
      .slice(from)
      .join(" "),
  );
