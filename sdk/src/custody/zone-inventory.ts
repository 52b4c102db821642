import type { CustodyEvent } from "../facts/facts.ts";
import { type CustodyStep, chainOf, stepsByContainer } from "./container-chain.ts";
import type { CustodyFinding } from "./finding.ts";
import { instantOf, isUncertain } from "./instant.ts";
import { ENTERING, LEAVING } from "./moves.ts";
import { isSamePlace } from "./place.ts";

/** Which zone is looked at, when, and how long a container may stay. */
export interface ZoneQuestion {
  /** UN/LOCODE, or the names and numbers that the events have for it. */
  readonly places: readonly string[];
  /** Date and time to the second, with an offset. Later events do not count. */
  readonly observedTime: string;
  readonly maxSeconds: number;
}

/** A container that is inside. */
export interface ZoneStay {
  readonly container: string;
  /** Time of the event that brought it in, as stated. */
  readonly since: string;
  /** Seconds since then; where the time has no offset, at the least. */
  readonly seconds: number;
  readonly isOverstay: boolean;
  /** False where a time without an offset leaves open whether it is inside, or whether it stayed too long. */
  readonly isCertain: boolean;
  /** Places in the list of events of what brought it in. */
  readonly events: readonly number[];
}

export interface ZoneInventory {
  /** Who came first stands first. */
  readonly inside: readonly ZoneStay[];
  readonly findings: readonly CustodyFinding[];
}

const UNREADABLE: CustodyFinding = {
  code: "CUSTODY_TIME_UNREADABLE",
  verdict: "unknown",
  message: "The time that is asked for cannot be read, or has no offset.",
  events: [],
};

/** What is inside of a monitored zone at a time, since when, and what overstayed; one pass over the events. */
export function zoneInventory(events: readonly CustodyEvent[], question: ZoneQuestion): ZoneInventory {
  const observed = instantOf(question.observedTime);
  const inside: ZoneStay[] = [];
  const findings: CustodyFinding[] = [];
  if (observed === undefined || isUncertain(observed)) return { inside, findings: [UNREADABLE] };
  const zone = new Set(question.places);
  for (const [container, stated] of stepsByContainer(events).steps) {
    const until = stated.filter(({ earliest }) => earliest <= observed.latest);
    // What may have left later may still be inside.
    const { steps } = chainOf(
      container,
      until.filter(({ event, latest }) => !LEAVING.has(event.event) || latest <= observed.latest),
    );
    const entry = entryOf(steps, zone);
    const left = entry && steps.find((step) => step.earliest > entry.latest && isElsewhere(step, entry, zone));
    if (!entry) continue;
    if (left) findings.push(unseen(container, entry, left));
    else inside.push(stayOf(container, entry, { ...question, steps: until, observedMs: observed.earliest }));
  }
  return { inside: inside.sort((a, b) => b.seconds - a.seconds), findings };
}

/** The step since which a container is inside: the first that brought it in after the last that took it out. */
function entryOf(steps: readonly CustodyStep[], zone: ReadonlySet<string>): CustodyStep | undefined {
  let entry: CustodyStep | undefined;
  for (const step of steps) {
    if (!zone.has(step.event.place ?? "")) continue;
    if (LEAVING.has(step.event.event)) entry = undefined;
    else if (ENTERING.has(step.event.event)) entry ??= step;
  }
  return entry;
}

/** Whether a step shows that the container is somewhere else by then. */
const isElsewhere = ({ event }: CustodyStep, entry: CustodyStep, zone: ReadonlySet<string>): boolean =>
  (ENTERING.has(event.event) || LEAVING.has(event.event)) &&
  !zone.has(event.place ?? "") &&
  isSamePlace(entry.event.place, event.place) === false;

const unseen = (container: string, entry: CustodyStep, left: CustodyStep): CustodyFinding => ({
  code: "ZONE_LEFT_UNSEEN",
  verdict: "invalid",
  message: "It was seen elsewhere after it had come in, and no event took it out.",
  events: [...entry.events, ...left.events],
  container,
});

function stayOf(
  container: string,
  entry: CustodyStep,
  { steps, observedMs, maxSeconds }: ZoneQuestion & { steps: readonly CustodyStep[]; observedMs: number },
): ZoneStay {
  const least = Math.max(0, Math.floor((observedMs - entry.latest) / 1000));
  const most = Math.floor((observedMs - entry.earliest) / 1000);
  const isSettled = steps.every(
    (step) => !isUncertain(step) || entry.events.includes(step.events[0] as number) || step.latest < entry.earliest,
  );
  return {
    container,
    since: entry.event.time,
    seconds: least,
    isOverstay: least > maxSeconds,
    isCertain: isSettled && entry.latest <= observedMs && least > maxSeconds === most > maxSeconds,
    events: entry.events,
  };
}
