import { broken, type CustodyCheck } from "../check.ts";
import type { ContainerChain } from "../container-chain.ts";
import type { CustodyFinding } from "../finding.ts";
import { isSamePlace } from "../place.ts";

/** Where a container is after an event: inside of a place, aboard, or on its way by land. */
type Whereabouts = "inside" | "aboard" | "outside";

/** What an event needs to have been before, and where the container is afterwards. To know another event, add a row. */
const MOVES: Readonly<
  Record<string, { readonly from: Whereabouts; readonly to: Whereabouts; readonly lacks: string }>
> = {
  "gate-in": {
    from: "outside",
    to: "inside",
    lacks: "It came in by land where it had not gone out: an event is missing.",
  },
  "gate-out": {
    from: "inside",
    to: "outside",
    lacks: "It went out by land where it had not come in: an event is missing.",
  },
  load: { from: "inside", to: "aboard", lacks: "It was loaded where it had not come in: an event is missing." },
  discharge: { from: "aboard", to: "inside", lacks: "It was discharged and had not been loaded: an event is missing." },
};

/** Every move starts where the last one ended. Where the record starts with no arrival by land, more went before. */
export const noGaps: CustodyCheck = {
  name: "no gaps",
  judge(chain) {
    const findings: CustodyFinding[] = [];
    let last = -1;
    chain.steps.forEach(({ event }, step) => {
      if (!Object.hasOwn(MOVES, event.event)) return;
      const gap = last < 0 ? startOf(chain, step) : gapBetween(chain, last, step);
      if (gap) findings.push(gap);
      last = step;
    });
    return findings;
  },
};

function startOf(chain: ContainerChain, step: number): CustodyFinding | undefined {
  if (chain.steps[step]?.event.event === "gate-in") return undefined;
  const message = "Its record starts here: how it came to this place is not shown.";
  return broken(chain, [step, step], { code: "CUSTODY_START_OPEN", message, isKnown: false });
}

function gapBetween(chain: ContainerChain, last: number, step: number): CustodyFinding | undefined {
  const [before, now] = [last, step].map((at) => chain.steps[at]?.event);
  const [left, move] = [before, now].map((event) => MOVES[event?.event ?? ""]);
  if (!(before && now && left && move)) return undefined;
  const isSame = isSamePlace(before.place, now.place);
  if (before.event === now.event && isSame !== false && !isOtherVessel(before.vessel, now.vessel)) {
    const message = "The same was reported twice at unlike times, or what lay between is missing.";
    return broken(chain, [last, step], { code: "CUSTODY_REPEATED", message, isKnown: false });
  }
  if (move.from !== left.to) return broken(chain, [last, step], { code: "CUSTODY_GAP", message: move.lacks });
  if (left.to === "inside" && isSame === false) {
    const message = "It left another place than the one it had come to: events are missing.";
    return broken(chain, [last, step], { code: "CUSTODY_GAP", message });
  }
  if (left.to === "aboard" && isOtherVessel(before.vessel, now.vessel)) {
    const message = "It was discharged from another vessel than the one it was loaded on: events are missing.";
    return broken(chain, [last, step], { code: "CUSTODY_GAP", message });
  }
  return undefined;
}

/** Names of vessels are compared without their case and blanks. */
function isOtherVessel(a: string | undefined, b: string | undefined): boolean {
  const fold = (name: string): string => name.replace(/\s+/g, "").toUpperCase();
  return a !== undefined && b !== undefined && fold(a) !== fold(b);
}
