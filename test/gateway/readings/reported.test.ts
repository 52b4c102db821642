import { type Hex32, hexOf, type Reading, readReadingReceipt, sha256, signReading, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { auditReceipts } from "../../../node-gateway/src/readings/audit-receipts.ts";
import { serveReading } from "../../../node-gateway/src/readings/serve-reading.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { type GrantChoices, openReaders, type Reader, share, tell } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

const QUARTER_SECONDS = 900;

describe("readings that a reader reports as made", () => {
  let network: TestNetwork;
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let count = 0;
  before(async () => {
    ({ network, singapore, rotterdam, stop } = await openReaders("singapore", "rotterdam"));
  });
  after(() => stop?.());

  const shared = async (terms: Partial<GrantChoices> = {}): Promise<{ documentId: Hex32; grantId: Hex32 }> => {
    count += 1;
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: `M-${count}` });
    await singapore.settle();
    const grantId = await share(singapore, { to: rotterdam, documentId, ...terms });
    return { documentId, grantId };
  };
  const report = async (it: Pick<Reading, "grantId" | "documentId"> & Partial<Reading>) => {
    const { number: blockNumber, timeSeconds: readAt } = await singapore.gateway.chain.head();
    const readingId = hexOf(sha256(utf8Encode(`reading ${count++}`)));
    const said = { readingId, reader: 2, owner: 1, officer: "ab".repeat(32), purpose: "import-clearance" } as const;
    const reading = { ...said, readAt, blockNumber, isOpened: true, ...it };
    const answer = await serveReading(singapore.gateway, {
      peer: 2,
      reading: signReading(reading, rotterdam.gateway.keys.statement),
    });
    return { wrappedKey: answer.wrappedKey, ...readReadingReceipt(answer.receipt).claims };
  };
  const alarms = async () =>
    (await auditReceipts(singapore.gateway, 1)).faults.map(({ sort, message }) => [sort, message]);
  /** Lets so much time pass on the chain, and at the members. */
  const pass = async (seconds: number): Promise<void> => {
    await network.anvil.rpc("evm_increaseTime", seconds);
    await network.anvil.rpc("evm_mine");
    for (const { clock } of [singapore, rotterdam]) clock.advance(seconds);
  };

  it("are no readings of a counted grant: written down with an alarm, not counted, and without a key", async () => {
    const it = await shared({ maxUses: 1 });
    expect(await report(it)).to.include({ wrappedKey: null, wasEffective: false, uses: 0 });
    expect(await alarms()).to.deep.equal([["alarm", "Member 2 read without an effective grant."]]);
    const asked = await report({ ...it, isOpened: false });
    expect(asked).to.include({ wasEffective: true, uses: 1 });
    expect(asked.wrappedKey).to.be.a("string");
    await expectRejection(report({ ...it, isOpened: false }), "GRANT_USES_SPENT");
    expect(await report(it)).to.include({ wrappedKey: null, wasEffective: false, uses: 1 });
    const { faults, isWhole } = await auditReceipts(singapore.gateway, 1);
    expect([faults.map(({ sort }) => sort), isWhole]).to.deep.equal([["alarm", "alarm"], true]);
    const { items } = await listReadings(singapore.gateway, { direction: "served", documentId: it.documentId });
    expect(items.map(({ receipt }) => receipt?.wasEffective)).to.deep.equal([false, true, false]);
  });

  it("were effective by a block that was the head at their time, and by none that was old by then", async () => {
    const it = await shared();
    const { number: blockNumber } = await singapore.gateway.chain.head();
    expect(await report(it)).to.include({ wasEffective: true, uses: 1 });
    await pass(QUARTER_SECONDS / 2);
    await tell(singapore, {
      purpose: "withdrawGrant",
      documentId: null,
      subjectId: it.grantId,
      payload: { reason: 1 },
    });
    const { timeSeconds: withdrawnAt } = await singapore.gateway.chain.head();
    expect(await report({ ...it, blockNumber })).to.include({ wasEffective: true });
    await pass(2 * QUARTER_SECONDS);
    expect(await report({ ...it, blockNumber })).to.include({ wasEffective: false });
    const before = withdrawnAt - QUARTER_SECONDS;
    expect(await report({ ...it, blockNumber, readAt: before + 1 })).to.include({ wasEffective: true });
    expect(await report(it)).to.include({ wasEffective: false });
  });

  it("were effective by the last block however old it is, while the chain stands still", async () => {
    const it = await shared();
    for (const { clock } of [singapore, rotterdam]) clock.advance(10 * QUARTER_SECONDS);
    const readAt = rotterdam.clock.now();
    expect(await report({ ...it, readAt })).to.include({ wasEffective: true });
    const end = readAt - QUARTER_SECONDS;
    for (const [validUntilSeconds, wasEffective] of [
      [end + 1, true],
      [end, false],
    ] as const) {
      const over = await shared({ validUntilSeconds });
      expect(await report({ ...over, readAt })).to.include({ wasEffective });
    }
    for (const { clock } of [singapore, rotterdam]) clock.advance(-10 * QUARTER_SECONDS);
  });

  it("wait for a block that may yet come, and by one that cannot were not effective", async () => {
    const it = await shared();
    const { number, timeSeconds } = await singapore.gateway.chain.head();
    await expectRejection(report({ ...it, blockNumber: number + 2 }), "CHAIN_UNAVAILABLE");
    const readAt = timeSeconds - QUARTER_SECONDS;
    expect(await report({ ...it, blockNumber: number + 2, readAt: readAt - 1 })).to.include({ wasEffective: false });
    expect(await report({ ...it, blockNumber: number + 2_000_000 })).to.include({ wasEffective: false });
    const ahead = singapore.clock.now() + QUARTER_SECONDS;
    expect(await report({ ...it, readAt: ahead + 1 })).to.include({ wasEffective: false });
    const early = await singapore.gateway.chain.blockAt(2);
    expect(await report({ ...it, readAt: (early?.timeSeconds ?? 0) - 10 })).to.include({ wasEffective: false });
  });

  it("come again later when they are more in a minute than can be made", async () => {
    const it = await shared();
    await report(it);
    const { database } = singapore.gateway;
    const last = await database
      .selectFrom("reading_receipts")
      .selectAll()
      .orderBy("sequence", "desc")
      .executeTakeFirst();
    if (!last) throw new Error("There is no receipt.");
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      ...last,
      ...{ sequence: last.sequence + 1 + at, reading_id: hexOf(sha256(utf8Encode(`flood ${at}`))) },
    }));
    while (rows.length > 0) await database.insertInto("reading_receipts").values(rows.splice(0, 500)).execute();
    await expectRejection(report(it), "READINGS_TOO_MANY");
    singapore.clock.advance(61);
    expect(await report(it)).to.include({ wasEffective: true });
  });
});
