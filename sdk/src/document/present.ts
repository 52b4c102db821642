import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { type Body, type Nodes, nodesOf } from "./body.ts";
import { readDisclosure } from "./disclosure.ts";

/**
 * The same document with fewer fields open: its id stays, and nothing is learnt of the others but that they exist.
 * @param keep Says of a pointer (RFC 6901) whether its field stays open.
 * @throws SdkError BODY_INVALID, DISCLOSURE_INVALID; FIELD_UNKNOWN when no field is kept.
 */
export function present(body: Body, keep: (pointer: string) => boolean): Body {
  const disclosures = body.disclosures.filter(([, disclosure]) => keep(readDisclosure(disclosure).pointer));
  if (disclosures.length === 0) throw new SdkError("FIELD_UNKNOWN", "None of the document's open fields was chosen.");
  const walk: Walk = { nodes: nodesOf(body), kept: disclosures.map(([index]) => index), passed: 0, hashes: [] };
  hide(walk, 1, { from: 0, to: body.size });
  return { size: body.size, disclosures, hashes: walk.hashes };
}

/** A walk over a tree from left to right. */
interface Walk {
  readonly nodes: Nodes;
  /** Indexes of the leaves that stay open, rising. */
  readonly kept: readonly number[];
  /** How many of them lie behind. */
  passed: number;
  readonly hashes: Hex32[];
}

/** Writes down the heads of the largest subtrees below a node in which nothing is kept. */
function hide(walk: Walk, node: number, { from, to }: { from: number; to: number }): void {
  const next = walk.kept[walk.passed];
  if (next === undefined || next >= to) {
    walk.hashes.push(hexOf(walk.nodes[node] as Uint8Array));
  } else if (to - from === 1) {
    walk.passed++;
  } else {
    const middle = (from + to) / 2;
    hide(walk, 2 * node, { from, to: middle });
    hide(walk, 2 * node + 1, { from: middle, to });
  }
}
