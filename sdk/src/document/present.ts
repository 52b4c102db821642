import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { type Body, headOf } from "./body.ts";
import { readDisclosure } from "./disclosure.ts";
import { splitOf } from "./tree.ts";

/**
 * The same document with fewer fields open: its id stays, and nothing is learnt of the others but that they exist.
 * @param keep Says of a pointer (RFC 6901) whether its field stays open.
 * @throws SdkError BODY_INVALID, DISCLOSURE_INVALID; FIELD_UNKNOWN when no field is kept.
 */
export function present(body: Body, keep: (pointer: string) => boolean): Body {
  const kept = body.disclosures.filter(([, disclosure]) => keep(readDisclosure(disclosure).pointer));
  if (kept.length === 0) throw new SdkError("FIELD_UNKNOWN", "None of the document's open fields was chosen.");
  const hashes: Hex32[] = [];
  const rest = { given: [...body.hashes], open: [...body.disclosures], kept: kept.map(([index]) => index) };
  collect(rest, { from: 0, to: body.size }, hashes);
  return { size: body.size, disclosures: kept, hashes };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Rest {
  readonly given: Hex32[];
  readonly open: (readonly [number, string])[];
  readonly kept: number[];
}

/** Walks the tree as {@link headOf} does, and writes down the heads of subtrees in which nothing is kept. */
function collect(rest: Rest, { from, to }: Range, hashes: Hex32[]): void {
  if (!rest.kept.some((index) => index >= from && index < to)) {
    hashes.push(hiddenHead(rest, { from, to }));
  } else if (to - from === 1) {
    rest.open.shift();
  } else {
    const middle = from + splitOf(to - from);
    collect(rest, { from, to: middle }, hashes);
    collect(rest, { from: middle, to }, hashes);
  }
}

function hiddenHead(rest: Rest, { from, to }: Range): Hex32 {
  const inside: [number, string][] = [];
  while (rest.open[0] !== undefined && rest.open[0][0] < to) {
    const [index, disclosure] = rest.open.shift() as readonly [number, string];
    inside.push([index - from, disclosure]);
  }
  if (inside.length === 0) return rest.given.shift() as Hex32;
  const used = countHashes(inside, 0, to - from);
  return hexOf(headOf({ size: to - from, disclosures: inside, hashes: rest.given.splice(0, used) }));
}

/** How many given hashes a range takes: one for each largest subtree without an open field. */
function countHashes(open: readonly (readonly [number, string])[], from: number, to: number): number {
  if (!open.some(([index]) => index >= from && index < to)) return 1;
  if (to - from === 1) return 0;
  const middle = from + splitOf(to - from);
  return countHashes(open, from, middle) + countHashes(open, middle, to);
}
