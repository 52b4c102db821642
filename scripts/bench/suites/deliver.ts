import type { DemoGateway } from "../../demo/gateways.ts";
import { billBytes } from "../bill.ts";
import { withChain } from "../chain.ts";
import { openBenchGateway } from "../gateway.ts";
import { type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";

const CONSIGNMENTS = 20;

export const delivering: Suite = {
  name: "deliver",
  about: "papers shared by one gateway with another over HTTP: wrapped, enveloped, sent, taken, kept, acknowledged",
  run: ({ quick }) =>
    withChain(async (chain) => {
      const owner = await openBenchGateway(chain, 7);
      const reader = await openBenchGateway(chain, 8);
      try {
        const { runs, papers } = quick ? { runs: 1, papers: 20 } : { runs: 3, papers: 400 };
        const rates: number[] = [];
        for (let run = 0; run < runs; run++) rates.push(await deliver({ owner, reader }, { run, papers }));
        return [rowOf("delivered and acknowledged", "papers/s", rates)] satisfies Row[];
      } finally {
        await reader.stop();
        await owner.stop();
      }
    }),
};

/** Papers a second, from the moment at which the chain has the grants to the last receipt. */
async function deliver(
  { owner, reader }: { owner: DemoGateway; reader: DemoGateway },
  { run, papers }: { run: number; papers: number },
): Promise<number> {
  const consignmentOf = (paper: number): string => `RUN-${run}-${paper % CONSIGNMENTS}`;
  const ids: string[] = [];
  for (let paper = 0; paper < papers; paper++) {
    const original = billBytes(run * papers + paper);
    const submission = { original, mediaType: "application/json", kind: "bill-of-lading-master" } as const;
    ids.push((await owner.client.submitDocument({ ...submission, consignment: consignmentOf(paper) })).documentId);
  }
  for (const id of ids) await owner.client.awaitAnchored(id, { timeoutMs: 120_000, pollMs: 50 });
  const validUntilSeconds = Math.floor(Date.now() / 1000) + 86_400;
  const terms = { reader: reader.member.memberId, scope: "full", purpose: "transit", validUntilSeconds } as const;
  for (let i = 0; i < CONSIGNMENTS; i++) {
    await owner.client.makeGrant({ about: { consignment: consignmentOf(i) }, ...terms });
  }
  let startMs: number | undefined;
  for (;;) {
    const { items } = await owner.client.listGrants({ standing: "effective", limit: 200 });
    const sent = items.slice(0, CONSIGNMENTS).flatMap(({ deliveries }) => deliveries);
    const ofRun = sent.filter(({ documentId }) => ids.includes(documentId));
    if (ofRun.length > 0) startMs ??= performance.now();
    const isDone = ofRun.filter(({ state }) => state === "acknowledged").length === papers;
    if (isDone && startMs !== undefined) return (papers / (performance.now() - startMs)) * 1000;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
