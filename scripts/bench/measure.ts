/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** How many times it was measured. */
  readonly runs: number;
  /** Name of the row it is set beside, and how many times as much this one gives. */
  readonly peer?: string;
  readonly ratio?: number;
}

/** Something whose rate is measured. */
export interface Contestant {
  readonly name: string;
  readonly unit: string;
  /** Units of work that one call does. */
  readonly ops: number;
  /** Name of the contestant of the same suite that it is set beside. */
  readonly peer?: string | undefined;
  /** Awaited when it is a promise. */
  run(): unknown;
}

export interface Effort {
  readonly rounds: number;
  /** CPU time of one measurement. */
  readonly roundMs: number;
}

export const THOROUGH: Effort = { rounds: 7, roundMs: 500 };
export const QUICK: Effort = { rounds: 2, roundMs: 40 };

/**
 * Rates per second of CPU time of this process: on one core, and whatever else the machine does. Contestants take turns
 * within a round, so that a slow moment meets all of them; a first round warms up and is thrown away.
 */
export async function measureRates(contestants: readonly Contestant[], { rounds, roundMs }: Effort): Promise<Row[]> {
  const samples = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      const rate = await rateOf(contestant, roundMs);
      if (round >= 0) samples[i]?.push(rate);
    }
  }
  const rows = contestants.map(({ name, unit }, i) => rowOf(name, unit, samples[i] as number[]));
  return rows.map((row, i) => {
    const peer = rows.find(({ name }) => name === contestants[i]?.peer);
    return peer ? { ...row, peer: peer.name, ratio: row.median / peer.median } : row;
  });
}

async function rateOf({ ops, run }: Contestant, roundMs: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; ; ) {
    const result = run();
    if (result instanceof Promise) await result;
    done += ops;
    const { user, system } = process.cpuUsage(before);
    if (user + system >= roundMs * 1000) return (done / (user + system)) * 1e6;
  }
}

/** CPU time of this process that a piece of work takes, in seconds. */
export function cpuSecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A row of what all but the slowest hundredth of the samples stays within. */
export function p99RowOf(name: string, unit: string, samples: readonly number[]): Row {
  const sorted = [...samples].sort((a, b) => a - b);
  return rowOf(`${name}, p99`, unit, [sorted[Math.floor(sorted.length * 0.99)] as number]);
}

/** A row of samples. */
export function rowOf(name: string, unit: string, samples: readonly number[]): Row {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (i: number): number => sorted[Math.min(Math.max(i, 0), sorted.length - 1)] as number;
  const median = (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
  return { name, unit, median, min: at(0), max: at(sorted.length - 1), runs: sorted.length };
}
