import { type Hex32, hexOf, type Reading, sha256, signReading, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { auditOwnLog, auditReceipts } from "../../../node-gateway/src/readings/audit-receipts.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { showLog } from "../../../node-gateway/src/readings/read-log.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { receiptsTick } from "../../../node-gateway/src/readings/receipts-tick.ts";
import { serveReading } from "../../../node-gateway/src/readings/serve-reading.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { openReaders, type Reader, share, tell } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

const NOW = { count: 1, ageSeconds: 0, maxCount: 1_000 };

describe("the log of readings", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let auditor: Reader;
  let count = 0;
  before(async () => {
    ({ singapore, rotterdam, auditor, stop } = await openReaders("singapore", "rotterdam", "auditor"));
  });
  after(() => stop?.());

  const anchored = async (): Promise<Hex32> => {
    count += 1;
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: `L-${count}` });
    await singapore.settle();
    return documentId;
  };
  const readingOf = (grantId: Hex32, documentId: Hex32, more: Partial<Reading> = {}): string =>
    signReading(
      {
        ...{ readingId: hexOf(sha256(utf8Encode(`${grantId} ${count++}`))), grantId, documentId, reader: 2, owner: 1 },
        ...{ officer: "ab".repeat(32), purpose: "import-clearance", readAt: rotterdam.clock.now(), blockNumber: 1 },
        ...{ isOpened: false, ...more },
      } as Reading,
      rotterdam.gateway.keys.statement,
    );
  const serve = (reading: string, peer = 2) => serveReading(singapore.gateway, { peer, reading });

  it("answers exactly 100 of 1,000 readings that come at once under a grant of 100", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId, maxUses: 100 });
    const answers = await Promise.allSettled(
      Array.from({ length: 1_000 }, () => serve(readingOf(grantId, documentId))),
    );
    const opened = answers.filter((answer) => answer.status === "fulfilled" && answer.value.wrappedKey !== null);
    const codes = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
    expect(opened).to.have.length(100);
    expect(new Set(codes)).to.deep.equal(new Set(["GRANT_USES_SPENT"]));
    expect((await auditOwnLog(singapore.gateway)).faults).to.deep.equal([]);
  });

  it("gives the same reading the same receipt, and refuses another one under its id", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId, maxUses: 2 });
    const readingId = "cd".repeat(32);
    const reading = readingOf(grantId, documentId, { readingId });
    const answers = await Promise.all(Array.from({ length: 20 }, () => serve(reading)));
    expect(new Set(answers.map(({ receipt }) => receipt)).size).to.equal(1);
    await expectRejection(
      serve(readingOf(grantId, documentId, { readingId, officer: "ef".repeat(32) })),
      "READING_DIFFERS",
    );
    await serve(readingOf(grantId, documentId));
    await expectRejection(serve(readingOf(grantId, documentId)), "GRANT_USES_SPENT");
  });

  it("refuses what is not a reading of its paper by the reader of the grant", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId });
    const other = await anchored();
    const refused: [string, number][] = [
      ["no reading", 2],
      [readingOf(grantId, documentId), 6],
      [readingOf(grantId, documentId, { owner: 6 }), 2],
      [readingOf(grantId, documentId, { reader: 6 }), 6],
      [readingOf(grantId, other), 2],
      [readingOf(grantId, documentId, { readAt: 1 }), 2],
    ];
    for (const [reading, peer] of refused) await expectRejection(serve(reading, peer), "READING_INVALID");
    await expectRejection(serve(readingOf("12".repeat(32), documentId)), "READING_GRANT_UNKNOWN");
  });

  it("writes down a reading that was made after the grant was withdrawn, and raises an alarm", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId });
    const before = await singapore.gateway.chain.head();
    await tell(singapore, { purpose: "withdrawGrant", documentId: null, subjectId: grantId, payload: { reason: 3 } });
    const { number: blockNumber } = await singapore.gateway.chain.head();
    await expectRejection(serve(readingOf(grantId, documentId)), "GRANT_NOT_EFFECTIVE");
    await serve(readingOf(grantId, documentId, { isOpened: true, blockNumber: before.number }));
    await serve(readingOf(grantId, documentId, { isOpened: true, blockNumber }));
    const { faults, isWhole } = await auditReceipts(singapore.gateway, 1);
    expect(faults.map(({ sort, message }) => [sort, message])).to.deep.equal([
      ["alarm", "Member 2 read without an effective grant."],
    ]);
    expect(isWhole).to.equal(true);
  });

  it("is anchored, each receipt under one root, and an auditor finds nothing missing", async () => {
    await receiptsTick(singapore.gateway, NOW);
    await singapore.settle();
    const documentId = await anchored();
    await share(singapore, { to: rotterdam, documentId });
    await openGranted(rotterdam.gateway, { documentId, actor: "officer" });
    await readingsTick(rotterdam.gateway);
    await receiptsTick(singapore.gateway, NOW);
    await receiptsTick(singapore.gateway, NOW);
    await singapore.settle();
    const audit = await auditReceipts(auditor.gateway, 1);
    expect(audit.anchored).to.equal(audit.receipts).and.greaterThan(100);
    expect(audit.isWhole).to.equal(true);
    const { roots } = await rootsOf(auditor);
    expect(roots).to.equal(2);
  });

  it("shows others only their own readings", async () => {
    await expectRejection(auditReceipts(rotterdam.gateway, 1), "AUDIT_NOT_ALLOWED");
    expect((await showLog(singapore.gateway, 6, { limit: 5 })).links).to.have.length(5);
    expect((await showLog(singapore.gateway, 1, { limit: 5 })).links).to.deep.equal([]);
  });

  it("cannot leave out, change, or turn around a link without an auditor seeing it", async () => {
    const { database } = singapore.gateway;
    const rows = await database.selectFrom("reading_receipts").selectAll().orderBy("sequence").execute();
    const [last, before] = [rows.at(-1), rows.at(-2)];
    if (!last || !before) throw new Error("There are no receipts.");
    const sorts = async () => new Set((await auditReceipts(auditor.gateway, 1)).faults.map(({ sort }) => sort));
    await database.deleteFrom("reading_receipts").where("sequence", "=", last.sequence).execute();
    expect(await sorts()).to.include("missing");
    await database.insertInto("reading_receipts").values(last).execute();
    const change = (values: object, sequence = before.sequence) =>
      database.updateTable("reading_receipts").set(values).where("sequence", "=", sequence).execute();
    await change({ reading: last.reading });
    expect(await sorts()).to.include("altered");
    await change({ reading: before.reading, receipt: last.receipt });
    expect(await sorts()).to.include("altered");
    await change({ receipt: before.receipt });
    expect(await sorts()).to.deep.equal(new Set(["alarm"]));
  });

  it("shows as suspect what was signed after its key was stolen", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId });
    await openGranted(rotterdam.gateway, { documentId, actor: "officer" });
    await readingsTick(rotterdam.gateway);
    const change = {
      action: "declareKeyCompromised",
      kid: rotterdam.gateway.keys.statement.kid,
      compromisedSinceSeconds: rotterdam.clock.now() - 1,
    } as const;
    await memberAction(rotterdam.gateway, { actor: "operator", idempotencyKey: "stolen", change });
    await rotterdam.settle();
    const { faults, isWhole } = await auditReceipts(auditor.gateway, 1);
    expect(faults.filter(({ sort }) => sort === "suspect").length).to.be.greaterThan(100);
    expect(isWhole).to.equal(true);
    await expectRejection(serve(readingOf(grantId, documentId)), "READING_INVALID");
  });

  async function rootsOf({ gateway }: Reader): Promise<{ roots: number }> {
    const rows = await gateway.database.selectFrom("receipt_roots").select("root").where("member_id", "=", 1).execute();
    return { roots: rows.length };
  }
});
