import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { DENIED_RANGES, type DeniedRange, EMBEDDED_IPV4, GLOBAL_UNICAST } from "./ranges.ts";

type Address = ReturnType<typeof ipaddr.parse>;
type Network = [Address, number];

const LOOPBACK = ["127.0.0.0/8", "::1/128"].map(networkOf);
const DENIED = DENIED_RANGES.map((range) => ({ ...range, network: networkOf(range.cidr) }));
const EMBEDDED = EMBEDDED_IPV4.map((row) => ({ ...row, network: networkOf(row.cidr) }));
const GLOBAL = networkOf(GLOBAL_UNICAST);

/** Whether a literal address is of this machine's loopback. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && LOOPBACK.some((network) => isIn(ipaddr.process(address), network));
}

/**
 * Why an address may not be called, completing "the address is …"; undefined when it may.
 * @param address In the form that a resolver or a URL's host has, IPv6 without brackets.
 * @param allowedNetworks Ranges in CIDR notation that are opened though they are denied.
 */
export function whyDenied(address: string, allowedNetworks: readonly string[]): string | undefined {
  // Strictly: ipaddr.js also takes the short forms of IPv4, which no resolver gives.
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return "no address";
  return judge(ipaddr.parse(address), allowedNetworks.map(networkOf));
}

function judge(address: Address, allowed: readonly Network[]): string | undefined {
  const carrier = EMBEDDED.find(({ network }) => isIn(address, network));
  if (carrier !== undefined) {
    const inner = carrier.places.map(({ from, isInverted }) => embeddedAt(address, from, isInverted ?? false));
    return inner.map((it) => judge(it, allowed)).find((reason) => reason !== undefined);
  }
  const denied = DENIED.filter(({ network }) => isIn(address, network));
  const closed = denied.find((range) => !allowed.some((network) => isIn(address, network) && opens(network, range)));
  if (closed !== undefined) return closed.is;
  const isForeign = address.kind() === "ipv6" && denied.length === 0 && !isIn(address, GLOBAL);
  return isForeign ? "outside the public network" : undefined;
}

function opens([base, bits]: Network, { sealed, network }: DeniedRange & { readonly network: Network }): boolean {
  return sealed === undefined || (isIn(base, network) && bits >= network[1]);
}

function embeddedAt(address: Address, from: number, isInverted: boolean): Address {
  const bytes = address.toByteArray().slice(from, from + 4);
  return ipaddr.fromByteArray(isInverted ? bytes.map((byte) => byte ^ 0xff) : bytes);
}

function isIn(address: Address, [base, bits]: Network): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function networkOf(cidr: string): Network {
  return ipaddr.parseCIDR(cidr);
}
