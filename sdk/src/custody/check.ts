import type { ContainerChain } from "./container-chain.ts";
import type { CustodyFinding, CustodyFindingCode } from "./finding.ts";

/** One check of the way of a container; it says nothing where it finds nothing amiss. */
export interface CustodyCheck {
  readonly name: string;
  judge(chain: ContainerChain): CustodyFinding[];
}

/**
 * What is amiss between two steps of a chain, the second being the later: invalid where it is certain that they follow
 * each other so, else unknown.
 */
export function broken(
  { container, steps, isCertain }: ContainerChain,
  [first, last]: readonly [number, number],
  { code, message, isKnown = true }: { code: CustodyFindingCode; message: string; isKnown?: boolean },
): CustodyFinding {
  const verdict = isKnown && isCertain(first, last) ? "invalid" : "unknown";
  const named = first === last ? [first] : [first, last];
  const events = named.flatMap((step) => steps[step]?.events ?? []);
  return { code, verdict, message, events, container };
}
