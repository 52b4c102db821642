import type { CustodyEvent } from "../facts/facts.ts";
import { type Instant, instantOf } from "./instant.ts";
import { isSamePlace } from "./place.ts";

/** One step on the way of a container. */
export interface CustodyStep extends Instant {
  readonly event: CustodyEvent;
  /** Places in the list of events: several when papers report the same thing alike. */
  readonly events: readonly number[];
}

/** The way of one container, in the order of time. */
export interface ContainerChain {
  readonly container: string;
  readonly steps: readonly CustodyStep[];
  /**
   * Whether it is certain that, of all steps, just these stand between two of them, in this order: false where times are
   * equal, or may be.
   */
  readonly isCertain: (first: number, last: number) => boolean;
}

/** What comes first of two things at one time: who arrives before he leaves, who opens before he closes. */
const ORDER: readonly string[] = [
  ...["arrival", "zone-entry", "gate-in", "discharge", "unseal", "inspect", "strip"],
  ...["stuff", "seal", "load", "gate-out", "zone-exit", "departure"],
];
const RANKS = new Map(ORDER.map((name, rank) => [name, rank]));

/** Steps by container, and the places in the list of events that state no container or no readable time. */
export function stepsByContainer(events: readonly CustodyEvent[]): {
  readonly steps: ReadonlyMap<string, CustodyStep[]>;
  readonly unstated: readonly number[];
  readonly unreadable: readonly number[];
} {
  const steps = new Map<string, CustodyStep[]>();
  const unstated: number[] = [];
  const unreadable: number[] = [];
  events.forEach((event, index) => {
    const instant = instantOf(event.time);
    if (instant === undefined) unreadable.push(index);
    else if (event.container === undefined) unstated.push(index);
    else {
      const step = { ...instant, event, events: [index] };
      const known = steps.get(event.container);
      if (known) known.push(step);
      else steps.set(event.container, [step]);
    }
  });
  return { steps, unstated, unreadable };
}

/** Puts the steps of a container in order, and those that say the same into one. */
export function chainOf(container: string, stated: readonly CustodyStep[]): ContainerChain {
  const steps = merged([...stated].sort(compareSteps));
  const uncertain = uncertainCuts(steps);
  const isCertain = (first: number, last: number): boolean => uncertain[first] === uncertain[last + 2];
  return { container, steps, isCertain };
}

function compareSteps(a: CustodyStep, b: CustodyStep): number {
  const time = a.earliest + a.latest - (b.earliest + b.latest);
  return time || rankOf(a) - rankOf(b) || (a.events[0] as number) - (b.events[0] as number);
}

const rankOf = ({ event }: CustodyStep): number => RANKS.get(event.event) ?? ORDER.length;

function merged(sorted: readonly CustodyStep[]): CustodyStep[] {
  const steps: CustodyStep[] = [];
  for (const step of sorted) {
    const before = steps.at(-1);
    if (before && saysTheSame(before, step)) {
      const event = { ...step.event, ...before.event };
      steps[steps.length - 1] = { ...before, event, events: [...before.events, ...step.events] };
    } else steps.push(step);
  }
  return steps;
}

function saysTheSame(a: CustodyStep, b: CustodyStep): boolean {
  const isSameTime = a.earliest === b.earliest && a.latest === b.latest;
  const isElsewhere = isSamePlace(a.event.place, b.event.place) === false;
  return (
    isSameTime &&
    a.event.event === b.event.event &&
    !isElsewhere &&
    isAlike(a.event.vessel, b.event.vessel) &&
    isAlike(a.event.seals?.join(), b.event.seals?.join())
  );
}

const isAlike = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/**
 * How many cuts before each place are uncertain: a cut is certain when all before it is surely earlier than all behind.
 * Item i counts the cuts 0 … i−1, cut k being the one before step k; the outermost are certain.
 */
function uncertainCuts(steps: readonly CustodyStep[]): number[] {
  const earliestFrom = steps.map(({ earliest }) => earliest);
  for (let i = steps.length - 2; i >= 0; i--)
    earliestFrom[i] = Math.min(earliestFrom[i] as number, earliestFrom[i + 1] as number);
  const counts = [0];
  let latest = Number.NEGATIVE_INFINITY;
  for (let cut = 0; cut <= steps.length; cut++) {
    const isSure = cut === 0 || cut === steps.length || latest < (earliestFrom[cut] as number);
    counts.push((counts[cut] as number) + (isSure ? 0 : 1));
    if (cut < steps.length) latest = Math.max(latest, (steps[cut] as CustodyStep).latest);
  }
  return counts;
}
