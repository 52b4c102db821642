import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import { readiness } from "../../../node-gateway/src/usecases/readiness.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { grant, openReaders, type Reader } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

/** What befalls a blob's file. To add harm, add a row. */
const HARMS: Readonly<Record<string, (path: string) => Promise<void>>> = {
  "bit-flipped": async (path) => {
    const bytes = await readFile(path);
    bytes[99] = (bytes[99] ?? 0) ^ 1;
    await writeFile(path, bytes);
  },
  truncated: (path) => truncate(path, 99),
  missing: (path) => rm(path),
};

describe("a shared paper whose blob is damaged at its reader", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let logged: { readonly code?: string }[] = [];
  let count = 0;
  before(async () => {
    ({ singapore, rotterdam, stop } = await openReaders("singapore", "rotterdam"));
    await singapore.settle();
    await rotterdam.settle();
  });
  beforeEach(() => {
    logged = [];
  });
  afterEach(() => {
    singapore.isAway = false;
  });
  after(() => stop?.());

  for (const [harm, befall] of Object.entries(HARMS)) {
    it(`is fetched again from its owner when it is ${harm}, with a line in the own log, and opens`, async () => {
      const { documentId, path } = await shared();
      await befall(path);
      const { paper } = await read(documentId);
      expect(paper.original).to.be.a("string");
      expect(logged.map(({ code }) => code)).to.deep.equal([harm === "missing" ? "BLOB_NOT_FOUND" : "BLOB_CORRUPT"]);
      expect(rotterdam.gateway.blobs.damaged()).to.deep.equal([]);
      expect(await ownersFaults()).to.equal(0);
      singapore.isAway = true;
      await read(documentId);
    });

    it(`is PEER_UNAVAILABLE when it is ${harm} while its owner is away, unread, and opens after its return`, async () => {
      const { documentId, path, cid } = await shared();
      await befall(path);
      singapore.isAway = true;
      await expectRejection(read(documentId), "PEER_UNAVAILABLE");
      expect(await readings(rotterdam, "made", documentId)).to.equal(0);
      const blobs = (await readiness(rotterdam.gateway)).dependencies.find(({ name }) => name === "blobs");
      expect(blobs?.message).to.contain(cid);
      singapore.isAway = false;
      for (const { clock } of [singapore, rotterdam]) clock.advance(120);
      await read(documentId);
      await readingsTick(rotterdam.gateway);
      expect(await readings(singapore, "served", documentId)).to.equal(1);
    });
  }

  it("costs no use of a counted grant that could not be opened", async () => {
    const { documentId, path } = await shared({ maxUses: 1 });
    await rm(path);
    await expectRejection(read(documentId, answeringBlobsWith(500)), "BLOB_NOT_FOUND");
    expect(await readings(singapore, "served", documentId)).to.equal(0);
    await read(documentId);
    expect(await readings(singapore, "served", documentId)).to.equal(1);
  });

  it("stays BLOB_CORRUPT when its owner sends other bytes, who alone then hears of it; nothing of them is kept", async () => {
    const { documentId, path } = await shared();
    await HARMS["bit-flipped"]?.(path);
    const before = await ownersFaults();
    await expectRejection(read(documentId, answeringBlobsWith(200)), "BLOB_CORRUPT");
    expect(await ownersFaults()).to.equal(before + 1);
    await expectRejection(rotterdam.gateway.blobs.get(path.split("/").at(-1) as string), "BLOB_CORRUPT");
    await read(documentId);
  });

  const read = (documentId: Hex32, peers = rotterdam.gateway.peers) => {
    const log = { info: () => {}, warn: () => {}, error: (fields: object) => void logged.push(fields) };
    return openGranted({ ...rotterdam.gateway, log, peers }, { documentId, actor: "officer" });
  };

  /** The way to the owner, whose answers with blobs are another's. */
  const answeringBlobsWith = (status: number): Gateway["peers"] => ({
    call: async (...call) => {
      const answer = await rotterdam.gateway.peers.call(...call);
      return call[1].path.includes("/blobs/")
        ? { ...answer, status, body: answer.body.map((byte) => byte ^ 1) }
        : answer;
    },
  });

  /** A document that came over the wire, and the file of its blob. */
  async function shared(limit: { maxUses?: number } = {}): Promise<{ documentId: Hex32; cid: string; path: string }> {
    count += 1;
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: `SG-${count}` });
    await singapore.settle();
    await grant(singapore, { to: rotterdam, documentId, ...limit });
    await shareTick(singapore.gateway);
    await deliverTick(singapore.gateway);
    const { blob_cid: cid } = await rotterdam.gateway.database
      .selectFrom("shared_papers")
      .select("blob_cid")
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    return { documentId, cid, path: join(rotterdam.gateway.dataDir, "blobs", cid.slice(-3, -1), cid) };
  }

  const readings = async ({ gateway }: Reader, direction: "made" | "served", documentId: Hex32): Promise<number> =>
    (await listReadings(gateway, { direction, documentId })).items.length;

  async function ownersFaults(): Promise<number> {
    const faults = singapore.gateway.database.selectFrom("audit").where("action", "=", "sharedPaperFault");
    return (await faults.select("subject").execute()).length;
  }
});
