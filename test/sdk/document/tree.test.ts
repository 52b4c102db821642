import { createHash } from "node:crypto";
import { expect } from "chai";
import { headOfPath, inclusionPath, leafHash, nodeHash, splitOf, treeHead } from "../../../sdk/src/document/tree.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { seededBytes } from "../../support/seeded.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const INCLUSION = "corpus/vectors/rfc6962-merkle/inclusion";
const sha256 = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();

/** The tree of RFC 9162 §2.1.1 in the words of the RFC, slow and plain. */
function obviousHead(leaves: Uint8Array[]): Buffer {
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0] as Uint8Array);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), obviousHead(leaves.slice(0, k)), obviousHead(leaves.slice(k)));
}

function leavesOf(count: number): Uint8Array[] {
  const draw = seededBytes(`leaves ${count}`);
  return Array.from({ length: count }, () => draw(32));
}

describe("The tree of RFC 9162", () => {
  it("splits at the largest power of two below its size", () => {
    expect([2, 3, 4, 5, 8, 9, 65_536, 65_537].map(splitOf)).to.deep.equal([1, 2, 2, 4, 4, 8, 32_768, 65_536]);
  });

  it("tells leaves from nodes, so that a node does not pass for a leaf", () => {
    const [left, right] = leavesOf(2).map(leafHash) as [Uint8Array, Uint8Array];
    const asLeaf = leafHash(Uint8Array.from([...left, ...right]));
    expect(hexOf(nodeHash(left, right))).not.to.equal(hexOf(asLeaf));
  });

  for (const size of [1, 2, 3, 4, 5, 7, 8, 13, 16, 33]) {
    const leaves = leavesOf(size);
    const hashes = leaves.map(leafHash);
    const head = hexOf(treeHead(hashes));

    it(`of ${size} leaves has the head that the RFC's own words give`, () => {
      expect(head).to.equal(obviousHead(leaves).toString("hex"));
    });

    it(`of ${size} leaves has a path from each leaf that leads to the head, and to no other with anything changed`, () => {
      for (let index = 0; index < size; index++) {
        const path = inclusionPath(hashes, index);
        const claim = { hash: hashes[index] as Uint8Array, index, size, path };
        const lead = (change: object) => {
          const reached = headOfPath({ ...claim, ...change });
          return reached && hexOf(reached);
        };
        expect(lead({})).to.equal(head);
        for (let other = 0; other < size + 2; other++) {
          if (other !== index) expect(lead({ index: other }), `index ${other}`).not.to.equal(head);
        }
        expect(lead({ path: [...path, new Uint8Array(32)] })).to.equal(undefined);
        expect(lead({ path: [new Uint8Array(32), ...path] })).to.equal(undefined);
        if (path.length > 0) {
          expect(lead({ path: path.slice(1) })).to.equal(undefined);
          expect(lead({ path: path.slice(0, -1) })).to.equal(undefined);
          expect(lead({ path: path.map((hash) => hash.subarray(0, 31)) })).to.equal(undefined);
          expect(lead({ path: path.map((hash) => hash.map((byte, i) => (i === 5 ? byte ^ 16 : byte))) })).not.to.equal(
            head,
          );
        }
        expect(lead({ hash: (hashes[index] as Uint8Array).subarray(1) })).to.equal(undefined);
      }
    });
  }

  const hash = new Uint8Array(32);
  const claims: [string, { index: number; size: number }][] = [
    ["an index at the size", { index: 1, size: 1 }],
    ["a negative index", { index: -1, size: 1 }],
    ["a broken index", { index: 0.5, size: 1 }],
    ["an index that is no number", { index: Number.NaN, size: 1 }],
    ["a size of none", { index: 0, size: 0 }],
    ["a size of 2\u00b3\u00b2", { index: 0, size: 2 ** 32 }],
  ];
  for (const [title, claim] of claims) {
    it(`gives no head for ${title}`, () => {
      expect(headOfPath({ hash, path: [], ...claim })).to.equal(undefined);
    });
  }

  it("takes a path of 32 hashes, the most that a uint32 size has", () => {
    const path = Array.from({ length: 32 }, () => hash);
    expect(headOfPath({ hash, index: 0, size: 2 ** 32 - 1, path })).to.have.length(32);
    expect(headOfPath({ hash, index: 0, size: 2 ** 32 - 1, path: [...path, hash] })).to.equal(undefined);
  });
});

interface InclusionVector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: string[] | null;
  readonly wantErr: boolean;
}

describeShared("The inclusion vectors of RFC 9162", INCLUSION, () => {
  const expected = new Map(
    readShared("corpus/EXPECTED.tsv")
      .toString()
      .split("\n")
      .map((line) => line.split("\t") as [string, string, string])
      .map(([file, , verdict]) => [file, verdict]),
  );
  for (const path of listShared(INCLUSION)) {
    const vector = JSON.parse(readShared(path).toString()) as InclusionVector;
    const verdict = expected.get(path.replace("corpus/", ""));
    it(`${path.slice(INCLUSION.length + 1)}: ${verdict}`, () => {
      expect(vector.wantErr).to.equal(verdict === "reject");
      const head = headOfPath({
        hash: Buffer.from(vector.leafHash, "base64"),
        index: vector.leafIdx,
        size: vector.treeSize,
        path: (vector.proof ?? []).map((hash) => Buffer.from(hash, "base64")),
      });
      const isAccepted = head !== undefined && hexOf(head) === Buffer.from(vector.root ?? "", "base64").toString("hex");
      expect(isAccepted ? "accept" : "reject").to.equal(verdict);
    });
  }
});
