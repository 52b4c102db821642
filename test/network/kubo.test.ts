import { expect } from "chai";
import type { BlobStore } from "../../node-gateway/src/blobs/blob-store.ts";
import { cidOf } from "../../node-gateway/src/blobs/cid.ts";
import { createKuboBlobStore } from "../../node-gateway/src/blobs/kubo-blob-store.ts";
import { openBlobStore } from "../../node-gateway/src/blobs/open-blob-store.ts";
import { watchBlobs } from "../../node-gateway/src/blobs/watch-blobs.ts";
import { describeBlobStore } from "../behaviours/blob-store.ts";
import { collect } from "../support/collect.ts";
import { createKuboNode, type KuboNode, kuboProgram, swarmKeyOf } from "../support/kubo/node.ts";
import { expectRejection } from "../support/refusal.ts";
import { seededBytes } from "../support/seeded.ts";

const MIB = 1024 * 1024;
const program = kuboProgram();
const swarmKey = swarmKeyOf(seededBytes("the consortium's swarm")(32));
const storeOf = (node: KuboNode): BlobStore => createKuboBlobStore({ url: node.url, token: node.token });

if (program === undefined) {
  describe("Kubo", () => void it("is skipped: run scripts/kubo/build.sh"));
} else {
  describe("Kubo", () => {
    describeOneNode(program);
    describeCarelessNode(program);
    describeSwarm(program);
  });
}

function describeOneNode(binary: string): void {
  describe("as a blob store", function () {
    this.timeout(120_000);
    let node: KuboNode;

    before(async () => {
      node = await createKuboNode({ program: binary, name: "singapore", swarmKey });
      await node.start();
    });
    after(() => node?.close());

    describeBlobStore("on a Kubo node", async () => {
      const open = () => openBlobStore({ url: `kubo+${node.url}`, token: node.token });
      const store = await open();
      return { store, reopen: open, damage: (cid, byte) => damage(node, cid, byte), close: () => empty(node, store) };
    });

    for (const size of [0, 1, MIB - 1, MIB, MIB + 1, 5 * MIB]) {
      it(`is given the CID that this project computes for ${size} bytes`, async () => {
        const bytes = seededBytes(`kubo ${size}`)(size);
        const cid = await storeOf(node).put(bytes);
        expect(cid).to.equal(await cidOf(bytes));
        expect((await node.call("pin/ls", { arg: cid, type: "recursive" })).text).to.include(cid);
      });
    }

    it("says BLOB_UNAVAILABLE to a gateway without the right token, and never shows the token", async () => {
      for (const access of [{ url: node.url }, { url: node.url, token: "hunter2-hunter2" }]) {
        const store = createKuboBlobStore(access);
        const error = await store.put(Uint8Array.of(1)).catch((cause: Error) => cause);
        expect(error).to.include({ code: "BLOB_UNAVAILABLE" });
        expect((error as Error).message).to.not.match(/hunter2|127\.0\.0\.1/);
        await expectRejection(store.get(await cidOf(Uint8Array.of(1))), "BLOB_UNAVAILABLE");
        await expectRejection(collect(store.list()), "BLOB_UNAVAILABLE");
      }
    });

    it("says BLOB_NOT_FOUND at once, without looking among peers", async () => {
      const startedMs = performance.now();
      await expectRejection(storeOf(node).get(await cidOf(seededBytes("nowhere")(9))), "BLOB_NOT_FOUND");
      expect(performance.now() - startedMs).to.be.below(2_000);
    });

    it("says BLOB_UNAVAILABLE while the node is dead, and has every blob after its return", async () => {
      const store = storeOf(node);
      const bytes = seededBytes("survives")(MIB + 1);
      const cid = await store.put(bytes);
      await node.kill();
      await expectRejection(store.get(cid), "BLOB_UNAVAILABLE");
      await expectRejection(store.put(bytes), "BLOB_UNAVAILABLE");
      await expectRejection(store.has(cid), "BLOB_UNAVAILABLE");
      await expectRejection(collect(store.list()), "BLOB_UNAVAILABLE");
      await node.start();
      expect(Buffer.from(await store.get(cid)).equals(bytes)).to.equal(true);
    });
  });
}

function describeCarelessNode(binary: string): void {
  describe("on a node that does not check its reads", () => {
    it("says BLOB_CORRUPT for a flipped bit that the node itself gives with status 200", async () => {
      const node = await createKuboNode({ program: binary, name: "careless", swarmKey, hashOnRead: false });
      try {
        await node.start();
        const store = storeOf(node);
        const cid = await store.put(seededBytes("careless")(2 * MIB));
        await damage(node, cid, MIB + 1);
        expect((await node.call("cat", { arg: cid, offline: "true" })).status).to.equal(200);
        await expectRejection(store.get(cid), "BLOB_CORRUPT");
      } finally {
        await node.close();
      }
    });
  });
}

function describeSwarm(binary: string): void {
  describe("as a private swarm of three nodes", function () {
    this.timeout(120_000);
    let [singapore, rotterdam, auditor]: KuboNode[] = [];
    let strangers: KuboNode[] = [];
    const nodes = (): KuboNode[] => [singapore, rotterdam, auditor].filter((node) => node !== undefined);
    const bytes = seededBytes("shared")(3 * MIB);
    let cid: string;

    before(async () => {
      const make = (name: string, key?: string) =>
        createKuboNode({ program: binary, name, ...(key !== undefined && { swarmKey: key }) });
      const another = swarmKeyOf(seededBytes("another swarm")(32));
      strangers = [await make("stranger with another key", another), await make("stranger")];
      [singapore, rotterdam, auditor] = [
        await make("singapore", swarmKey),
        await make("rotterdam", swarmKey),
        await make("auditor", swarmKey),
      ];
      await Promise.all([...nodes(), ...strangers].map((node) => node.start()));
      for (const node of nodes()) {
        for (const peer of nodes().filter((it) => it !== node)) {
          expect((await node.call("swarm/connect", { arg: peer.address })).status).to.equal(200);
        }
      }
      cid = await storeOf(singapore as KuboNode).put(bytes);
    });
    after(() => Promise.all([...nodes(), ...strangers].map((node) => node.close())));

    it("lets a member's node fetch and pin what another holds", async () => {
      expect((await rotterdam?.call("pin/add", { arg: cid }))?.status).to.equal(200);
      expect(Buffer.from(await storeOf(rotterdam as KuboNode).get(cid)).equals(bytes)).to.equal(true);
    });

    it("lets a fresh stranger, with another key or with none, connect to nobody and fetch nothing", async () => {
      for (const stranger of strangers) {
        for (const { address } of nodes()) {
          expect((await stranger.call("swarm/connect", { arg: address })).status).to.equal(500);
        }
        expect(JSON.parse((await stranger.call("swarm/peers")).text)).to.deep.equal({ Peers: null });
      }
      const asked = strangers.flatMap((stranger) => [
        stranger.call("cat", { arg: cid, timeout: "3s" }),
        ...chunksOf(bytes).map(async (chunk) => stranger.call("block/get", { arg: await cidOf(chunk), timeout: "3s" })),
      ]);
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).to.deep.equal(new Set([500]));
    });

    it("finds a flipped bit, names the blob, and heals it from a peer", async () => {
      await storeOf(rotterdam as KuboNode).put(bytes);
      await damage(singapore as KuboNode, cid, 2 * MIB + 5);
      const news: string[] = [];
      const { promise: isWhole, resolve } = Promise.withResolvers<void>();
      const store = watchBlobs(storeOf(singapore as KuboNode), {
        clock: () => 0,
        tell: (what) => {
          news.push(what);
          if (what === "whole") resolve();
        },
      });
      const error = await store.get(cid).catch((cause: Error) => cause);
      expect(error).to.include({ code: "BLOB_CORRUPT" });
      expect((error as Error).message).to.include(cid);
      expect(store.damaged()).to.deep.equal([cid]);
      await isWhole;
      expect(news).to.deep.equal(["damaged", "whole"]);
      expect(store.damaged()).to.deep.equal([]);
      expect(Buffer.from(await store.get(cid)).equals(bytes)).to.equal(true);
    });

    it("goes on calling a blob damaged that no peer has, until it is put again", async () => {
      const own = seededBytes("nobody else's")(10);
      const store = storeOf(auditor as KuboNode);
      const ownCid = await store.put(own);
      await damage(auditor as KuboNode, ownCid, 3);
      await store.heal?.(AbortSignal.timeout(60_000));
      await expectRejection(store.get(ownCid), "BLOB_CORRUPT");
      expect(await store.has(ownCid)).to.equal(true);
      await store.put(own);
      expect(Buffer.from(await store.get(ownCid)).equals(own)).to.equal(true);
    });
  });
}

/** Flips a bit of a byte of a blob, in whichever block of the node's disk it is. */
async function damage(node: KuboNode, cid: string, byte: number): Promise<void> {
  const bytes = await storeOf(node).get(cid);
  const chunk = chunksOf(bytes)[Math.floor(byte / MIB)] ?? bytes;
  node.damage(await cidOf(chunk), byte % MIB);
}

const chunksOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / MIB) }, (_, i) => bytes.slice(i * MIB, (i + 1) * MIB));

async function empty(node: KuboNode, store: BlobStore): Promise<void> {
  for (const cid of await collect(store.list())) await node.call("pin/rm", { arg: cid });
  await node.call("repo/gc");
}
