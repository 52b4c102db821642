import type { Client } from "@sealane/sdk/client";
import { billBytes } from "../bill.ts";
import { type BenchChain, withChain } from "../chain.ts";
import { openBenchGateway } from "../gateway.ts";
import { type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";

const AT_ONCE = 8;

export const anchoring: Suite = {
  name: "anchor",
  about: "documents anchored end to end: submitted over HTTP to a gateway, sealed, kept, batched, mined, indexed",
  run: ({ quick }) =>
    withChain((chain) => measure(chain, quick ? { runs: 1, documents: 40 } : { runs: 3, documents: 600 })),
};

async function measure(chain: BenchChain, { runs, documents }: { runs: number; documents: number }): Promise<Row[]> {
  const gateway = await openBenchGateway(chain);
  try {
    const rates: number[] = [];
    const acknowledged: number[] = [];
    for (let run = 0; run < runs; run++) {
      const startMs = performance.now();
      const ids = await submitAll(gateway.client, { first: run * documents, count: documents });
      acknowledged.push((documents / (performance.now() - startMs)) * 1000);
      for (const id of ids) await gateway.client.awaitAnchored(id, { timeoutMs: 120_000, pollMs: 50 });
      rates.push((documents / (performance.now() - startMs)) * 1000);
    }
    return [
      rowOf("acknowledged by a gateway", "documents/s", acknowledged),
      rowOf("anchored end to end", "documents/s", rates),
    ];
  } finally {
    await gateway.stop();
  }
}

async function submitAll(client: Client, { first, count }: { first: number; count: number }): Promise<string[]> {
  const ids: string[] = [];
  let next = first;
  const submitter = async (): Promise<void> => {
    while (next < first + count) {
      const original = billBytes(next++);
      ids.push(
        (await client.submitDocument({ original, mediaType: "application/json", kind: "bill-of-lading-master" }))
          .documentId,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, submitter));
  return ids;
}
