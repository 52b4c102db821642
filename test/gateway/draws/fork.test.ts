import { auditDraws, type DecisionDraw, type Hex32, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { drawFor, type MadeDraw, placeOfAnchor } from "../../../node-gateway/src/draws/draw-for.ts";
import { SOURCES } from "../../../node-gateway/src/selectivity/sources/sources.ts";
import { listDrawnDecisions, listDrawnDeclarations } from "../../../node-gateway/src/usecases/draws/evidence.ts";
import { ROTTERDAM, useDrawing } from "../../support/gateway/draws.ts";
import { decide, declare } from "../../support/gateway/selectivity.ts";
import { decisionOf, hashOf } from "../../support/sdk/draws.ts";

describe("a draw at a block that the chain undoes", () => {
  const world = useDrawing();

  it("is made again where the declaration is anchored then, and the old decision is named by the audit", async () => {
    await world.round();
    await world.into(1);
    const kept = await drawn(await world.declaration("kept"));
    const snapshot = await world.network.anvil.rpc("evm_snapshot");
    const documentId = await world.declaration("in the fork");
    const before = await drawn(documentId);

    await world.network.anvil.rpc("evm_revert", snapshot);
    await world.pass(7);
    await world.pass(1);
    const after = await drawn(documentId);
    expect(after.blockHash).to.not.equal(before.blockHash);
    expect(after.value).to.not.equal(before.value);
    expect((await drawn(await idOf("kept"))).value).to.equal(kept.value);

    await world.beyond(1);
    await world.round();
    expect(await codesOf(documentId, before)).to.deep.equal(["DRAW_DIFFERS"]);
    expect(await codesOf(documentId, after)).to.deep.equal([]);
  });

  it("has its declaration decided again by the gateway, and the audit names the decision before and no other", async () => {
    await world.network.registrar("accredit", ROTTERDAM, kindByName("lane-decision").code, 0, 4_000_000_000);
    const period = await world.newest();
    await world.into(period);
    const snapshot = await world.network.anvil.rpc("evm_snapshot");
    const documentId = await declare(world.rotterdam, { hsCodes: ["850440"] });
    await decide(world.rotterdam, SOURCES);
    const before = await decisionsAbout(documentId, period);
    await world.network.anvil.rpc("evm_revert", snapshot);
    await world.pass(9);
    await world.pass(1);
    await decide(world.rotterdam, SOURCES);
    await decide(world.rotterdam, SOURCES);
    const place = await placeOfAnchor(world.gateway.database, { documentId, issuer: ROTTERDAM });
    const after = await decisionsAbout(documentId, period);
    expect([before.length, after.length]).to.deep.equal([1, 2]);
    expect(before[0]?.content?.draw?.blockHash).to.not.equal(place?.blockHash);
    expect(after.filter(({ content }) => content?.draw?.blockHash === place?.blockHash)).to.have.length(1);
    await world.beyond(period);
    await world.round();
    const { deviations, confirmed } = auditDraws({
      ...{ memberId: ROTTERDAM, period, committed: (await world.period(period)) ?? null },
      timeSeconds: await world.now(),
      declarations: (await listDrawnDeclarations(world.gateway, { memberId: ROTTERDAM, period })).items,
      decisions: after,
    });
    expect(confirmed).to.equal(1);
    expect(deviations.map(({ decisionId }) => decisionId)).to.satisfy((ids: readonly string[]) =>
      ids.every((id) => id === before[0]?.documentId),
    );
    expect(deviations.map(({ code }) => code)).to.include("DRAW_DIFFERS");
  });

  async function decisionsAbout(documentId: Hex32, period: number) {
    const query = { memberId: ROTTERDAM, period, actor: "auditor" };
    const { items } = await listDrawnDecisions(world.gateway, query);
    return items.filter(({ content }) => content?.documentId === documentId);
  }

  async function drawn(documentId: Hex32): Promise<MadeDraw> {
    const draw = await drawFor(world.gateway, { documentId, issuer: ROTTERDAM });
    if (typeof draw === "string") throw new Error(draw);
    return draw;
  }

  async function idOf(number: string): Promise<Hex32> {
    return world.declaration(number);
  }

  /** What an audit says of a red decision with this draw: chance could not have required more. */
  async function codesOf(documentId: Hex32, draw: MadeDraw): Promise<string[]> {
    const { officerOf, ...made } = draw;
    const onDuty = ["a", "b", "c"].map(hashOf).sort();
    const place = await placeOfAnchor(world.gateway.database, { documentId, issuer: ROTTERDAM });
    if (!place) throw new Error("The declaration is not anchored.");
    const stated: DecisionDraw = {
      ...{ ...made, minimumRandomRate: 0.05, randomLane: "red", chances: null },
      assignment: { onDuty, officer: officerOf(onDuty) as string },
    };
    const content = decisionOf(
      { documentId, issuer: ROTTERDAM, isCurrent: true, successorId: null, ...place },
      { ...{ memberId: ROTTERDAM, draw: stated }, ...{ lane: "red", computedLane: "red" } },
    );
    const { deviations } = auditDraws({
      ...{ memberId: ROTTERDAM, period: 1, committed: (await world.period(1)) ?? null },
      timeSeconds: await world.now(),
      declarations: [{ documentId, issuer: ROTTERDAM, isCurrent: true, successorId: null, ...place }],
      decisions: [{ documentId: hashOf("decision"), content }],
    });
    return deviations.filter(({ code }) => code !== "OFFICER_DIFFERS").map(({ code }) => code);
  }
});
