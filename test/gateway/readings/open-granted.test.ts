import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { openOriginal } from "../../../node-gateway/src/usecases/open-original.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { deliver, grant, openReaders, pointersIn, type Reader, share, tell } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("reading another member's paper", () => {
  let network: TestNetwork;
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let stranger: Reader;
  let count = 0;
  before(async () => {
    ({ network, singapore, rotterdam, stranger, stop } = await openReaders("singapore", "rotterdam", "stranger"));
  });
  after(() => stop?.());
  afterEach(() => {
    singapore.isAway = false;
    rotterdam.chain.isAway = false;
  });

  const anchored = async (): Promise<Hex32> => {
    count += 1;
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: `R-${count}` });
    await singapore.settle();
    return documentId;
  };
  const read = (documentId: Hex32, grantId?: Hex32) =>
    openGranted(rotterdam.gateway, { documentId, actor: "officer", grantId });
  const made = async (documentId: Hex32) =>
    (await listReadings(rotterdam.gateway, { direction: "made", documentId })).items;
  const served = async (documentId: Hex32) =>
    (await listReadings(singapore.gateway, { direction: "served", documentId })).items;

  it("opens it under a full grant at once, also while its owner is away, and brings the receipt later", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId });
    singapore.isAway = true;
    const opened = await read(documentId);
    expect(opened.grantId).to.equal(grantId);
    expect(opened.paper.original).to.be.a("string");
    await readingsTick(rotterdam.gateway);
    expect((await made(documentId)).map(({ state }) => state)).to.deep.equal(["waiting"]);
    expect(await served(documentId)).to.deep.equal([]);
    singapore.isAway = false;
    await readingsTick(rotterdam.gateway);
    const [reading] = await served(documentId);
    expect(reading).to.include({ readingId: opened.readingId, reader: 2, purpose: "import-clearance", isOpened: true });
    expect(reading?.receipt).to.include({ uses: 1, wasEffective: true });
    expect((await made(documentId)).map(({ state }) => state)).to.deep.equal(["receipted"]);
  });

  it("opens only what the scope opens", async () => {
    const documentId = await anchored();
    await share(singapore, { to: rotterdam, documentId, scope: "transport" });
    const { paper } = await read(documentId);
    expect(paper.original).to.equal(undefined);
    expect(pointersIn(paper.body)).to.include("/$facts/containers/0").and.not.include("/$facts/grossWeightKg");
    const { grant: view, fields } = await getDocument(rotterdam.gateway, { documentId, actor: "officer" });
    expect(view).to.include({ scope: "transport", purpose: "import-clearance", usesLeft: null });
    expect(view?.note).to.match(/cannot be taken back/);
    expect(fields.map(({ pointer }) => pointer)).to.not.include("/$facts/grossWeightKg");
    await expectRejection(openOriginal(rotterdam.gateway, { documentId, actor: "officer" }), "ORIGINAL_NOT_HELD");
  });

  it("says that an original is not opened before a use is counted for it, and opens it under a grant of everything", async () => {
    const documentId = await anchored();
    const counted = await share(singapore, { to: rotterdam, documentId, scope: "goods", maxUses: 1 });
    const it = { documentId, actor: "officer" };
    await expectRejection(openOriginal(rotterdam.gateway, it), "ORIGINAL_NOT_HELD");
    await expectRejection(openOriginal(rotterdam.gateway, { ...it, grantId: counted }), "ORIGINAL_NOT_HELD");
    await expectRejection(makeDossier(rotterdam.gateway, { ...it, includeOriginal: true }), "ORIGINAL_NOT_HELD");
    const both = { ...it, includeOriginal: true, fields: ["/$facts"] };
    await expectRejection(makeDossier(rotterdam.gateway, both), "QUERY_INVALID");
    expect([await made(documentId), await served(documentId)]).to.deep.equal([[], []]);
    const whole = await share(singapore, { to: rotterdam, documentId, maxUses: 2 });
    expect((await openOriginal(rotterdam.gateway, it)).bytes.length).to.be.above(0);
    expect((await served(documentId)).map(({ grantId }) => grantId)).to.deep.equal([whole]);
    expect((await read(documentId, counted)).grantId).to.equal(counted);
  });

  it("leaves one reading for each opening, a report's too", async () => {
    const documentId = await anchored();
    await share(singapore, { to: rotterdam, documentId });
    const { reports } = await verifyPaper(rotterdam.gateway, { documentId, actor: "officer" });
    expect(reports[0]?.verdict).to.equal("valid");
    await openOriginal(rotterdam.gateway, { documentId, actor: "officer" });
    await getDocument(rotterdam.gateway, { documentId, actor: "another" });
    const readings = await made(documentId);
    expect(readings).to.have.length(3);
    expect(readings[0]?.officer).to.equal(readings[1]?.officer).and.not.equal(readings[2]?.officer);
  });

  it("reads under the widest grant without a limit, or under the one that is named", async () => {
    const documentId = await anchored();
    const limited = await share(singapore, { to: rotterdam, documentId, maxUses: 5 });
    const narrow = await share(singapore, { to: rotterdam, documentId, scope: "existence" });
    const goods = await share(singapore, { to: rotterdam, documentId, scope: "goods" });
    expect((await read(documentId)).grantId).to.equal(goods);
    expect((await read(documentId, narrow)).grantId).to.equal(narrow);
    expect((await read(documentId, limited)).grantId).to.equal(limited);
    const { grant: view } = await getDocument(rotterdam.gateway, { documentId, grantId: limited, actor: "officer" });
    expect(view).to.include({ grantId: limited, usesLeft: 3 });
    await expectRejection(read(documentId, "ab".repeat(32)), "DOCUMENT_NOT_READABLE");
  });

  it("is refused in the next block after the grant is withdrawn", async () => {
    const documentId = await anchored();
    const grantId = await share(singapore, { to: rotterdam, documentId });
    await read(documentId);
    await tell(singapore, { purpose: "withdrawGrant", documentId: null, subjectId: grantId, payload: { reason: 1 } });
    await expectRejection(read(documentId), "GRANT_NOT_EFFECTIVE");
    await readingsTick(rotterdam.gateway);
    expect((await served(documentId)).map(({ receipt }) => receipt?.wasEffective)).to.deep.equal([true]);
  });

  it("is refused once the grant is over", async () => {
    const documentId = await anchored();
    const { timeSeconds } = await singapore.gateway.chain.head();
    await share(singapore, { to: rotterdam, documentId, validUntilSeconds: timeSeconds + 50 });
    await read(documentId);
    await network.anvil.rpc("evm_increaseTime", 60);
    await network.anvil.rpc("evm_mine");
    await expectRejection(read(documentId), "GRANT_NOT_EFFECTIVE");
  });

  it("is refused once the grant is over by the own clock, though the chain makes no block", async () => {
    const documentId = await anchored();
    const { timeSeconds } = await singapore.gateway.chain.head();
    await share(singapore, { to: rotterdam, documentId, validUntilSeconds: timeSeconds + 1_000 });
    await read(documentId);
    const late = { ...rotterdam.gateway, clock: () => timeSeconds + 1_000 };
    await expectRejection(openGranted(late, { documentId, actor: "officer" }), "GRANT_NOT_EFFECTIVE");
  });

  it("is refused while the chain is away", async () => {
    const documentId = await anchored();
    await share(singapore, { to: rotterdam, documentId });
    rotterdam.chain.isAway = true;
    await expectRejection(read(documentId), "CHAIN_UNAVAILABLE");
    expect(await made(documentId)).to.deep.equal([]);
  });

  it("needs the owner under a grant of limited uses, and is refused when they are spent", async () => {
    const documentId = await anchored();
    await share(singapore, { to: rotterdam, documentId, maxUses: 2 });
    singapore.isAway = true;
    await expectRejection(read(documentId), "PEER_UNAVAILABLE");
    singapore.isAway = false;
    await read(documentId);
    await read(documentId);
    await expectRejection(read(documentId), "GRANT_USES_SPENT");
    expect((await served(documentId)).map(({ receipt }) => receipt?.uses)).to.deep.equal([1, 2]);
    expect((await made(documentId)).map(({ state }) => state)).to.deep.equal(["receipted", "receipted", "refused"]);
  });

  it("is refused when what came is not what was granted, and its owner hears of it", async () => {
    const documentId = await anchored();
    const grantId = await grant(singapore, { to: rotterdam, documentId, scope: "existence" });
    await deliver(singapore, rotterdam, { grantId, documentId, scope: "existence", sent: "goods" });
    await expectRejection(read(documentId), "SHARED_PAPER_INVALID");
    expect(await made(documentId)).to.deep.equal([]);
    const faults = await singapore.gateway.database
      .selectFrom("audit")
      .select(["actor", "subject"])
      .where("action", "=", "sharedPaperFault")
      .execute();
    expect(faults).to.deep.equal([{ actor: "member:2", subject: documentId }]);
  });

  it("is not there for a member without a grant", async () => {
    const documentId = await anchored();
    await share(singapore, { to: rotterdam, documentId });
    const asked = openGranted(stranger.gateway, { documentId, actor: "officer" });
    await expectRejection(asked, "DOCUMENT_NOT_FOUND");
  });
});
