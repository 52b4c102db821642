import { componentOf, type Segment } from "../../edifact/interchange.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import { some } from "../fact-rules.ts";
import { byQualifier, type LinesOf, OF_PAPER } from "./lines.ts";
import { sole, stated } from "./lists.ts";
import { COUNTRIES, CUSTOMS_OFFICES, PLACES, TRANSSHIPMENT } from "./qualifiers.ts";

/** 8051: main carriage; carriage before and behind it. */
const MAIN_CARRIAGE = "20";
const OTHER_LEGS: readonly string[] = ["10", "30"];

/**
 * Where goods come from and go to (LOC). A place is stated when all that say it say the same; what the carriage before or
 * behind the main one says of ports is not the paper's.
 */
export function placeFacts(of: LinesOf): StatedFacts {
  const places = byQualifier(
    of("LOC").filter(({ level, leg }) => OF_PAPER.includes(level) && !OTHER_LEGS.includes(componentOf(leg, 0))),
  );
  const codes = (qualifier: string): string[] =>
    places(qualifier)
      .map(({ segment }) => componentOf(segment, 1).trim())
      .filter((code) => code !== "");
  const first = (qualifiers: readonly string[]): string | undefined =>
    qualifiers.map((qualifier) => sole(codes(qualifier))).find((code) => code !== undefined);
  const facts = Object.entries({ ...PLACES, ...COUNTRIES }).map(([fact, qualifiers]) => [fact, first(qualifiers)]);
  return {
    ...Object.fromEntries(facts),
    transshipmentPorts: some(codes(TRANSSHIPMENT)),
    customsOffice: first(CUSTOMS_OFFICES),
  };
}

/** TDT of the main carriage; else the first. */
export function mainTransport(of: LinesOf): Segment | undefined {
  const main = of("TDT").find(({ segment }) => componentOf(segment, 0) === MAIN_CARRIAGE);
  return (main ?? of("TDT")[0])?.segment;
}

/** 8067: at sea, on inland waterways, not stated. */
const BY_WATER: readonly string[] = ["1", "8", ""];

/** C222 of TDT: the name of the vessel, or else its number; none where goods go by road, rail or air. */
export const vesselOf = (tdt: Segment | undefined): string | undefined =>
  BY_WATER.includes(componentOf(tdt, 2)) ? (stated(componentOf(tdt, 7, 3)) ?? stated(componentOf(tdt, 7))) : undefined;

/** 8028 of TDT. */
export const voyageOf = (tdt: Segment | undefined): string | undefined => stated(componentOf(tdt, 1));
