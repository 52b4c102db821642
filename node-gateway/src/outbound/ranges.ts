/** A range of addresses that this gateway does not call by itself. */
export interface DeniedRange {
  readonly cidr: string;
  /** What it is, completing "the address is …". */
  readonly is: string;
  /**
   * Opened only by a network that lies inside of it: whoever opens 0.0.0.0/0 means partners, not this machine and not
   * the service that hands out a cloud machine's credentials.
   */
  readonly sealed?: true;
}

/**
 * Special-purpose addresses (IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890), and what clouds add. Of
 * IPv6, only global unicast (2000::/3) may be called at all, so what a later RFC sets aside elsewhere is denied already.
 * To deny a range, add a row.
 */
export const DENIED_RANGES: readonly DeniedRange[] = [
  { cidr: "0.0.0.0/8", is: "unspecified", sealed: true },
  { cidr: "10.0.0.0/8", is: "private" },
  { cidr: "100.64.0.0/10", is: "of a carrier's NAT" },
  { cidr: "100.100.100.200/32", is: "of a cloud's metadata", sealed: true },
  { cidr: "127.0.0.0/8", is: "loopback", sealed: true },
  { cidr: "168.63.129.16/32", is: "of a cloud's metadata", sealed: true },
  { cidr: "169.254.0.0/16", is: "link-local", sealed: true },
  { cidr: "172.16.0.0/12", is: "private" },
  { cidr: "192.0.0.0/24", is: "reserved" },
  { cidr: "192.0.2.0/24", is: "for documentation" },
  { cidr: "192.31.196.0/24", is: "reserved" },
  { cidr: "192.52.193.0/24", is: "reserved" },
  { cidr: "192.88.99.0/24", is: "of 6to4 relays" },
  { cidr: "192.168.0.0/16", is: "private" },
  { cidr: "192.175.48.0/24", is: "reserved" },
  { cidr: "198.18.0.0/15", is: "for benchmarks" },
  { cidr: "198.51.100.0/24", is: "for documentation" },
  { cidr: "203.0.113.0/24", is: "for documentation" },
  { cidr: "224.0.0.0/4", is: "multicast", sealed: true },
  { cidr: "240.0.0.0/4", is: "reserved or broadcast", sealed: true },
  { cidr: "::/96", is: "unspecified, loopback or IPv4-compatible", sealed: true },
  { cidr: "::ffff:0:0:0/96", is: "IPv4-translated" },
  { cidr: "64:ff9b:1::/48", is: "of a local NAT64" },
  { cidr: "100::/64", is: "for discarding" },
  { cidr: "2001::/23", is: "reserved" },
  { cidr: "2001:db8::/32", is: "for documentation" },
  { cidr: "2620:4f:8000::/48", is: "reserved" },
  { cidr: "3fff::/20", is: "for documentation" },
  { cidr: "5f00::/16", is: "for segment routing" },
  { cidr: "fc00::/7", is: "private" },
  { cidr: "fd00:ec2::/32", is: "of a cloud's metadata", sealed: true },
  { cidr: "fd20:ce::254/128", is: "of a cloud's metadata", sealed: true },
  { cidr: "fe80::/10", is: "link-local", sealed: true },
  { cidr: "fec0::/10", is: "site-local" },
  { cidr: "ff00::/8", is: "multicast", sealed: true },
];

/** IPv6 ranges that carry IPv4 addresses: where in the 16 bytes, and whether turned over. Packets may end up there. */
export const EMBEDDED_IPV4: readonly {
  readonly cidr: string;
  readonly places: readonly { readonly from: number; readonly isInverted?: true }[];
}[] = [
  { cidr: "::ffff:0:0/96", places: [{ from: 12 }] }, // IPv4-mapped, RFC 4291 §2.5.5.2
  { cidr: "64:ff9b::/96", places: [{ from: 12 }] }, // NAT64, RFC 6052 §2.1
  { cidr: "2002::/16", places: [{ from: 2 }] }, // 6to4, RFC 3056 §2
  { cidr: "2001::/32", places: [{ from: 4 }, { from: 12, isInverted: true }] }, // Teredo, RFC 4380 §4
];

/** What of IPv6 belongs to somebody in the public network. */
export const GLOBAL_UNICAST = "2000::/3";
