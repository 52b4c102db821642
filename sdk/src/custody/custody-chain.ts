import type { CustodyEvent } from "../facts/facts.ts";
import type { CustodyCheck } from "./check.ts";
import { noGaps } from "./checks/gaps.ts";
import { noOverlaps } from "./checks/overlaps.ts";
import { sealsKept } from "./checks/seals.ts";
import { zonesLeftAsEntered } from "./checks/zones.ts";
import { type ContainerChain, chainOf, stepsByContainer } from "./container-chain.ts";
import type { CustodyFinding } from "./finding.ts";
import { isUncertain } from "./instant.ts";

/** Every check of custody. To add one, add a row and a file beside the others. */
export const CUSTODY_CHECKS: readonly CustodyCheck[] = [noGaps, noOverlaps, sealsKept, zonesLeftAsEntered];

export interface CustodyReport {
  /** One row for each container, in the order of their numbers. */
  readonly containers: readonly {
    readonly container: string;
    /** Places in the list of events, in the order of time; those that say the same stand together. */
    readonly steps: readonly (readonly number[])[];
  }[];
  readonly findings: readonly CustodyFinding[];
}

/**
 * The ways of the containers that events are about, and what is amiss on them. Events may be of many papers, in any
 * order; those that say the same count once. Times without an offset may be off by 14 hours, and give `unknown`.
 */
export function custodyChain(events: readonly CustodyEvent[]): CustodyReport {
  const { steps, unstated, unreadable } = stepsByContainer(events);
  const chains = [...steps.keys()].sort().map((container) => chainOf(container, steps.get(container) ?? []));
  return {
    containers: chains.map((chain) => ({ container: chain.container, steps: chain.steps.map((step) => step.events) })),
    findings: [
      ...said("CUSTODY_TIME_UNREADABLE", "The time cannot be read.", unreadable),
      ...said("CUSTODY_CONTAINER_UNSTATED", "No container is stated, so it is on nobody's way.", unstated),
      ...chains.flatMap(judgeContainer),
    ],
  };
}

const said = (
  code: "CUSTODY_TIME_UNREADABLE" | "CUSTODY_CONTAINER_UNSTATED",
  message: string,
  events: readonly number[],
): CustodyFinding[] => (events.length === 0 ? [] : [{ code, verdict: "unknown", message, events }]);

function judgeContainer(chain: ContainerChain): CustodyFinding[] {
  const { container, steps } = chain;
  const findings = CUSTODY_CHECKS.flatMap((check) => check.judge(chain));
  if (findings.length > 0 || steps.length < 2) return findings;
  const events = steps.flatMap((step) => step.events);
  // Things that happen at one stated time may be in any order; a time without an offset may be another.
  return steps.some(isUncertain) && !chain.isCertain(0, steps.length - 1)
    ? [{ ...UNORDERED, events, container }]
    : [{ ...UNBROKEN, events, container }];
}

const UNBROKEN = {
  code: "CUSTODY_UNBROKEN",
  verdict: "valid",
  message: "Each event follows from the one before.",
} as const;
const UNORDERED = {
  code: "CUSTODY_ORDER_UNKNOWN",
  verdict: "unknown",
  message: "Times without an offset leave open in which order things happened.",
} as const;
