import { createHash } from "node:crypto";
import { expect } from "chai";
import { batchTree, type Entry, entryHash, isAnchoredAs } from "../../../sdk/src/document/batch.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { seededBytes } from "../../support/seeded.ts";

const draw = seededBytes("batch");
const entries: Entry[] = Array.from({ length: 11 }, (_, i) => ({
  documentId: hexOf(draw(32)),
  kind: 201 + i,
  subjectTag: hexOf(draw(32)),
  referenceTag: hexOf(draw(32)),
}));

describe("batchTree", () => {
  it("hashes an entry as 0x00, document id, kind as big-endian uint16, subject tag, reference tag", () => {
    const entry = entries[0] as Entry;
    const leaf = Buffer.from(`00${entry.documentId}00c9${entry.subjectTag}${entry.referenceTag}`, "hex");
    expect(hexOf(entryHash(entry))).to.equal(createHash("sha256").update(leaf).digest("hex"));
    const largest = Buffer.from(`00${entry.documentId}ffff${entry.subjectTag}${entry.referenceTag}`, "hex");
    expect(hexOf(entryHash({ ...entry, kind: 0xffff }))).to.equal(createHash("sha256").update(largest).digest("hex"));
  });

  for (let size = 1; size <= entries.length; size++) {
    it(`of ${size} entries places each entry, and takes none of them anywhere else`, () => {
      const batch = entries.slice(0, size);
      const { root, path } = batchTree(batch);
      for (const [index, entry] of batch.entries()) {
        const anchor = { root, index, size, path: path(index) };
        expect(isAnchoredAs(entry, anchor)).to.equal(true);
        expect(isAnchoredAs({ ...entry, kind: entry.kind + 1 }, anchor)).to.equal(false);
        expect(isAnchoredAs({ ...entry, subjectTag: entry.referenceTag }, anchor)).to.equal(false);
        expect(isAnchoredAs(entry, { ...anchor, root: entry.documentId })).to.equal(false);
        expect(isAnchoredAs(entry, { ...anchor, index: (index + 1) % (size + 1) })).to.equal(false);
        for (const other of batch) if (other !== entry) expect(isAnchoredAs(other, anchor)).to.equal(false);
      }
    });
  }

  it("has another root when the order is another", () => {
    expect(batchTree([...entries].reverse()).root).not.to.equal(batchTree(entries).root);
  });

  it("refuses no entry with BATCH_EMPTY", () => {
    expectRefusal(() => batchTree([]), "BATCH_EMPTY");
  });
});
