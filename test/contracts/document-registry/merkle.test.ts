import { expect } from "chai";
import fc from "fast-check";
import { batchTree, entryHash } from "../../../sdk/src/document/batch.ts";
import { admitMembers, MEMBER, useConsortium } from "../support/consortium.ts";
import { type Entry, entriesOf, entryOf, type Inclusion, inclusionOf, leafOf, rootOf } from "../support/entries.ts";
import { expectRevert } from "../support/expect.ts";

const { singapore: SINGAPORE } = MEMBER;
const SEED = 20_26;

describe("DocumentRegistry: the tree of a batch", () => {
  const world = useConsortium(admitMembers);
  const anchor = (entries: readonly Entry[]) => world.documents.send(world.actors.singapore, "anchor", entries);
  const withdraw = (entry: Entry, inclusion: Inclusion) =>
    world.documents.send(world.actors.singapore, "withdraw", entry, inclusion, 1);

  it("has the root that RFC 9162 defines and the SDK computes, at every size to 65 and around each power of two", async () => {
    const sizes = [
      ...Array.from({ length: 65 }, (_, index) => index + 1),
      127,
      128,
      129,
      255,
      257,
      511,
      513,
      999,
      1000,
    ];
    for (const size of sizes) {
      const entries = entriesOf(`size ${size}`, size);
      const { events } = await anchor(entries);
      expect(events[0]?.[2], `size ${size}`).to.equal(rootOf(entries));
      expect(`0x${unprefixed(batchTree(entries.map(forSdk)).root)}`, `size ${size}`).to.equal(rootOf(entries));
    }
  });

  it("has leaves that equal the reference's and the SDK's, for any entry", () =>
    fc.assert(
      fc.asyncProperty(anyEntry(), async (entry) => {
        const leaf = `0x${leafOf(entry).toString("hex")}`;
        expect(await world.documents.read("leafOf", entry)).to.equal(leaf);
        expect(`0x${Buffer.from(entryHash(forSdk(entry))).toString("hex")}`).to.equal(leaf);
      }),
      { seed: SEED, numRuns: 50 },
    ));

  it("proves every entry of every size to 17, and the ends of a batch of 1,000", async () => {
    for (let size = 1; size <= 17; size++) {
      const entries = entriesOf(`proof ${size}`, size);
      await anchor(entries);
      for (const [index, entry] of entries.entries()) {
        const { events } = await withdraw(entry, inclusionOf(entries, index));
        expect(events, `${index} of ${size}`).to.deep.equal([["DocumentWithdrawn", SINGAPORE, entry.documentId, 1]]);
      }
    }
    const large = entriesOf("large", 1000);
    await anchor(large);
    for (const index of [0, 511, 512, 999]) {
      const { events } = await withdraw(large[index] as Entry, inclusionOf(large, index));
      expect(events).to.have.length(1);
    }
  });

  it("refuses every other index, below and above the size", async () => {
    for (const size of [1, 2, 3, 5, 7, 8, 13]) {
      const entries = entriesOf(`index ${size}`, size);
      await anchor(entries);
      for (let index = 0; index < size; index++) {
        const right = inclusionOf(entries, index);
        for (const wrong of [...Array(size + 2).keys(), index + size, index + 16, 2 ** 32 - 1]) {
          if (wrong === index) continue;
          const sent = withdraw(entries[index] as Entry, { ...right, index: wrong });
          await expectRevert(sent, "InclusionInvalid", right.root, wrong);
        }
      }
    }
  });

  it("refuses a path that is cut, prolonged or put in another order", async () => {
    const entries = entriesOf("path", 13);
    await anchor(entries);
    for (const [index, entry] of entries.entries()) {
      const right = inclusionOf(entries, index);
      const wrongPaths = [
        right.path.slice(1),
        right.path.slice(0, -1),
        [],
        [...right.path, right.root],
        [...right.path, ...right.path],
        [right.path[0] as string, ...right.path],
        [...right.path].reverse(),
      ];
      for (const path of wrongPaths) {
        await expectRevert(withdraw(entry, { ...right, path }), "InclusionInvalid", right.root, index);
      }
    }
  });

  it("refuses a proof that was made for a tree of another size over the same beginning", async () => {
    const entries = entriesOf("sizes", 9);
    for (let size = 1; size <= 9; size++) await anchor(entries.slice(0, size));
    for (let size = 1; size <= 9; size++) {
      for (let other = 1; other <= 9; other++) {
        if (other === size) continue;
        const proof = { ...inclusionOf(entries.slice(0, size), 0), root: rootOf(entries.slice(0, other)) };
        await expectRevert(withdraw(entries[0] as Entry, proof), "InclusionInvalid", proof.root, 0);
      }
    }
  });

  it("refuses an inner node as a leaf: two hashes are no entry", async () => {
    const entries = entriesOf("inner", 4);
    await anchor(entries);
    const [left, right] = entries.slice(0, 2).map((entry) => `0x${leafOf(entry).toString("hex")}`);
    const forged = { ...entryOf("forged"), documentId: left as string, subjectTag: right as string };
    const path = inclusionOf(entries, 0).path.slice(1);
    await expectRevert(
      withdraw(forged, { root: rootOf(entries), index: 0, path }),
      "InclusionInvalid",
      rootOf(entries),
      0,
    );
  });

  it("refuses a proof and an entry with any one bit flipped", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), async (size, where, bit) => {
        const entries = entriesOf(`flip ${size}`, size);
        await anchor(entries);
        const index = where % size;
        const { entry, inclusion } = flipBit(
          { entry: entries[index] as Entry, inclusion: inclusionOf(entries, index) },
          bit,
        );
        await expectRevert(withdraw(entry, inclusion), "InclusionInvalid", inclusion.root, index);
      }),
      { seed: SEED, numRuns: 150 },
    ));

  it("reverts with BatchUnknown for a root that this member did not anchor", async () => {
    const entries = entriesOf("mine", 2);
    await anchor(entries);
    const other = inclusionOf(entriesOf("never", 2), 0);
    await expectRevert(withdraw(entries[0] as Entry, other), "BatchUnknown", SINGAPORE, other.root);
    const sent = world.documents.send(world.actors.rotterdam, "withdraw", entries[0], inclusionOf(entries, 0), 1);
    await expectRevert(sent, "BatchUnknown", MEMBER.rotterdam, rootOf(entries));
  });
});

/** A claim with one bit of its entry or of its path flipped; the bits are numbered through all of them. */
function flipBit({ entry, inclusion }: { entry: Entry; inclusion: Inclusion }, bit: number) {
  const kind = `0x${entry.kind.toString(16).padStart(4, "0")}`;
  const words = [entry.documentId, entry.subjectTag, entry.referenceTag, kind, ...inclusion.path];
  const sizes = words.map((word) => (word.length - 2) * 4);
  let position = bit % sizes.reduce((sum, size) => sum + size, 0);
  const word = sizes.findIndex((size) => {
    if (position < size) return true;
    position -= size;
    return false;
  });
  const flipped = (BigInt(words[word] as string) ^ (1n << BigInt(position))).toString(16);
  words[word] = `0x${flipped.padStart((words[word] as string).length - 2, "0")}`;
  const [documentId, subjectTag, referenceTag, kindWord, ...path] = words as [string, string, string, string];
  return { entry: { documentId, kind: Number(kindWord), subjectTag, referenceTag }, inclusion: { ...inclusion, path } };
}

const anyDigest = () =>
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);

const anyEntry = (): fc.Arbitrary<Entry> =>
  fc.record({
    documentId: anyDigest(),
    kind: fc.integer({ min: 0, max: 0xffff }),
    subjectTag: anyDigest(),
    referenceTag: anyDigest(),
  });

const unprefixed = (hex: string): string => hex.replace(/^0x/, "");

/** The same entry as the SDK spells it: hex without a prefix. */
const forSdk = ({ documentId, kind, subjectTag, referenceTag }: Entry) => ({
  documentId: unprefixed(documentId),
  kind,
  subjectTag: unprefixed(subjectTag),
  referenceTag: unprefixed(referenceTag),
});
