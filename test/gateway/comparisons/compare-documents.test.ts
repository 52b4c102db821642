import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { getComparison } from "../../../node-gateway/src/comparisons/get-comparison.ts";
import { unsealOpening } from "../../../node-gateway/src/comparisons/sealed-opening.ts";
import { unsealPaper } from "../../../node-gateway/src/papers/seal-paper.ts";
import { auditReceipts } from "../../../node-gateway/src/readings/audit-receipts.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { listEvents } from "../../../node-gateway/src/usecases/list-events.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import {
  anchored,
  type ComparingStage,
  compare,
  grantForCase,
  openComparingStage,
  rowsOf,
} from "../../support/gateway/comparisons.ts";
import { grant, pointersIn, tell } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";
import { canariesIn } from "../authorisation/canaries.ts";

const SAME = { vessel: "CNRYVESSEL01", parties: [{ role: "seller", name: "CNRYSELLER01" }] };
const MINE = {
  ...SAME,
  seals: ["CNRYSEAL11"],
  originCountry: "CN",
  value: { amount: "735190826411", currency: "EUR" },
};
const THEIRS = { ...SAME, seals: ["CNRYSEAL22"], originCountry: "VN" };
const DIFFERING = [
  { fact: "originCountry", mine: "CN", theirs: "VN" },
  { fact: "seals", mine: ["CNRYSEAL11"], theirs: ["CNRYSEAL22"] },
];

describe("comparing papers that neither side may see", function () {
  this.timeout(120_000);
  let stage: ComparingStage;
  let [mine, theirs]: Hex32[] = [];
  before(async () => {
    stage = await openComparingStage();
  });
  after(() => stage?.stop());
  beforeEach(async () => {
    mine = await anchored(stage, stage.rotterdam, MINE);
    theirs = await anchored(stage, stage.singapore, THEIRS);
  });
  const ask = (more: object = {}) => compare(stage, mine as Hex32, theirs as Hex32, more);
  const served = async () =>
    (await listReadings(stage.singapore.gateway, { direction: "served", documentId: theirs as Hex32 })).items;

  it("says which facts agree, opens those that differ on both sides, and says what was not stated", async () => {
    const grantId = await grantForCase(stage, theirs as Hex32);
    const result = await ask();
    expect(result).to.deep.include({ grantId, differ: DIFFERING });
    expect(result.agree).to.deep.equal(["containers", "grossWeightKg", "parties", "ucr", "vessel"]);
    expect(result.notCompared).to.deep.include({ fact: "value", notStatedBy: "theirs" });
    expect(result.notCompared).to.deep.include({ fact: "packages", notStatedBy: "mine" });
    const { comparisonId } = result;
    const shown = await getComparison(stage.singapore.gateway, { comparisonId, actor: "officer" });
    const swapped = DIFFERING.map(({ fact, mine, theirs }) => ({ fact, mine: theirs, theirs: mine }));
    expect(shown).to.deep.include({ grantId, documentId: theirs, otherDocumentId: mine, memberId: 2, differ: swapped });
    for (const { gateway } of [stage.singapore, stage.rotterdam]) {
      const { items } = await listEvents(gateway, { type: "sealane.facts.differ", limit: 200 });
      const told = items.map(({ data }) => data).filter((data) => data["comparisonId"] === comparisonId);
      expect(told).to.have.length(1);
      expect(told[0]).to.deep.include({ facts: ["originCountry", "seals"] });
    }
  });

  it("compares only the facts that are named, and opens nothing where all agree", async () => {
    await grantForCase(stage, theirs as Hex32);
    const { comparisonId, ...result } = await ask({ facts: ["vessel", "ucr"] });
    expect(result).to.deep.include({ agree: ["ucr", "vessel"], differ: [], notCompared: [] });
    const look = getComparison(stage.singapore.gateway, { comparisonId, actor: "officer" });
    await expectRejection(look, "COMPARISON_NOT_FOUND");
    await expectRejection(ask({ facts: ["packages"] }), "FIELD_UNKNOWN");
    expect(await served()).to.have.length(1);
  });

  it("shows no value on the wire, in a log or in a database, and what agrees in no sealed message either", async () => {
    await grantForCase(stage, theirs as Hex32);
    await shareTick(stage.singapore.gateway);
    stage.wire.length = 0;
    const { comparisonId } = await ask();
    const rows = [await rowsOf(stage.singapore), await rowsOf(stage.rotterdam)];
    expect(stage.wire.filter((text) => text.includes(theirs as Hex32))).to.have.length(2);
    for (const texts of [stage.wire, stage.logged, rows]) expect([...canariesIn(texts.join())]).to.deep.equal([]);
    const kept = await stage.singapore.gateway.database
      .selectFrom("compared_openings")
      .selectAll()
      .where("reading_id", "=", comparisonId)
      .executeTakeFirstOrThrow();
    const sealed = { blob: kept.blob, wrappedKey: kept.wrapped_key };
    const opening = await unsealOpening(stage.singapore.gateway, sealed);
    expect([...canariesIn(JSON.stringify(opening))]).to.deep.equal(["CNRYSEAL11"]);
  });

  it("counts as one reading of the owner's log, and one that got lost is asked again at no further cost", async () => {
    await grantForCase(stage, theirs as Hex32, { maxUses: 1 });
    for (const path of ["/peer/v1/comparisons", "/peer/v1/comparisons/openings"]) {
      stage.losing.add(path);
      await expectRejection(ask(), "PEER_UNAVAILABLE");
    }
    await expectRejection(ask({ facts: ["vessel"] }), "GRANT_USES_SPENT");
    expect((await ask()).differ).to.deep.equal(DIFFERING);
    expect((await served()).map(({ receipt }) => receipt?.uses)).to.deep.equal([1]);
    await expectRejection(ask(), "GRANT_USES_SPENT");
    await expectRejection(compare(stage, mine as Hex32, theirs as Hex32, { actor: "another" }), "GRANT_USES_SPENT");
    expect(await served()).to.have.length(1);
    expect((await auditReceipts(stage.singapore.gateway, 1)).isWhole).to.equal(true);
  });

  it("needs the owner and the chain, and stops at the next question once the grant is withdrawn", async () => {
    const grantId = await grantForCase(stage, theirs as Hex32);
    stage.singapore.isAway = true;
    await expectRejection(ask(), "PEER_UNAVAILABLE");
    stage.singapore.isAway = false;
    stage.rotterdam.chain.isAway = true;
    await expectRejection(ask(), "CHAIN_UNAVAILABLE");
    stage.rotterdam.chain.isAway = false;
    await stage.rotterdam.gateway.database.deleteFrom("partners").execute();
    expect((await ask()).differ).to.have.length(2);
    const item = { purpose: "withdrawGrant", documentId: null, subjectId: grantId, payload: { reason: 1 } } as const;
    await tell(stage.singapore, item);
    await expectRejection(ask(), "GRANT_NOT_EFFECTIVE");
  });

  it("is only for a case: no such grant is made without a request, and one that was made otherwise lets nothing be compared", async () => {
    const about = { documentId: theirs as Hex32 };
    const giving = { about, reader: 2, scope: "comparison", purpose: "investigation" } as const;
    const validUntilSeconds = stage.singapore.clock.now() + 1_000_000;
    const writing = { actor: "officer", idempotencyKey: `without-${theirs}` };
    await expectRejection(
      makeGrant(stage.singapore.gateway, { ...writing, ...giving, validUntilSeconds }),
      "GRANT_WITHOUT_CASE",
    );
    await expectRejection(ask(), "COMPARISON_NOT_GRANTED");
    const grantId = await grant(stage.singapore, {
      to: stage.rotterdam,
      documentId: theirs as Hex32,
      scope: "comparison",
    });
    await expectRejection(ask(), "GRANT_WITHOUT_CASE");
    await expectRejection(ask({ grantId }), "GRANT_WITHOUT_CASE");
    await grantForCase(stage, theirs as Hex32, { scope: "goods" });
    await expectRejection(ask(), "GRANT_WITHOUT_CASE");
    expect(await served()).to.deep.equal([]);
  });

  it("is of a paper of one's own that stands, with one that another member anchored", async () => {
    await grantForCase(stage, theirs as Hex32);
    await expectRejection(compare(stage, theirs as Hex32, theirs as Hex32), "DOCUMENT_NOT_FOUND");
    await expectRejection(compare(stage, mine as Hex32, mine as Hex32), "DOCUMENT_NOT_FOUND");
    await expectRejection(compare(stage, mine as Hex32, "ab".repeat(32)), "DOCUMENT_NOT_FOUND");
    await tell(stage.rotterdam, { purpose: "withdraw", documentId: mine as Hex32, payload: { reason: 1 } });
    await expectRejection(ask(), "DOCUMENT_NOT_CURRENT");
  });

  it("delivers nothing under its grant but what shows that the paper exists", async () => {
    const grantId = await grantForCase(stage, theirs as Hex32);
    await shareTick(stage.singapore.gateway);
    const sent = await stage.singapore.gateway.database
      .selectFrom("grant_deliveries")
      .selectAll()
      .where("grant_id", "=", grantId)
      .executeTakeFirstOrThrow();
    const { body } = await unsealPaper(stage.singapore.gateway, {
      blobCid: sent.blob_cid,
      wrappedKey: sent.wrapped_key,
    });
    expect(pointersIn(body)).to.deep.equal(["/$jcs", "/$original"]);
  });
});
