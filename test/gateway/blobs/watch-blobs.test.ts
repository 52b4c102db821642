import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import type { BlobStore } from "../../../node-gateway/src/blobs/blob-store.ts";
import { watchBlobs } from "../../../node-gateway/src/blobs/watch-blobs.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { expectRejection } from "../../support/refusal.ts";

const CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

/** A store whose one blob is damaged until `heal` mends it, and a clock to move. */
function setUp({ mends = true, heals = true, isLost = false } = {}) {
  const state = { damaged: true, isFull: false, healings: 0, nowSeconds: 1000, news: [] as string[] };
  const store: BlobStore = {
    has: async () => true,
    list: async function* () {},
    check: async () => {},
    put: async () => {
      if (state.isFull) throw new GatewayError("BLOB_UNAVAILABLE", "The blob store's disk is full.");
      state.damaged = false;
      return CID;
    },
    get: async () => {
      const code = isLost ? "BLOB_NOT_FOUND" : "BLOB_CORRUPT";
      if (state.damaged) throw new GatewayError(code, `The blob ${CID} is damaged or lost.`);
      return Uint8Array.of(1);
    },
    ...(heals && {
      heal: async (stop: AbortSignal) => {
        stop.throwIfAborted();
        state.healings++;
        if (mends) state.damaged = false;
      },
    }),
  };
  const options = { clock: () => state.nowSeconds, tell: (news: string) => state.news.push(news) };
  return { state, watched: watchBlobs(store, options) };
}

describe("watching blobs", () => {
  it("says BLOB_CORRUPT, remembers the CID, heals, and forgets it when it reads whole again", async () => {
    const { state, watched } = setUp();
    const refused = watched.get(CID);
    await expectRejection(refused, "BLOB_CORRUPT");
    await setImmediate();
    expect(state).to.deep.include({ healings: 1, news: ["damaged", "whole"] });
    expect(watched.damaged()).to.deep.equal([]);
    expect(await watched.get(CID)).to.deep.equal(Uint8Array.of(1));
  });

  it("keeps naming what healing did not mend, and heals again for it only after ten minutes", async () => {
    const { state, watched } = setUp({ mends: false });
    const read = async () => {
      await expectRejection(watched.get(CID), "BLOB_CORRUPT");
      await setImmediate();
    };
    for (let i = 0; i < 5; i++) await read();
    expect(watched.damaged()).to.deep.equal([CID]);
    expect(state.healings).to.equal(1);
    state.nowSeconds += 600;
    await read();
    expect(state.healings).to.equal(2);
    expect(state.news).to.deep.equal(["damaged"]);
  });

  it("names a blob that is lost until it is put again, and heals nothing for it", async () => {
    const { state, watched } = setUp({ isLost: true });
    for (let i = 0; i < 2; i++) await expectRejection(watched.get(CID), "BLOB_NOT_FOUND");
    await setImmediate();
    expect(watched.damaged()).to.deep.equal([CID]);
    await watched.put(Uint8Array.of(1));
    expect(watched.damaged()).to.deep.equal([]);
    expect(state).to.deep.include({ healings: 0, news: ["damaged", "whole"] });
  });

  it("forgets damage when the good bytes are put again, in a store that cannot heal itself", async () => {
    const { state, watched } = setUp({ heals: false });
    await expectRejection(watched.get(CID), "BLOB_CORRUPT");
    expect(watched.damaged()).to.deep.equal([CID]);
    await watched.put(Uint8Array.of(1));
    expect(watched.damaged()).to.deep.equal([]);
    expect(state.news).to.deep.equal(["damaged", "whole"]);
  });

  it("remembers why a blob was not kept until one is, and for two minutes at most", async () => {
    const { state, watched } = setUp();
    const bytes = Uint8Array.of(1);
    expect(watched.refusal()).to.equal(undefined);
    state.isFull = true;
    await expectRejection(watched.put(bytes), "BLOB_UNAVAILABLE");
    state.nowSeconds += 119;
    expect(watched.refusal()).to.equal("The blob store's disk is full.");
    state.nowSeconds += 1;
    expect(watched.refusal()).to.equal(undefined);
    await expectRejection(watched.put(bytes), "BLOB_UNAVAILABLE");
    state.isFull = false;
    await watched.put(bytes);
    expect(watched.refusal()).to.equal(undefined);
  });

  it("heals nothing after it was stopped", async () => {
    const { state, watched } = setUp();
    watched.stop();
    await expectRejection(watched.get(CID), "BLOB_CORRUPT");
    await setImmediate();
    expect(state.healings).to.equal(0);
  });
});
