/** Where a member's parts listen; only `p2p` and `kubo` are for other machines. */
const PORTS = { p2p: 30_303, kubo: 4_001, rpc: 8_545, besuMetrics: 9_545, kuboRpc: 5_001, gateway: 8_710 } as const;

export type Ports = Readonly<Record<keyof typeof PORTS, number>>;

/** Two members on one machine are this far apart. */
export const PORT_STEP = 10;

/** @throws Error when a port would be none. */
export function portsOf(offset: number): Ports {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > 30_000) throw new Error("--port-offset is 0 to 30000.");
  return Object.fromEntries(Object.entries(PORTS).map(([name, port]) => [name, port + offset])) as Ports;
}

/** The offset that gave a member its port. */
export const offsetOf = (p2pPort: number): number => p2pPort - PORTS.p2p;
