import { auditDraws, type DecisionDraw, type Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { drawFor, hasMoved, type MadeDraw, placeOfAnchor } from "../../../node-gateway/src/draws/draw-for.ts";
import { ROTTERDAM, useDrawing } from "../../support/gateway/draws.ts";
import { decisionOf, hashOf } from "../../support/sdk/draws.ts";

describe("a draw at a block that the chain undoes", () => {
  const world = useDrawing();

  it("is made again where the declaration is anchored then, and the old decision is named by the audit", async () => {
    await world.round();
    await world.into(1);
    const kept = await drawn(await world.declaration("kept"));
    const snapshot = await world.network.anvil.rpc("evm_snapshot");
    const documentId = await world.declaration("in the fork");
    const anchored = { documentId, issuer: ROTTERDAM };
    const before = await drawn(documentId);
    expect(await hasMoved(world.gateway, anchored, before)).to.equal(false);

    await world.network.anvil.rpc("evm_revert", snapshot);
    await world.pass(7);
    await world.pass(1);
    const after = await drawn(documentId);
    expect(await hasMoved(world.gateway, anchored, before)).to.equal(true);
    expect(await hasMoved(world.gateway, anchored, after)).to.equal(false);
    expect(after.blockHash).to.not.equal(before.blockHash);
    expect(after.value).to.not.equal(before.value);
    expect((await drawn(await idOf("kept"))).value).to.equal(kept.value);

    await world.beyond(1);
    await world.round();
    expect(await codesOf(documentId, before)).to.deep.equal(["DRAW_DIFFERS"]);
    expect(await codesOf(documentId, after)).to.deep.equal([]);
  });

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
