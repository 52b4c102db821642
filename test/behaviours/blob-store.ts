import { expect } from "chai";
import type { BlobStore } from "../../node-gateway/src/blobs/blob-store.ts";
import { collect } from "../support/collect.ts";
import { expectRejection } from "../support/refusal.ts";
import { seededBytes } from "../support/seeded.ts";

/** A store under test, and hands to harm it. */
export interface BlobStoreUnderTest {
  readonly store: BlobStore;
  /** The same store opened again, as after a restart. */
  reopen(): Promise<BlobStore>;
  /** Flips one bit of what the store keeps under a CID. */
  damage(cid: string, byte: number): Promise<void>;
  close(): Promise<void>;
}

const MIB = 1024 * 1024;
const SIZES = [0, 1, 1000, MIB - 1, MIB, MIB + 1, 2.5 * MIB];

/** What every blob store does. To add one, call this with it. */
export function describeBlobStore(name: string, open: () => Promise<BlobStoreUnderTest>): void {
  describe(`the blob store ${name}`, () => {
    let tested: BlobStoreUnderTest;
    beforeEach(async () => {
      tested = await open();
    });
    afterEach(() => tested.close());

    for (const size of SIZES) {
      it(`gives back ${size} bytes as they were put, also after a restart`, async () => {
        const bytes = seededBytes(`blob ${size}`)(size);
        const cid = await tested.store.put(bytes);
        expect(Buffer.from(await tested.store.get(cid)).equals(bytes)).to.equal(true);
        expect(Buffer.from(await (await tested.reopen()).get(cid)).equals(bytes)).to.equal(true);
      });
    }

    it("names bytes by what they are: the same twice is one blob, others are another", async () => {
      const [a, b] = [Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 4)];
      const cids = [await tested.store.put(a), await tested.store.put(a), await tested.store.put(b)];
      expect(new Set(cids).size).to.equal(2);
      expect(await collect(tested.store.list())).to.have.members([...new Set(cids)]);
    });

    it("would keep something while nothing is wrong with it", async () => {
      await tested.store.check();
    });

    it("knows what it holds", async () => {
      const cid = await tested.store.put(Uint8Array.of(7));
      expect(await tested.store.has(cid)).to.equal(true);
      expect(await tested.store.has("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku")).to.equal(false);
    });

    it("says BLOB_NOT_FOUND for what it does not hold, and for what is no CID", async () => {
      for (const cid of ["bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku", "../../secret", ""]) {
        await expectRejection(tested.store.get(cid), "BLOB_NOT_FOUND");
      }
    });

    for (const byte of [0, 700_000, MIB + 5]) {
      it(`says BLOB_CORRUPT, naming the CID, when a bit of byte ${byte} changed, and takes the good bytes again`, async () => {
        const bytes = seededBytes("damaged")(MIB + 10);
        const cid = await tested.store.put(bytes);
        await tested.damage(cid, byte);
        const error = await tested.store.get(cid).catch((cause: Error & { code?: string }) => cause);
        expect(error).to.include({ code: "BLOB_CORRUPT" });
        expect((error as Error).message).to.contain(cid);
        await tested.store.put(bytes);
        expect(Buffer.from(await tested.store.get(cid)).equals(bytes)).to.equal(true);
      });
    }
  });
}
