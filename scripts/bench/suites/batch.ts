import { randomBytes } from "node:crypto";
import { batchTree, type Entry, hexOf, KINDS } from "@sealane/sdk";
import { type Contestant, measureRates } from "../measure.ts";
import type { Peers } from "../peers.ts";
import type { Suite } from "../suite.ts";

const ENTRIES = 10_000;

export const batch: Suite = {
  name: "batch",
  about: "a batch tree of 10,000 entries: root, and the path of every entry",
  run({ effort, peers, quick }) {
    const count = quick ? 1000 : ENTRIES;
    const hex = () => hexOf(randomBytes(32));
    const entries = Array.from(
      { length: count },
      (): Entry => ({ documentId: hex(), kind: KINDS[0]?.code ?? 1, subjectTag: hex(), referenceTag: hex() }),
    );
    const name = `root of ${count}`;
    const ours: Contestant[] = [
      {
        name,
        unit: "entries/s",
        ops: count,
        peer: peers && `ceiling: root of ${count}`,
        run: () => batchTree(entries).root,
      },
      { name: `root of ${count} and all paths`, unit: "entries/s", ops: count, run: () => withPaths(entries) },
    ];
    return measureRates([...ours, ...(peers ? [rival(peers, count)] : [])], effort);
  },
};

function withPaths(entries: readonly Entry[]): void {
  const { path } = batchTree(entries);
  for (let i = 0; i < entries.length; i++) path(i);
}

function rival({ ceiling }: Peers, count: number): Contestant {
  const leaves = Array.from({ length: count }, () => randomBytes(98));
  const run = () => ceiling.tree(leaves.map((leaf) => ceiling.leafHash(leaf)));
  return { name: `ceiling: root of ${count}`, unit: "entries/s", ops: count, run };
}
