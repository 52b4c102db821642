import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import autocannon from "autocannon";
import { openSqlite } from "../../../node-gateway/src/database/sqlite.ts";
import { withChain } from "../chain.ts";
import { documentAt, fillIndex } from "../fill-index.ts";
import { openBenchGateway } from "../gateway.ts";
import { type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";

const DOCUMENTS = 10_000;
const EXPRESS = "bare Express";

export const lookup: Suite = {
  name: "lookup",
  about: "documents looked up by their id over HTTP, beside an Express route that answers with the same fixed text",
  run: ({ quick }) =>
    withChain(async (chain) => {
      const gateway = await openBenchGateway(chain);
      try {
        const database = await openSqlite(join(gateway.member.folder, "data", "gateway.db"));
        await fillIndex(database, DOCUMENTS);
        await database.destroy();
        return await compare(gateway.url, quick ? { rounds: 1, seconds: 1 } : { rounds: 5, seconds: 5 });
      } finally {
        await gateway.stop();
      }
    }),
};

interface Load {
  readonly rounds: number;
  readonly seconds: number;
}

async function compare(url: string, { rounds, seconds }: Load): Promise<Row[]> {
  const sample = await (await fetch(url + pathOf(0))).text();
  const bare = await startBare(sample);
  const contestants = { [EXPRESS]: bare.url, "a gateway": url };
  const rates: Record<string, number[]> = { [EXPRESS]: [], "a gateway": [] };
  try {
    // The first round warms both up and is thrown away.
    for (let round = -1; round < rounds; round++) {
      for (const [name, server] of Object.entries(contestants)) {
        const rate = await rateOf(server, seconds);
        if (round >= 0) rates[name]?.push(rate);
      }
    }
  } finally {
    bare.stop();
  }
  const [express, ours] = Object.entries(rates).map(([name, samples]) => rowOf(name, "requests/s", samples));
  return [express as Row, { ...(ours as Row), peer: EXPRESS, ratio: (ours as Row).median / (express as Row).median }];
}

const pathOf = (place: number): string => `/v1/anchors/${documentAt(place)}`;

async function rateOf(url: string, duration: number): Promise<number> {
  const requests = Array.from({ length: 500 }, (_, i) => ({ path: pathOf((i * 17) % DOCUMENTS) }));
  const result = await autocannon({ url, requests, duration, connections: 16 });
  if (result.non2xx > 0 || result.errors > 0) throw new Error("Not every request was answered with what was asked.");
  return result.requests.total / result.duration;
}

/** A process of its own, as the gateway is. */
async function startBare(answer: string): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../bare-express.ts"), answer], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout, "data");
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => void child.kill() };
}
