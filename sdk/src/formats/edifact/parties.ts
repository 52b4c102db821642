import type { Json, JsonObject } from "../../canonical/json.ts";
import { componentOf, type Segment } from "../../edifact/interchange.ts";
import { distinct } from "../fact-rules.ts";
import type { Level, LinesOf } from "./lines.ts";
import { stated } from "./lists.ts";
import { PARTIES, SCHEMES } from "./qualifiers.ts";

/** Levels whose parties are those of one container. */
const OF_EQUIPMENT: readonly Level[] = ["slot", "equipment", "placement"];

/** The parties of a paper (NAD), and the carrier of its main carriage (TDT) where no NAD names one. */
export function partiesOf(of: LinesOf, transport: Segment | undefined): Json[] {
  const named = of("NAD")
    .filter(({ segment, within }) => Object.hasOwn(PARTIES, componentOf(segment, 0)) && !OF_EQUIPMENT.includes(within))
    .map(({ segment }) => partyOf(segment));
  const hasCarrier = named.some(({ role }) => role === "carrier");
  const carrier = { role: "carrier", ...identityOf(transport, 4), name: componentOf(transport, 4, 3) };
  return distinct([...named, ...(hasCarrier ? [] : [carrier])].map(withoutEmpty).filter(isNamed));
}

function partyOf(nad: Segment): JsonObject {
  const name = (nad.elements[3] ?? []).slice(0, 5).map((_, part) => componentOf(nad, 3, part));
  return {
    role: PARTIES[componentOf(nad, 0)] as string,
    ...identityOf(nad, 1),
    name: name.join(" ").trim() || componentOf(nad, 2),
    country: componentOf(nad, 8),
  };
}

/** C082 of NAD and C040 of TDT: identifier and who gave it. */
function identityOf(segment: Segment | undefined, element: number): JsonObject {
  const identifier = componentOf(segment, element);
  const agency = componentOf(segment, element, 2);
  if (identifier === "" || agency === "") return { identifier };
  return { identifier, scheme: Object.hasOwn(SCHEMES, agency) ? (SCHEMES[agency] as string) : `3055:${agency}` };
}

const withoutEmpty = (party: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(party).filter(([, value]) => stated(String(value)) !== undefined));

const isNamed = ({ name, identifier }: JsonObject): boolean => name !== undefined || identifier !== undefined;
