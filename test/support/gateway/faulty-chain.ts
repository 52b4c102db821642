import type { Chain } from "../../../node-gateway/src/chain/chain.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";

/** A chain that a test takes away, or whose answers it replaces. */
export interface FaultyChain {
  readonly wrap: (chain: Chain) => Chain;
  /** While true everything throws CHAIN_UNAVAILABLE. */
  isAway: boolean;
  /** Answers given instead of the chain's. */
  readonly instead: Partial<Chain>;
}

export function createFaultyChain(): FaultyChain {
  const faulty: FaultyChain = {
    isAway: false,
    instead: {},
    wrap: (chain) =>
      new Proxy(chain, {
        get: (target, name: keyof Chain) => {
          if (name === "nodes") return target.nodes;
          return (...args: unknown[]) => {
            if (faulty.isAway)
              return Promise.reject(new GatewayError("CHAIN_UNAVAILABLE", "The test took the chain away."));
            const method = (faulty.instead[name] ?? target[name]) as (...args: unknown[]) => unknown;
            return method(...args);
          };
        },
      }),
  };
  return faulty;
}
