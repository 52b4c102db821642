import { join } from "node:path";
import { openSqlite } from "../../../node-gateway/src/database/sqlite.ts";
import { withChain } from "../chain.ts";
import { documentAt, fillIndex } from "../fill-index.ts";
import { openBenchGateway } from "../gateway.ts";
import { type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";

export const tracing: Suite = {
  name: "trace",
  about: "a consignment of five papers traced over HTTP among more and more indexed documents",
  run: ({ quick }) =>
    withChain(async (chain) => {
      const gateway = await openBenchGateway(chain);
      const database = await openSqlite(join(gateway.member.folder, "data", "gateway.db"));
      try {
        const rows: Row[] = [];
        for (const total of quick ? [10_000] : [10_000, 100_000, 1_000_000]) {
          await fillIndex(database, total);
          const ask = (place: number) => gateway.client.trace({ documentId: documentAt(place) });
          rows.push(...(await latencies(ask, { total, rounds: quick ? 1 : 5, requests: quick ? 50 : 400 })));
        }
        return withGrowth(rows);
      } finally {
        await database.destroy();
        await gateway.stop();
      }
    }),
};

interface Asking {
  readonly total: number;
  readonly rounds: number;
  readonly requests: number;
}

/** The median and the 99th percentile of each round's requests, one after the other; a first round warms up. */
async function latencies(
  ask: (place: number) => Promise<{ papers: readonly unknown[] }>,
  { total, rounds, requests }: Asking,
): Promise<Row[]> {
  const percentiles: Record<"p50" | "p99", number[]> = { p50: [], p99: [] };
  let place = 0;
  for (let round = -1; round < rounds; round++) {
    const times: number[] = [];
    for (let request = 0; request < requests; request++) {
      place = (place + 7_919) % total;
      const startMs = performance.now();
      const { papers } = await ask(place);
      times.push(performance.now() - startMs);
      if (papers.length !== 5) throw new Error("A trace does not find the five papers of its consignment.");
    }
    times.sort((a, b) => a - b);
    if (round < 0) continue;
    percentiles.p50.push(times[Math.floor(requests * 0.5)] as number);
    percentiles.p99.push(times[Math.floor(requests * 0.99)] as number);
  }
  return Object.entries(percentiles).map(([name, samples]) =>
    rowOf(`${name} among ${total.toLocaleString("en")}`, "ms", samples),
  );
}

/** Sets each figure beside the same one among the fewest documents. */
function withGrowth(rows: readonly Row[]): Row[] {
  return rows.map((row, at) => {
    const first = rows[at % 2];
    return at < 2 || !first ? row : { ...row, peer: first.name, ratio: row.median / first.median };
  });
}
