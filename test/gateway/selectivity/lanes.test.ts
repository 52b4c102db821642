import { type Hex32, presentScope } from "@sealane/sdk";
import { expect } from "chai";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { openFields } from "../../../node-gateway/src/papers/facts-of.ts";
import { assessTick } from "../../../node-gateway/src/selectivity/lanes/assess-tick.ts";
import { setLaneSettings } from "../../../node-gateway/src/selectivity/lanes/lane-settings.ts";
import { getAssessment } from "../../../node-gateway/src/selectivity/lanes/list-queue.ts";
import { stateDecisionsTick } from "../../../node-gateway/src/selectivity/lanes/state-decisions.ts";
import { reroute } from "../../../node-gateway/src/selectivity/lanes/work-lane.ts";
import type { Sources } from "../../../node-gateway/src/selectivity/sources/source.ts";
import { judgeConsignment } from "../../../node-gateway/src/usecases/judge-consignment.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { traceConsignment } from "../../../node-gateway/src/usecases/trace-consignment.ts";
import { DEFAULT_LANE_SETTINGS } from "../../../sdk/src/selectivity/settings.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import {
  by,
  CAR,
  decide,
  decisionOf,
  declare,
  drawing,
  eventsOf,
  inForce,
  LATE,
  type Lanes,
  openLanes,
  TOY,
} from "../../support/gateway/selectivity.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("Lanes of an agency", () => {
  let lanes: Lanes;
  let rotterdam: TestMember;
  let car: Hex32;
  let toy: Hex32;
  before(async () => {
    lanes = await openLanes();
    ({ rotterdam, car, toy } = lanes);
  });
  after(() => lanes?.stop());

  it("sends what a profile hits to its lane, and the rest to green, which is released at once", async () => {
    const red = await getAssessment(rotterdam.gateway, { documentId: car });
    expect(red).to.include({ lane: "red", office: "NLRTM", reasonCategory: "rule", releasedAtSeconds: null });
    expect(red.decision.signals[0]).to.include({ source: "profile", name: "cheap-cars" });
    expect(red.checklist.map(({ step, done }) => [step, done])).to.deep.equal([
      ["identity-checked", null],
      ["goods-inspected", null],
    ]);
    const green = await getAssessment(rotterdam.gateway, { documentId: toy });
    expect(green).to.include({ lane: "green", reasonCategory: "none" });
    expect(green.releasedAtSeconds).to.equal(green.decidedAtSeconds);
    expect(await eventsOf(rotterdam, toy, "sealane.lane.released")).to.deep.equal([{ documentId: toy, lane: "green" }]);
  });

  it("tells the member's own systems the lane and the category of the reason, once", async () => {
    await decide(rotterdam);
    expect(await eventsOf(rotterdam, car, "sealane.lane.decided")).to.deep.equal([
      { documentId: car, lane: "red", reasonCategory: "rule", office: "NLRTM" },
    ]);
  });

  it("states each decision in an anchored document of its consignment, that names its declaration", async () => {
    const { decisionDocumentId, decision } = await getAssessment(rotterdam.gateway, { documentId: car });
    const { paper: _, ...stated } = await decisionOf(rotterdam, decisionDocumentId as Hex32);
    expect(stated).to.deep.equal({
      kind: "lane-decision",
      links: [{ documentId: car, relation: "supports" }],
      decision,
    });
    const { papers } = await traceConsignment(rotterdam.gateway, { documentId: car });
    expect(papers.map(({ kind }) => kind)).to.deep.equal(["declaration-import", "lane-decision"]);
  });

  it("decides again for a new version of a declaration, and never twice for one", async () => {
    const { documentId } = await supersedeDocument(rotterdam.gateway, {
      ...{ ...by("declarant"), documentId: toy, reason: "correction" },
      original: new TextEncoder().encode(
        JSON.stringify({ sealane: "declaration-import", documentNumber: "IM-9", ucr: "5NL-LANES-9", ...CAR }),
      ),
    });
    await rotterdam.settle();
    await decide(rotterdam);
    expect(await getAssessment(rotterdam.gateway, { documentId })).to.include({ lane: "red", office: null });
    const count = () => rotterdam.gateway.database.selectFrom("assessments").selectAll().execute();
    const judged = await judgeConsignment(rotterdam.gateway, { documentId, actor: "officer" });
    const isAgainst = ({ status, papers }: (typeof judged.findings)[number]) =>
      status === "invalid" && papers.includes(documentId);
    expect(judged.findings.filter(isAgainst)).to.deep.equal([]);
    const before = await count();
    await Promise.all([assessTick(rotterdam.gateway, LATE), assessTick(rotterdam.gateway, LATE)]);
    expect(await count()).to.deep.equal(before);
  });

  it("waits while the draw does, and decides nothing in between", async () => {
    const documentId = await declare(rotterdam, TOY);
    await assessTick(rotterdam.gateway, { ...LATE, draw: async () => "wait" });
    await expectRejection(getAssessment(rotterdam.gateway, { documentId }), "ASSESSMENT_NOT_FOUND");
    await decide(rotterdam, drawing(0.001));
    const { decision } = await getAssessment(rotterdam.gateway, { documentId });
    expect(decision).to.include({ lane: "red", reasonCategory: "random" });
    expect(decision.draw).to.include({ value: 0.001, minimumRandomRate: 0.01, randomLane: "red", chances: null });
  });

  it("keeps to the capacity of a lane by chance, and yields a profile that says so", async () => {
    const capacity = { red: 0, yellow: null, blue: null };
    const settings = { ...DEFAULT_LANE_SETTINGS, minimumRandomRate: 0, expectedRates: { red: 1, yellow: 0, blue: 0 } };
    await setLaneSettings(rotterdam.gateway, { ...by("head"), settings: { ...settings, capacity } });
    await inForce(rotterdam, "shoes", 'any hsCodes (it starts-with "64")', { yields: true });
    const [free, shoes] = [await declare(rotterdam, TOY), await declare(rotterdam, { hsCodes: ["640399"] })];
    await decide(rotterdam, drawing(0.5));
    const laneOf = async (documentId: Hex32) => (await getAssessment(rotterdam.gateway, { documentId })).lane;
    expect([await laneOf(free), await laneOf(shoes)]).to.deep.equal(["green", "yellow"]);
    const [first, second] = [
      await declare(rotterdam, { customsOffice: "NLAMS" }),
      await declare(rotterdam, { customsOffice: "NLAMS" }),
    ];
    const one = { ...settings, capacity: { ...capacity, red: 1 } };
    await setLaneSettings(rotterdam.gateway, { ...by("head"), settings: one });
    await decide(rotterdam, drawing(0.5));
    expect([await laneOf(first), await laneOf(second)]).to.deep.equal(["red", "green"]);
    await setLaneSettings(rotterdam.gateway, { ...by("head"), settings: DEFAULT_LANE_SETTINGS });
  });

  it("lets a declaration rest that cannot be decided, and holds up no other for it", async () => {
    const [bad, good] = [await declare(rotterdam, TOY), await declare(rotterdam, TOY)];
    const tried: string[] = [];
    const model: Sources["model"] = async (_, { documentId }) => {
      tried.push(documentId);
      if (documentId === bad) throw new GatewayError("BLOB_CORRUPT", "The blob is not what its name says.");
      return undefined;
    };
    await decide(rotterdam, { ...LATE, model });
    await decide(rotterdam, { ...LATE, model });
    expect(tried).to.deep.equal([bad, good]);
    await getAssessment(rotterdam.gateway, { documentId: good });
    rotterdam.clock.advance(61);
    await decide(rotterdam);
    expect((await getAssessment(rotterdam.gateway, { documentId: bad })).lane).to.equal("green");
  });

  it("keeps decisions to itself where the consortium did not accredit it for them", async () => {
    const singapore = await makeGateway(lanes.network, "singapore");
    const documentId = await declare(singapore, TOY, "declaration-reexport");
    await decide(singapore);
    const { lane, decisionDocumentId } = await getAssessment(singapore.gateway, { documentId });
    expect([lane, decisionDocumentId]).to.deep.equal(["green", null]);
    await singapore.close();
  });

  it("makes each decision one document however often a round is broken off", async () => {
    const documentId = await declare(rotterdam, TOY);
    await assessTick(rotterdam.gateway, LATE);
    const { database } = rotterdam.gateway;
    const set = (stated: number) =>
      database
        .updateTable("assessments")
        .set({ stated_revision: stated })
        .where("document_id", "=", documentId)
        .execute();
    await stateDecisionsTick(rotterdam.gateway);
    const { decisionDocumentId } = await getAssessment(rotterdam.gateway, { documentId });
    await database
      .updateTable("assessments")
      .set({ decision_document_id: null })
      .where("document_id", "=", documentId)
      .execute();
    await set(0);
    await stateDecisionsTick(rotterdam.gateway);
    expect((await getAssessment(rotterdam.gateway, { documentId })).decisionDocumentId).to.equal(decisionDocumentId);
  });

  it("tells a trader, by a grant of two fields, the lane and the category of the reason alone", async () => {
    const { decisionDocumentId } = await getAssessment(rotterdam.gateway, { documentId: car });
    const { paper } = await decisionOf(rotterdam, decisionDocumentId as Hex32);
    const shown = presentScope(paper, { pointers: ["/details/lane", "/details/reasonCategory"] });
    const told = openFields(shown.body).fields.map(({ pointer, value }) => [pointer, value]);
    expect(told).to.deep.include.members([
      ["/details/lane", "red"],
      ["/details/reasonCategory", "rule"],
    ]);
    expect(JSON.stringify(told)).not.to.include("cheap-cars");
  });

  it("draws again where the chain has a declaration in another block, and keeps what an officer decided", async () => {
    const [documentId, rerouted] = [await declare(rotterdam, TOY), await declare(rotterdam, CAR)];
    await decide(rotterdam);
    await reroute(rotterdam.gateway, { ...by("officer"), documentId: rerouted, lane: "blue", reason: "Known." });
    await decide(rotterdam);
    const undone = { block_hash: "0f".repeat(32) };
    const { database } = rotterdam.gateway;
    await database.updateTable("assessments").set(undone).where("document_id", "in", [documentId, rerouted]).execute();
    await decide(rotterdam, drawing(0.001));
    const again = await getAssessment(rotterdam.gateway, { documentId });
    expect(again).to.include({ lane: "red", reasonCategory: "random" });
    expect((await decisionOf(rotterdam, again.decisionDocumentId as Hex32)).decision).to.deep.equal(again.decision);
    expect(await eventsOf(rotterdam, documentId, "sealane.lane.changed")).to.deep.equal([
      { documentId, from: "green", lane: "red", revision: 2 },
    ]);
    const kept = await getAssessment(rotterdam.gateway, { documentId: rerouted });
    expect(kept).to.include({ lane: "blue", computedLane: "red", reasonCategory: "officer" });
    await decide(rotterdam, drawing(0.001));
    expect(await getAssessment(rotterdam.gateway, { documentId })).to.deep.equal(again);
  });
});
