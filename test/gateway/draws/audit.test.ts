import { auditDraws, type Deviation, type Hex32, kindByName, type LaneDecision } from "@sealane/sdk";
import { expect } from "chai";
import { drawFor } from "../../../node-gateway/src/draws/draw-for.ts";
import { officerOf, onDutyAt } from "../../../node-gateway/src/draws/draw-on.ts";
import { assessTick } from "../../../node-gateway/src/selectivity/lanes/assess-tick.ts";
import { SOURCES } from "../../../node-gateway/src/selectivity/sources/sources.ts";
import { listDuty, setDuty } from "../../../node-gateway/src/usecases/draws/duty.ts";
import { listDrawnDecisions, listDrawnDeclarations } from "../../../node-gateway/src/usecases/draws/evidence.ts";
import { getPeriod, listPeriods } from "../../../node-gateway/src/usecases/draws/periods.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { ROTTERDAM, useDrawing } from "../../support/gateway/draws.ts";
import { by, decide, declare } from "../../support/gateway/selectivity.ts";
import { expectRejection } from "../../support/refusal.ts";

const OFFICERS = ["anna", "ben", "chris"];

describe("an audit of a gateway's draws", () => {
  const world = useDrawing();
  const ids: Hex32[] = [];
  before(async () => {
    await world.network.registrar("accredit", ROTTERDAM, kindByName("lane-decision").code, 0, 4_000_000_000);
    await setDuty(world.gateway, { ...by("admin"), office: "NLRTM", officers: OFFICERS });
    await world.round();
  });

  it("confirms every draw and officer of a period that the gateway decided by itself", async () => {
    await world.into(1);
    for (let i = 0; i < 5; i++) ids.push(await declare(world.rotterdam, { hsCodes: ["850440"] }));
    await decide(world.rotterdam, SOURCES);
    await world.beyond(1);
    await world.round();
    const audit = await auditOf(1);
    expect(audit.deviations).to.deep.equal([]);
    expect([audit.declarations, audit.decisions, audit.confirmed]).to.deep.equal([5, 5, 5]);
  });

  it("finds in each decision the draw of its block and an officer who is on duty there", async () => {
    const { items } = await listDrawnDecisions(world.gateway, { memberId: ROTTERDAM, period: 1, actor: "auditor" });
    for (const { content } of items) {
      const draw = await drawFor(world.gateway, { documentId: content?.documentId ?? "", issuer: ROTTERDAM });
      expect(typeof draw === "string" ? draw : draw.value).to.equal(content?.draw?.value);
      expect(OFFICERS).to.include(await officerOf(world.gateway, content?.draw?.assignment?.officer ?? ""));
    }
  });

  it("names a lane below the draw, another draw, another officer, a decision that is missing and one taken back", async () => {
    await world.into(2);
    const made: Hex32[] = [];
    for (let i = 0; i < 5; i++) made.push(await declare(world.rotterdam, { hsCodes: ["850440"] }));
    const [lowered, redrawn, friend, replaced, forgotten] = made;
    await withdrawDocument(world.gateway, { ...by("officer"), documentId: replaced as Hex32, reason: "correction" });
    await world.rotterdam.settle();
    await assessTick(world.gateway, SOURCES);
    await change(lowered as Hex32, ({ draw, ...decision }) => ({
      ...{ ...decision, lane: "green", computedLane: "green" },
      draw: draw && { ...draw, minimumRandomRate: 1, chances: { red: 1, yellow: 0, blue: 0 } },
    }));
    await change(redrawn as Hex32, ({ draw, ...decision }) => ({ ...decision, draw: draw && { ...draw, value: 0.5 } }));
    await change(friend as Hex32, ({ draw, ...decision }) => {
      const { onDuty = [], officer = "" } = draw?.assignment ?? {};
      const other = onDuty.find((one) => one !== officer) as Hex32;
      return { ...decision, draw: draw && { ...draw, assignment: { onDuty, officer: other } } };
    });
    await world.gateway.database
      .deleteFrom("assessments")
      .where("document_id", "=", forgotten as Hex32)
      .execute();
    await stateOnly();
    await world.beyond(2);
    await world.round();
    const { deviations, declarations } = await auditOf(2);
    const codesOf = (id: Hex32 | undefined) => codes(deviations.filter(({ declarationId }) => declarationId === id));
    expect(declarations).to.equal(5);
    expect(codesOf(lowered)).to.include("LANE_BELOW_DRAW");
    expect(codesOf(redrawn)).to.include("DRAW_DIFFERS");
    expect(codesOf(friend)).to.include("OFFICER_DIFFERS");
    expect(codesOf(replaced)).to.deep.equal(["DECLARATION_REPLACED"]);
    expect(codesOf(forgotten)).to.deep.equal(["DECISION_MISSING"]);
  });

  it("pages through a period in the order of the chain, and knows no period that was not committed", async () => {
    const query = { memberId: ROTTERDAM, period: 1 };
    const all = await listDrawnDeclarations(world.gateway, query);
    expect(all.items.map(({ documentId }) => documentId)).to.deep.equal(ids);
    const first = await listDrawnDeclarations(world.gateway, { ...query, limit: 3 });
    const second = await listDrawnDeclarations(world.gateway, { ...query, limit: 3, after: first.next ?? "" });
    expect([...first.items, ...second.items]).to.deep.equal(all.items);
    await expectRejection(getPeriod(world.gateway, { memberId: ROTTERDAM, period: 99 }), "DRAW_PERIOD_NOT_FOUND");
    const periods = (await listPeriods(world.gateway, { limit: 1 })).next;
    const older = await listPeriods(world.gateway, { after: periods ?? "" });
    expect(older.items.map(({ period }) => period)).to.include(1);
    expect((await listPeriods(world.gateway, { memberId: 1 })).items).to.deep.equal([]);
  });

  it("takes the officers on duty of the office, and where it has none those of all others", async () => {
    await setDuty(world.gateway, { ...by("admin"), office: null, officers: ["dora", "dora"] });
    expect(await onDutyAt(world.gateway.database, "NLRTM")).to.deep.equal(OFFICERS);
    for (const office of ["NLAMS", null])
      expect(await onDutyAt(world.gateway.database, office)).to.deep.equal(["dora"]);
    await setDuty(world.gateway, { ...by("admin"), office: "NLRTM", officers: [] });
    expect(await onDutyAt(world.gateway.database, "NLRTM")).to.deep.equal(["dora"]);
    expect((await listDuty(world.gateway)).items).to.deep.equal([{ office: null, officers: ["dora"] }]);
  });

  const codes = (deviations: readonly Deviation[]) => deviations.map(({ code }) => code);

  async function auditOf(period: number) {
    const query = { memberId: ROTTERDAM, period, limit: 200 };
    const committed = await getPeriod(world.gateway, query);
    return auditDraws({
      ...{ memberId: ROTTERDAM, period, committed, timeSeconds: committed.blockTimeSeconds },
      declarations: (await listDrawnDeclarations(world.gateway, query)).items,
      decisions: (await listDrawnDecisions(world.gateway, { ...query, actor: "auditor" })).items,
    });
  }

  /** Makes documents of what was decided, without deciding what is due. */
  const stateOnly = () => decide(world.rotterdam, { ...SOURCES, draw: async () => "wait" });

  /** What a member would write down that cheats. */
  async function change(documentId: Hex32, to: (decision: LaneDecision) => LaneDecision): Promise<void> {
    const { database } = world.gateway;
    const row = await database
      .selectFrom("assessments")
      .select("decision")
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    const decision = JSON.stringify(to(JSON.parse(row.decision) as LaneDecision));
    await database.updateTable("assessments").set({ decision }).where("document_id", "=", documentId).execute();
  }
});
