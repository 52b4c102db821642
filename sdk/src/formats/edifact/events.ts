import type { Json, JsonObject } from "../../canonical/json.ts";
import { componentOf, type Segment } from "../../edifact/interchange.ts";
import { dateTimeIn } from "./dates.ts";
import { byQualifier, type Line, type LinesOf } from "./lines.ts";
import { stated } from "./lists.ts";
import { mainTransport, vesselOf } from "./places.ts";
import { CONTAINER, EQUIPMENT_REFERENCE } from "./qualifiers.ts";
import { numbersOf } from "./references.ts";

/**
 * 4405 of STS, what happened: the numbers of UN/CEFACT Recommendation 24, the letters of ANSI X12 data element 1650, which
 * ocean carriers state instead. Codes for what is expected, refused or under way are no events. To add one, add it.
 */
const STATUS_EVENTS: Readonly<Record<string, readonly string[]>> = {
  1: ["arrival"],
  40: ["arrival"],
  24: ["departure"],
  127: ["departure"],
  364: ["gate-in"],
  365: ["gate-out"],
  48: ["load"],
  79: ["load"],
  92: ["load"],
  29: ["discharge"],
  346: ["discharge"],
  93: ["stuff"],
  94: ["stuff", "seal"],
  28: ["strip"],
  83: ["seal"],
  208: ["seal"],
  336: ["unseal"],
  46: ["zone-entry"],
  39: ["zone-exit"],
  I: ["gate-in"],
  OA: ["gate-out"],
  AE: ["load"],
  AL: ["load"],
  UV: ["discharge"],
  UR: ["discharge"],
  VA: ["arrival"],
  AR: ["arrival"],
  VD: ["departure"],
  RL: ["departure"],
  P: ["departure"],
};
/** What begins the next status, consignment or message. */
const ENDS: readonly string[] = ["STS", "CNI", "BGM"];
/** 2005: when a status came about, or its event did. */
const STATUS_TIMES = ["334", "7"];
const DEPARTURE_TIMES = ["186", "136"];
const ARRIVAL_TIMES = ["178"];
/** 3227: where it came about. */
const ACTIVITY_PLACE = "175";

/** The events of statuses (IFTSTA): of each status, one for each of its containers. One without a time is none. */
export function statusEvents(lines: readonly Line[]): Json[] {
  const groups: Line[][] = [];
  let isStatus = false;
  for (const line of lines) {
    const { tag } = line.segment;
    if (ENDS.includes(tag)) isStatus = tag === "STS";
    if (tag === "STS") groups.push([line]);
    else if (isStatus) groups.at(-1)?.push(line);
  }
  return groups.flatMap(eventsOfStatus);
}

function eventsOfStatus(group: readonly Line[]): Json[] {
  const byTag = Map.groupBy(group, ({ segment }) => segment.tag);
  const of: LinesOf = (tag) => byTag.get(tag) ?? [];
  const status = componentOf(group[0]?.segment, 1).trim();
  const events = Object.hasOwn(STATUS_EVENTS, status) ? (STATUS_EVENTS[status] as readonly string[]) : [];
  const about = { place: placeOf(of, [ACTIVITY_PLACE]), vessel: vesselOf(mainTransport(of)) };
  return events.flatMap((event) => {
    const own = event === "departure" ? DEPARTURE_TIMES : event === "arrival" ? ARRIVAL_TIMES : [];
    const time = timeOf(of, [...STATUS_TIMES, ...own]);
    return time === undefined ? [] : equipmentOf(of).map((one) => withoutAbsent({ event, time, ...about, ...one }));
  });
}

/** The containers that a status is about, with their seals; one without either where it names none. */
function equipmentOf(of: LinesOf): { container?: string; seals?: Json }[] {
  const equipment = of("EQD").filter(({ segment }) => componentOf(segment, 0) === CONTAINER);
  const seals = Map.groupBy(of("SEL"), ({ part }) => part);
  const stated = equipment.map(({ segment, part }) => {
    const own = (seals.get(part) ?? []).map((line) => componentOf(line.segment, 0));
    const numbers = own.filter((number) => number !== "");
    return { container: componentOf(segment, 1), ...(numbers.length > 0 && { seals: numbers }) };
  });
  const named = numbersOf(byQualifier(of("RFF")), EQUIPMENT_REFERENCE).map((container) => ({ container }));
  const found = (stated.length > 0 ? stated : named).filter(({ container }) => container !== "");
  return found.length > 0 ? found : [{}];
}

/** What a conveyance did itself: its departure from and its arrival at the places that LOC names, actual ones alone. */
export function conveyanceEvents(
  of: LinesOf,
  places: { departure: readonly string[]; arrival: readonly string[] },
): Json[] {
  const vessel = vesselOf(mainTransport(of));
  const rows = [
    { event: "arrival", time: timeOf(of, ARRIVAL_TIMES), place: placeOf(of, places.arrival), vessel },
    { event: "departure", time: timeOf(of, DEPARTURE_TIMES), place: placeOf(of, places.departure), vessel },
  ];
  return rows.filter(({ time }) => time !== undefined).map(withoutAbsent);
}

/** The date and time of the first qualifier that has both, in one segment or in two. */
function timeOf(of: LinesOf, qualifiers: readonly string[]): string | undefined {
  for (const qualifier of qualifiers) {
    const stated = of("DTM").filter(({ segment }) => componentOf(segment, 0) === qualifier);
    const parts = stated.map(({ segment }) => dateTimeIn(segment));
    const date = parts.find((part) => part?.date !== undefined)?.date;
    const time = parts.find((part) => part?.time !== undefined)?.time;
    if (date !== undefined && time !== undefined) return `${date}T${time}`;
  }
  return undefined;
}

/** The place of the first qualifier that is stated: its code, or else its name. */
function placeOf(of: LinesOf, qualifiers: readonly string[]): string | undefined {
  const nameOf = (loc: Segment): string | undefined => stated(componentOf(loc, 1)) ?? stated(componentOf(loc, 1, 3));
  const places = byQualifier(of("LOC"));
  return qualifiers
    .flatMap(places)
    .map(({ segment }) => nameOf(segment))
    .find((name) => name !== undefined);
}

const withoutAbsent = (event: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as JsonObject;
