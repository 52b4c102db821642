import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isLoopbackAddress } from "./judge-address.ts";
import { judgeAddress, type OutboundPolicy, refused } from "./judge-url.ts";

/** Resolves a name to all its addresses; the system's resolver by default. */
export type ResolveAll = (host: string) => Promise<readonly LookupAddress[]>;

export const resolveBySystem: ResolveAll = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * The lookup of a socket: what it gives is what the socket connects to, so no second answer of the resolver can come in
 * between (DNS rebinding). One denied address among several refuses them all.
 */
export function guardedLookup(policy: OutboundPolicy, isLoopback: boolean, resolveAll: ResolveAll): LookupFunction {
  return (host, options, answer) => {
    resolveAll(host)
      .then((addresses) => {
        for (const { address } of addresses) judge(address, policy, isLoopback);
        const fitting = addresses.filter(({ family }) => !options.family || options.family === family);
        const [first] = fitting;
        if (first === undefined) throw Object.assign(new Error("The name has no address."), { code: "ENOTFOUND" });
        if (options.all) answer(null, [...fitting]);
        else answer(null, first.address, first.family);
      })
      .catch((error: NodeJS.ErrnoException) => answer(error, options.all ? [] : ""));
  };
}

function judge(address: string, policy: OutboundPolicy, isLoopback: boolean): void {
  if (!isLoopback) judgeAddress(address, policy);
  else if (!isLoopbackAddress(address)) throw refused("the name of this machine has an address elsewhere");
}
