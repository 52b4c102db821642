import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { listDocuments } from "../../../node-gateway/src/usecases/list-documents.ts";
import { openOriginal } from "../../../node-gateway/src/usecases/open-original.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { createFaultyChain } from "../../support/gateway/faulty-chain.ts";
import { admit, openMember, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber } from "../../support/gateway/papers.ts";
import { expectRejection } from "../../support/refusal.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

describe("intake", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  before(async () => {
    network = await deployNetwork();
    await admit(network, "exporter");
    exporter = await openMember(network, "exporter");
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
  });

  const submit = (original: Uint8Array | AsyncIterable<Uint8Array>, idempotencyKey: string, more: object = {}) =>
    submitDocument(exporter.gateway, { actor: "officer", idempotencyKey, original, ...more });
  const count = async () => (await listDocuments(exporter.gateway, { limit: 200 })).items.length;
  const spooled = () => readdir(join(exporter.gateway.dataDir, "intake"));

  it("says STORAGE_UNAVAILABLE when the disk is full, and leaves nothing there", async () => {
    async function* cutOff() {
      yield originalOf("packing-list", "PL-full");
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
    }
    await expectRejection(submit(cutOff(), "full"), "STORAGE_UNAVAILABLE");
    expect(await spooled()).to.deep.equal([]);
  });

  it("takes a stream in pieces of any size as it takes the bytes", async () => {
    const original = originalOf("packing-list", "PL-stream");
    async function* pieces() {
      for (let at = 0; at < original.length; at += 7) yield original.subarray(at, at + 7);
    }
    const { documentId } = await submit(pieces(), "stream");
    const { bytes, mediaType } = await openOriginal(exporter.gateway, { documentId, actor: "officer" });
    expect(Buffer.from(bytes).equals(original)).to.equal(true);
    expect(mediaType).to.equal("application/json");
  });

  it("stops a stream with INTAKE_TOO_LARGE as soon as it passes the limit, and keeps nothing", async () => {
    const small = { ...exporter.gateway, maxOriginalBytes: 1_000 };
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 100;
        yield new Uint8Array(100);
      }
    }
    const input = { actor: "officer", idempotencyKey: "endless", original: endless() };
    await expectRejection(submitDocument(small, input), "INTAKE_TOO_LARGE");
    expect(given).to.equal(1_100);
    expect(await spooled()).to.deep.equal([]);
  });

  it("keeps nothing of a stream that breaks off", async () => {
    async function* broken() {
      yield utf8Encode('{"sealane":');
      throw new Error("the officer's browser went away");
    }
    const before = await count();
    await submit(broken(), "broken").catch(() => undefined);
    expect(await count()).to.equal(before);
    expect(await spooled()).to.deep.equal([]);
  });

  it("refuses an empty original, a blank key, and JSON that means two things", async () => {
    await expectRejection(submit(new Uint8Array(), "empty"), "INTAKE_EMPTY");
    await expectRejection(submit(originalOf("packing-list", "PL-0"), "two words"), "IDEMPOTENCY_KEY_INVALID");
    const twice = utf8Encode('{"sealane":"packing-list","documentNumber":"1","documentNumber":"2"}');
    await expectRejection(submit(twice, "twice"), "JSON_DUPLICATE_KEY");
  });

  it("refuses a document of no consignment, and takes it once one is given", async () => {
    const opaque = { mediaType: "application/pdf", kind: "packing-list", facts: {} };
    await expectRejection(submit(utf8Encode("%PDF-1.7"), "pdf", opaque), "CONSIGNMENT_MISSING");
    const taken = await submit(utf8Encode("%PDF-1.7"), "pdf", { ...opaque, consignment: "UCR-OF-A-SCAN" });
    expect(taken).to.include({ state: "accepted", kind: "packing-list" });
  });

  it("gives the same request with the same key the same document, also at the same time", async () => {
    const original = originalOf("packing-list", "PL-same");
    const views = await Promise.all(Array.from({ length: 5 }, () => submit(original, "same")));
    expect(new Set(views.map(({ documentId }) => documentId)).size).to.equal(1);
    expect((await submit(original, "same")).documentId).to.equal(views[0]?.documentId);
  });

  it("refuses another request under a used key with IDEMPOTENCY_CONFLICT, whatever the difference", async () => {
    const original = originalOf("packing-list", "PL-conflict");
    await submit(original, "conflict");
    await expectRejection(submit(originalOf("packing-list", "PL-other"), "conflict"), "IDEMPOTENCY_CONFLICT");
    await expectRejection(submit(original, "conflict", { consignment: "ANOTHER" }), "IDEMPOTENCY_CONFLICT");
  });

  it("lets two officers use the same key for what is theirs", async () => {
    const original = originalOf("packing-list", "PL-officers");
    const first = await submit(original, "officers");
    const second = await submit(original, "officers", { actor: "another officer" });
    // The same bytes twice are two documents: each has salts of its own.
    expect(first.documentId).not.to.equal(second.documentId);
  });

  it("keeps no document in the clear on disk outside its database", async () => {
    await submitNumber(exporter.gateway, "packing-list", { number: "PLANTED-TOKEN-4711" });
    const { blobs } = exporter.gateway;
    for await (const cid of blobs.list()) {
      const text = Buffer.from(await blobs.get(cid)).toString("latin1");
      expect(text).not.to.match(/PLANTED-TOKEN-4711|1200\.5|UExBTlRFRC1UT0tFTi00Nz/);
    }
    expect(await spooled()).to.deep.equal([]);
  });

  it("clears at the next start what a crash left on its way", async () => {
    await writeFile(join(exporter.gateway.dataDir, "intake", "left.part"), "half an original");
    await exporter.close();
    exporter = await openMember(network, "exporter");
    expect(await spooled()).to.deep.equal([]);
  });

  it("starts and takes documents while the chain is away, once the gateway has seen it", async () => {
    await exporter.close();
    const faulty = createFaultyChain();
    faulty.isAway = true;
    exporter = await openMember(network, "exporter", { wrapChain: faulty.wrap });
    const { state } = await submitNumber(exporter.gateway, "packing-list", { number: "PL-away" });
    expect(state).to.equal("accepted");
  });

  describeShared("over the corpus of bills of lading", "corpus/bills-of-lading", () => {
    it("takes every document in, or says with a code why not", async function () {
      this.timeout(120_000);
      const codes = new Map<string, number>();
      const files = listShared("corpus/bills-of-lading").filter((name) => name.endsWith(".json"));
      for (const name of files) {
        const outcome = await submit(readShared(name), name.replaceAll(/[^a-z0-9-]/gi, "_").slice(-128), {
          consignment: "CORPUS",
        }).then(
          () => "taken",
          (error: { code?: string }) => error.code ?? String(error),
        );
        codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
      }
      expect(codes.get("taken"), JSON.stringify([...codes])).to.be.greaterThan(0);
      for (const outcome of codes.keys()) expect(outcome).to.match(/^(taken|[A-Z]+_[A-Z_]+)$/);
    });
  });
});
