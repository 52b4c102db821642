import { expect } from "chai";
import { isConsistent, type TreeState } from "../../../sdk/src/document/consistency.ts";
import { leafHash, splitOf, treeHead } from "../../../sdk/src/document/tree.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const VECTORS = "corpus/vectors/rfc6962-merkle/consistency";
const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
const stateOf = (size: number): TreeState => ({ size, head: treeHead(LEAVES.slice(0, size)) });

/** PROOF and SUBPROOF as RFC 9162 §2.1.4.1 defines them, over leaves [from, to) of which the first `count` were there. */
function subproof(count: number, from: number, to: number, isWhole: boolean): Uint8Array[] {
  if (count === to - from) return isWhole ? [] : [treeHead(LEAVES.slice(from, to))];
  const split = splitOf(to - from);
  return count <= split
    ? [...subproof(count, from, from + split, isWhole), treeHead(LEAVES.slice(from + split, to))]
    : [...subproof(count - split, from + split, to, false), treeHead(LEAVES.slice(from, from + split))];
}

describe("isConsistent", () => {
  it("takes the proof of every earlier tree in every later one, and none of another size", () => {
    for (let later = 1; later <= LEAVES.length; later++) {
      for (let earlier = 1; earlier <= later; earlier++) {
        const path = subproof(earlier, 0, later, true);
        expect(isConsistent(stateOf(earlier), stateOf(later), path), `${earlier} in ${later}`).to.equal(true);
        expect(isConsistent({ ...stateOf(earlier), size: earlier + 1 }, stateOf(later), path)).to.equal(false);
      }
    }
  });

  it("refuses a flipped bit anywhere, a hash too few, one too many, and trees the wrong way round", () => {
    const [earlier, later] = [stateOf(13), stateOf(37)];
    const path = subproof(13, 0, 37, true);
    const flipped = (hash: Uint8Array): Uint8Array => hash.map((byte, i) => (i === 7 ? byte ^ 1 : byte));
    for (let i = 0; i < path.length; i++) {
      const forged = path.map((hash, j) => (i === j ? flipped(hash) : hash));
      expect(isConsistent(earlier, later, forged)).to.equal(false);
      expect(isConsistent(earlier, later, path.slice(0, i))).to.equal(false);
    }
    expect(isConsistent(earlier, later, [...path, path[0] as Uint8Array])).to.equal(false);
    expect(isConsistent({ ...earlier, head: flipped(earlier.head) }, later, path)).to.equal(false);
    expect(isConsistent(earlier, { ...later, head: flipped(later.head) }, path)).to.equal(false);
    expect(isConsistent(later, earlier, path)).to.equal(false);
  });
});

interface Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

describeShared("The consistency vectors of RFC 9162", VECTORS, () => {
  for (const file of listShared(VECTORS)) {
    it(`gives what is stated of ${file.slice(VECTORS.length + 1)}`, () => {
      const { size1, size2, root1, root2, proof, wantErr } = JSON.parse(readShared(file).toString()) as Vector;
      const [earlier, later, ...path] = [root1, root2, ...(proof ?? [])].map((text) => Buffer.from(text, "base64"));
      const states = [
        { size: size1, head: earlier as Uint8Array },
        { size: size2, head: later as Uint8Array },
      ] as const;
      expect(isConsistent(...states, path)).to.equal(!wantErr);
    });
  }
});
