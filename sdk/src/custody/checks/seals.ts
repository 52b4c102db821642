import { broken, type CustodyCheck } from "../check.ts";
import type { ContainerChain } from "../container-chain.ts";
import type { CustodyFinding } from "../finding.ts";

/** After these a container may have other seals than before, or none. */
const OPENING: ReadonlySet<string> = new Set(["unseal", "inspect", "strip", "stuff"]);
/** After these somebody has received it, and should have looked at its seals. */
const RECEIVING: ReadonlySet<string> = new Set(["discharge", "gate-out", "arrival", "zone-exit", "gate-in"]);

/** What is known of the seals on the way through the steps. */
interface Sealing {
  /** The last step that stated seals; -1 for none. */
  readonly stated: number;
  /** The last step that opened it since; -1 for none. */
  readonly opened: number;
}

/** Seals stay what they are, unless somebody opens it: then other seals may follow. */
export const sealsKept: CustodyCheck = {
  name: "seals kept",
  judge(chain) {
    const findings: CustodyFinding[] = [];
    let sealing: Sealing = { stated: -1, opened: -1 };
    chain.steps.forEach(({ event }, step) => {
      if (event.seals) {
        const change = changeOf(chain, sealing, step);
        if (change) findings.push(change);
      }
      sealing = afterStep(chain, sealing, step);
    });
    return [...findings, ...atDestination(chain, sealing)];
  },
};

function afterStep({ steps }: ContainerChain, { stated, opened }: Sealing, step: number): Sealing {
  const { event = "", seals } = steps[step]?.event ?? {};
  if (OPENING.has(event)) return { stated: seals ? step : stated, opened: step };
  if (seals) return { stated: step, opened: -1 };
  // A new seal without its number leaves none to compare with.
  return event === "seal" && opened >= 0 ? { stated: -1, opened: -1 } : { stated, opened };
}

function changeOf(chain: ContainerChain, { stated, opened }: Sealing, step: number): CustodyFinding | undefined {
  const before = chain.steps[stated]?.event.seals;
  const now = chain.steps[step]?.event;
  if (!(before && now?.seals) || opened >= 0 || OPENING.has(now.event)) return undefined;
  const seals = now.seals;
  if (before.some((seal) => !seals.includes(seal))) {
    const message = "A seal is not what it was, and nobody stated to have opened it or looked inside.";
    return broken(chain, [stated, step], { code: "SEAL_CHANGED", message });
  }
  if (seals.length === before.length || now.event === "seal") return undefined;
  const message = "A further seal is on it, and nobody stated to have put it there.";
  return broken(chain, [stated, step], { code: "SEAL_ADDED", message, isKnown: false });
}

/** Where the record ends, a container that was sealed should have been received sealed. */
function atDestination(chain: ContainerChain, { stated, opened }: Sealing): CustodyFinding[] {
  const end = chain.steps.findLastIndex(({ event }) => RECEIVING.has(event.event));
  if (end < 0 || stated < 0) return [];
  if (opened >= 0 && opened < end) {
    const message = "It was opened on its way, and nobody stated to have sealed it again before it was received.";
    return [broken(chain, [opened, end], { code: "SEAL_MISSING", message })];
  }
  if (stated >= end || opened >= 0) return [];
  const message = "It was received last without a word about its seals.";
  return [broken(chain, [stated, end], { code: "SEAL_NOT_CHECKED", message, isKnown: false })];
}
