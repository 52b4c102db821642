import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { COUNTER_SOURCES } from "../../../node-gateway/src/alerts/counter-sources.ts";
import { laneFigures } from "../../../node-gateway/src/selectivity/lanes/figures.ts";
import { getAssessment, listQueue } from "../../../node-gateway/src/selectivity/lanes/list-queue.ts";
import { markStep, recordOutcome, release, reroute } from "../../../node-gateway/src/selectivity/lanes/work-lane.ts";
import { getProfile } from "../../../node-gateway/src/selectivity/profiles/list-profiles.ts";
import { explainProfilesOn, tryProfile } from "../../../node-gateway/src/selectivity/profiles/try-profile.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import type { TestMember } from "../../support/gateway/member.ts";
import {
  by,
  CAR,
  decide,
  decisionOf,
  declare,
  drawing,
  eventsOf,
  inForce,
  type Lanes,
  openLanes,
  TOY,
} from "../../support/gateway/selectivity.ts";
import { expectRejection } from "../../support/refusal.ts";
import { profile } from "../../support/sdk/rules.ts";

describe("Officers in the lanes", () => {
  let lanes: Lanes;
  let rotterdam: TestMember;
  let car: Hex32;
  before(async () => {
    lanes = await openLanes();
    ({ rotterdam, car } = lanes);
  });
  after(() => lanes?.stop());

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
    const { decision, links } = await decisionOf(rotterdam, decisionDocumentId as Hex32);
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
    expect(await eventsOf(rotterdam, "profile wine 1", "sealane.profile.retired")).to.have.length(1);
    expect(await getProfile(rotterdam.gateway, { name: "over" })).to.include({
      state: "retired",
      retiredBecause: "Its period is over.",
    });
  });

  it("queues by lane and office, who waits longest first", async () => {
    await declare(rotterdam, CAR);
    await decide(rotterdam);
    const reds = await listQueue(rotterdam.gateway, { lane: "red", office: "NLRTM", limit: 1 });
    expect(reds.items).to.have.length(1);
    const documentId = reds.items[0]?.documentId as Hex32;
    await withdrawDocument(rotterdam.gateway, { ...by("declarant"), documentId, reason: "issued-in-error" });
    await rotterdam.settle();
    expect((await listQueue(rotterdam.gateway, { lane: "red" })).items).to.deep.equal([]);
    const more = await listQueue(rotterdam.gateway, { lane: "red", state: "all" });
    expect(new Set(more.items.map(({ lane }) => lane))).to.deep.equal(new Set(["red"]));
    const times = more.items.map(({ decidedAtSeconds }) => decidedAtSeconds);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
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

    await declare(rotterdam, TOY);
    await decide(rotterdam, drawing(0.001));
    const figures = await laneFigures(rotterdam.gateway, {});
    const rows = await rotterdam.gateway.database.selectFrom("assessments").select("document_id").execute();
    expect(figures.all).to.include({ declarations: rows.length, inspected: 1, wrong: 1, hitRate: 1 });
    expect(figures.profiles.find(({ of }) => of === "cheap-cars")).to.include({ declarations: 3, wrong: 1 });
    expect(figures.randomStratum).to.include({ declarations: 1, inspected: 0, hitRate: null });
    expect(figures.lanes.map(({ declarations }) => declarations).reduce((a, b) => a + b)).to.equal(rows.length);
  });

  it("counts what profiles hit, and what came of it, for other members", async () => {
    const period = { fromSeconds: 0, untilSeconds: 4_000_000_000 };
    const counted = await COUNTER_SOURCES["profile"]?.(rotterdam.gateway.database, period);
    expect(counted?.find(({ key }) => key === "profile:cheap-cars")).to.deep.equal({
      ...{ key: "profile:cheap-cars", hits: 3, inspections: 1, confirmed: 1 },
    });
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
});
