import ipaddr from "ipaddr.js";

/** Whether a text is a network in CIDR notation, such as 10.20.0.0/16, with no bits beyond its prefix. */
export function isNetwork(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false;
  const [address, bits] = ipaddr.parseCIDR(text);
  const base =
    address.kind() === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
  return bits > 0 && base.toNormalizedString() === address.toNormalizedString();
}
