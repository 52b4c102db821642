import { broken, type CustodyCheck } from "../check.ts";
import type { CustodyStep } from "../container-chain.ts";
import type { CustodyFinding } from "../finding.ts";
import { isUncertain } from "../instant.ts";
import { ENTERING, LEAVING } from "../moves.ts";
import { isSamePlace } from "../place.ts";

/** No container is at two places at once. */
export const noOverlaps: CustodyCheck = {
  name: "no overlaps",
  judge(chain) {
    const findings: CustodyFinding[] = [];
    let present = -1;
    chain.steps.forEach((step, at) => {
      const before = chain.steps[at - 1];
      if (before && excludes(before, step)) findings.push(atOnce(chain.container, before, step));
      const seen = chain.steps[present];
      if (seen && isStray(seen, step)) {
        const message = "It was seen at a place, and the last event before had it inside of another.";
        findings.push(broken(chain, [present, at], { code: "CUSTODY_OVERLAP", message }));
      }
      present = whereFrom(present, step, at);
    });
    return findings;
  },
};

/** Two things that cannot have happened at one time, and may have. */
const excludes = (a: CustodyStep, b: CustodyStep): boolean =>
  a.latest >= b.earliest && isSamePlace(a.event.place, b.event.place) === false;

function atOnce(container: string, a: CustodyStep, b: CustodyStep): CustodyFinding {
  const isSure = !(isUncertain(a) || isUncertain(b));
  return {
    code: "CUSTODY_OVERLAP",
    verdict: isSure ? "invalid" : "unknown",
    message: isSure
      ? "Two events have it at two places at one time."
      : "Two events have it at two places, maybe at one time: a time without an offset is uncertain by 14 hours.",
    events: [...a.events, ...b.events],
    container,
  };
}

/** After these a container is inside of its place no more. */
const GONE: ReadonlySet<string> = new Set([...LEAVING, "departure"]);
/** What may be done to a container inside of a place. */
const DONE_THERE: ReadonlySet<string> = new Set(["seal", "unseal", "stuff", "strip", "inspect"]);

const isStray = (inside: CustodyStep, step: CustodyStep): boolean =>
  inside.latest < step.earliest &&
  DONE_THERE.has(step.event.event) &&
  isSamePlace(inside.event.place, step.event.place) === false;

/** The step that has the container inside of a place after this one; -1 for none. */
function whereFrom(present: number, { event }: CustodyStep, at: number): number {
  if (ENTERING.has(event.event)) return at;
  return GONE.has(event.event) ? -1 : present;
}
