import { type Hex32, isJsonObject, jsonOf, kindByName, readLaneDecision, readStatement } from "@sealane/sdk";
import { expect } from "chai";
import { openFields } from "../../../node-gateway/src/papers/facts-of.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { assessTick } from "../../../node-gateway/src/selectivity/lanes/assess-tick.ts";
import { laneFigures } from "../../../node-gateway/src/selectivity/lanes/figures.ts";
import { setLaneSettings } from "../../../node-gateway/src/selectivity/lanes/lane-settings.ts";
import { getAssessment, listQueue } from "../../../node-gateway/src/selectivity/lanes/list-queue.ts";
import { stateDecisionsTick } from "../../../node-gateway/src/selectivity/lanes/state-decisions.ts";
import { markStep, recordOutcome, release, reroute } from "../../../node-gateway/src/selectivity/lanes/work-lane.ts";
import { getProfile } from "../../../node-gateway/src/selectivity/profiles/list-profiles.ts";
import { explainProfilesOn, tryProfile } from "../../../node-gateway/src/selectivity/profiles/try-profile.ts";
import { judgeConsignment } from "../../../node-gateway/src/usecases/judge-consignment.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { traceConsignment } from "../../../node-gateway/src/usecases/trace-consignment.ts";
import { DEFAULT_LANE_SETTINGS } from "../../../sdk/src/selectivity/settings.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { by, decide, declare, drawing, inForce, LATE } from "../../support/gateway/selectivity.ts";
import { expectRejection } from "../../support/refusal.ts";
import { profile } from "../../support/sdk/rules.ts";

const CAR = {
  hsCodes: ["870323"],
  originCountry: "JP",
  netWeightKg: "1000",
  value: { amount: "400", currency: "EUR" },
};
const TOY = { hsCodes: ["950300"], originCountry: "CN" };

describe("Lanes of an agency", () => {
  let network: TestNetwork;
  let rotterdam: TestMember;
  let car: Hex32;
  let toy: Hex32;
  before(async () => {
    network = await deployNetwork();
    rotterdam = await makeGateway(network, "rotterdam");
    await network.registrar("accredit", 2, kindByName("lane-decision").code, 0, 4_000_000_000);
    await inForce(rotterdam, "cheap-cars", 'any hsCodes (it starts-with "8703") and unitPrice < 0.5');
    car = await declare(rotterdam, CAR);
    toy = await declare(rotterdam, TOY);
    await decide(rotterdam);
  });
  after(async () => {
    await rotterdam?.close();
    await network?.stop();
  });

  const eventsOf = async (subject: string, type: string): Promise<object[]> => {
    const query = rotterdam.gateway.database.selectFrom("events").select("data");
    const rows = await query
      .where("subject", "=", subject)
      .where("type", "=", type as never)
      .execute();
    return rows.map(({ data }) => JSON.parse(data) as object);
  };
  const decisionOf = async (documentId: Hex32) => {
    const paper = await openPaper(rotterdam.gateway, await findDocument(rotterdam.gateway, documentId));
    const body = jsonOf(openFields(paper.body).fields);
    const { links, kind } = readStatement(paper.statement).claims;
    return { kind, links, decision: readLaneDecision(isJsonObject(body) ? body["details"] : body) };
  };

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
    expect(await eventsOf(toy, "sealane.lane.released")).to.deep.equal([{ documentId: toy, lane: "green" }]);
  });

  it("tells the member's own systems the lane and the category of the reason, once", async () => {
    await decide(rotterdam);
    expect(await eventsOf(car, "sealane.lane.decided")).to.deep.equal([
      { documentId: car, lane: "red", reasonCategory: "rule", office: "NLRTM" },
    ]);
  });

  it("states each decision in an anchored document of its consignment, that names its declaration", async () => {
    const { decisionDocumentId, decision } = await getAssessment(rotterdam.gateway, { documentId: car });
    const stated = await decisionOf(decisionDocumentId as Hex32);
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

  it("releases only when every step of the checklist is done", async () => {
    const about = { documentId: car };
    await expectRejection(release(rotterdam.gateway, { ...by("officer"), ...about }), "CHECKLIST_INCOMPLETE");
    const mark = (step: string) => markStep(rotterdam.gateway, { ...by("officer"), ...about, step, note: "" });
    await expectRejection(mark("no-such-step"), "CHECKLIST_STEP_UNKNOWN");
    await mark("identity-checked");
    await expectRejection(release(rotterdam.gateway, { ...by("officer"), ...about }), "CHECKLIST_INCOMPLETE");
    await mark("goods-inspected");
    expect((await release(rotterdam.gateway, { ...by("officer"), ...about })).releasedAtSeconds).to.be.a("number");
    await expectRejection(mark("goods-inspected"), "ASSESSMENT_RELEASED");
    const lane = { lane: "blue" as const, reason: "Known." };
    await expectRejection(reroute(rotterdam.gateway, { ...by("officer"), ...about, ...lane }), "ASSESSMENT_RELEASED");
  });

  it("lets an officer re-route with a reason, and states that in a document that supersedes the one before", async () => {
    const documentId = await declare(rotterdam, CAR);
    await decide(rotterdam);
    const before = await getAssessment(rotterdam.gateway, { documentId });
    const asked = {
      ...by("officer"),
      documentId,
      lane: "yellow" as const,
      reason: "Inspected at the port of loading.",
    };
    const after = await reroute(rotterdam.gateway, asked);
    expect(await reroute(rotterdam.gateway, asked)).to.deep.equal(after);
    expect(after).to.include({ lane: "yellow", computedLane: "red", reasonCategory: "officer" });
    expect(after.checklist.map(({ step }) => step)).to.deep.equal(["documents-checked"]);
    await expectRejection(reroute(rotterdam.gateway, { ...asked, ...by("officer") }), "LANE_UNCHANGED");
    await decide(rotterdam);
    const { decisionDocumentId } = await getAssessment(rotterdam.gateway, { documentId });
    const { decision, links } = await decisionOf(decisionDocumentId as Hex32);
    expect(links).to.deep.include({ documentId: before.decisionDocumentId, relation: "supersedes" });
    expect(decision.override).to.include({ from: "red", to: "yellow", reason: asked.reason });
    expect(JSON.stringify(decision)).not.to.include("officer-");
  });

  it("retires a profile whose hits choose no lane so often in a row as it says, and one that is over", async () => {
    const limited = { maxHitsWithoutSelection: 2 };
    await inForce(rotterdam, "wine", 'any hsCodes (it starts-with "2204")', { ...limited, lane: "yellow" });
    await inForce(rotterdam, "over", 'kind = "x"', { validUntil: 1 });
    const lanes = { lane: "green" as const, reason: "Known trader." };
    for (const state of ["approved", "retired"]) {
      const documentId = await declare(rotterdam, { hsCodes: ["220421"] });
      await decide(rotterdam);
      await reroute(rotterdam.gateway, { ...by("officer"), documentId, ...lanes });
      expect((await getProfile(rotterdam.gateway, { name: "wine" })).state).to.equal(state);
    }
    expect(await eventsOf("profile wine 1", "sealane.profile.retired")).to.have.length(1);
    expect(await getProfile(rotterdam.gateway, { name: "over" })).to.include({
      state: "retired",
      retiredBecause: "Its period is over.",
    });
  });

  it("queues by lane and office, who waits longest first", async () => {
    const reds = await listQueue(rotterdam.gateway, { lane: "red", office: "NLRTM", limit: 1 });
    expect(reds.items).to.have.length(1);
    const more = await listQueue(rotterdam.gateway, { lane: "red", state: "all" });
    expect(new Set(more.items.map(({ lane }) => lane))).to.deep.equal(new Set(["red"]));
    const times = more.items.map(({ decidedAtSeconds }) => decidedAtSeconds);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
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
    await setLaneSettings(rotterdam.gateway, { ...by("head"), settings: DEFAULT_LANE_SETTINGS });
  });

  it("records outcomes, of which profiles and figures are made", async () => {
    const form = { findings: ["undervaluation"], attachments: [], note: "", result: "wrong" as const };
    const amounts = [{ sort: "duty", amount: "120.50", currency: "EUR" }];
    const first = { ...by("officer"), documentId: car, ...form, amounts };
    await recordOutcome(rotterdam.gateway, { ...first, ...by("officer"), result: "in-order", amounts: [] });
    const { outcomes } = await recordOutcome(rotterdam.gateway, first);
    expect(outcomes.map(({ result }) => result)).to.deep.equal(["in-order", "wrong"]);
    const unheld = { ...first, ...by("officer"), attachments: ["ab".repeat(32)] };
    await expectRejection(recordOutcome(rotterdam.gateway, unheld), "DOCUMENT_NOT_FOUND");

    const figures = await laneFigures(rotterdam.gateway, {});
    const rows = await rotterdam.gateway.database.selectFrom("assessments").select("document_id").execute();
    expect(figures.all).to.include({ declarations: rows.length, inspected: 1, wrong: 1, hitRate: 1 });
    expect(figures.profiles.find(({ of }) => of === "cheap-cars")).to.include({ declarations: 3, wrong: 1 });
    expect(figures.randomStratum).to.include({ declarations: 1, inspected: 0, hitRate: null });
    expect(figures.lanes.map(({ declarations }) => declarations).reduce((a, b) => a + b)).to.equal(rows.length);
  });

  it("tries a profile on the past without putting it in force", async () => {
    const tried = await tryProfile(rotterdam.gateway, {
      ...{ actor: "author", days: 1 },
      profile: profile("all-cars", 'any hsCodes (it starts-with "87")', { lane: "red" }),
    });
    expect(tried).to.include({
      hits: 3,
      inspectedHits: 1,
      wrongHits: 1,
      precision: 1,
      unread: 0,
      isCut: false,
      addedLoad: 1,
    });
    await expectRejection(getProfile(rotterdam.gateway, { name: "all-cars" }), "PROFILE_NOT_FOUND");
  });

  it("explains why a profile hits, condition by condition", async () => {
    const { profiles } = await explainProfilesOn(rotterdam.gateway, {
      documentId: car,
      name: "cheap-cars",
      actor: "officer",
    });
    expect(profiles[0]).to.include({ name: "cheap-cars", truth: "true" });
    expect(profiles[0]?.leaves[1]).to.deep.equal({
      ...{ text: "unitPrice < 0.5", truth: "true", values: [{ name: "unitPrice", value: "0.4" }] },
    });
  });

  it("keeps decisions to itself where the consortium did not accredit it for them", async () => {
    const singapore = await makeGateway(network, "singapore");
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
});
