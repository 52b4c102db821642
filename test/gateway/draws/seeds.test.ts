import { bytesOfHex32, commitmentOf, type Hex32, hexOf } from "@sealane/sdk";
import { expect } from "chai";
import { drawFor, openSeed } from "../../../node-gateway/src/draws/draw-for.ts";
import { seedTick } from "../../../node-gateway/src/draws/seed-tick.ts";
import { createKeyRing } from "../../../node-gateway/src/keys/key-ring.ts";
import { makeP256 } from "../../../node-gateway/src/keys/make-secrets.ts";
import { rewrapTick } from "../../../node-gateway/src/rotation/rewrap-tick.ts";
import { PERIOD_SECONDS, ROTTERDAM, useDrawing } from "../../support/gateway/draws.ts";
import { drawBy } from "../../support/sdk/draws.ts";

describe("the seeds of a gateway's draws", () => {
  const world = useDrawing();
  const drawn = (documentId: Hex32) => drawFor(world.gateway, { documentId, issuer: ROTTERDAM });
  const seedOf = async (number: number): Promise<string> => {
    const period = await world.period(number);
    const seed = period && (await openSeed(world.gateway, period));
    if (!seed) throw new Error("The test lost the seed.");
    return hexOf(seed);
  };

  it("are not there for what came before the first period: nothing is drawn then, and nothing was missed", async () => {
    const documentId = await world.declaration("before");
    expect(await drawn(documentId)).to.equal("noPeriod");
    await world.round();
    expect(await drawn(documentId)).to.equal("noPeriod");
    expect(await world.alarms()).to.deep.equal([]);
  });

  it("are committed ahead: the period to come and the one after it, side by side, ending at whole multiples", async () => {
    const [first, second] = [await world.period(1), await world.period(2)];
    expect(await world.newest()).to.be.within(2, 3);
    expect(first?.beginsAtSeconds).to.be.above(first?.committedAtSeconds ?? 0);
    expect(second?.beginsAtSeconds).to.equal(first?.endsAtSeconds);
    expect([first, second].map((one) => (one?.endsAtSeconds ?? 1) % PERIOD_SECONDS)).to.deep.equal([0, 0]);
    expect(first?.commitment).to.equal(commitmentOf(ROTTERDAM, 1, bytesOfHex32(await seedOf(1))));
  });

  it("are committed once, however often the worker comes round", async () => {
    const before = await world.gateway.database.selectFrom("outbox_items").selectAll().execute();
    await seedTick(world.gateway);
    await seedTick(world.gateway);
    expect(await world.gateway.database.selectFrom("outbox_items").selectAll().execute()).to.deep.equal(before);
  });

  it("give the draw that anybody recomputes once they are out", async () => {
    await world.into(1);
    const documentId = await world.declaration("drawn");
    const draw = await drawn(documentId);
    if (typeof draw === "string") return expect.fail(draw);
    const block = await world.gateway.chain.blockAt(draw.blockNumber);
    expect([draw.period, draw.blockHash]).to.deep.equal([1, block?.hash]);
    const expected = drawBy(await seedOf(1), documentId, draw.blockHash);
    expect(draw.value).to.equal(expected.value);
    const onDuty = ["aa", "bb", "cc"];
    expect(draw.officerOf(onDuty)).to.equal(onDuty[Math.floor(expected.officer * 3)]);
    expect(draw.officerOf([])).to.equal(undefined);
    const again = await drawn(documentId);
    expect(typeof again === "string" ? again : again.value).to.equal(draw.value);
  });

  it("stand nowhere in the clear while their period runs", async () => {
    const seed = await seedOf(1);
    const tables = [
      "draw_seeds",
      "outbox_items",
      "outbox_transactions",
      "audit",
      "events",
      "selection_events",
    ] as const;
    for (const table of tables) {
      const rows: object[] = await world.gateway.database.selectFrom(table).selectAll().execute();
      const text = JSON.stringify(rows);
      expect(text.length, table).to.be.above(table === "events" ? 1 : 2);
      expect(text.includes(seed), table).to.equal(false);
      expect(text.includes(Buffer.from(seed, "hex").toString("base64url")), table).to.equal(false);
    }
  });

  it("are not revealed in the last second of their period, and are in the first one after it", async () => {
    const { endsAtSeconds = 0 } = (await world.period(1)) ?? {};
    await world.pass(endsAtSeconds - 1 - (await world.now()));
    await world.round();
    expect((await world.period(1))?.seed).to.equal(null);
    const seed = await seedOf(1);
    await world.beyond(1);
    await world.round();
    expect((await world.period(1))?.seed).to.equal(seed);
    await world.round();
    const items = await world.gateway.database
      .selectFrom("outbox_items")
      .select("state")
      .where("purpose", "=", "selection")
      .where("subject_id", "=", (await world.period(1))?.commitment ?? "")
      .execute();
    expect(items).to.deep.equal([{ state: "done" }, { state: "done" }]);
  });

  it("go on period after period, without a gap and without an alarm", async () => {
    for (let number = 2; number <= 4; number++) {
      await world.into(number);
      await world.round();
      expect((await world.period(number + 1))?.beginsAtSeconds).to.equal((await world.period(number))?.endsAtSeconds);
    }
    expect((await world.period(3))?.seed).to.not.equal(null);
    expect(await world.alarms()).to.deep.equal([]);
  });

  it("open after the sealing key was changed, and are wrapped anew for the new one", async () => {
    const { keys } = world.gateway;
    const older = keys.rings.sealing.current();
    const made = makeP256();
    const sealing = createKeyRing([made, older]);
    const changed = { ...keys, sealing: made, olderSealing: [older], rings: { ...keys.rings, sealing } };
    const rotated = { ...world.gateway, keys: changed };
    const period = await world.period(await world.newest());
    if (!period) return expect.fail("There is no period.");
    const seed = await openSeed(rotated, period);
    expect(seed).to.be.instanceOf(Uint8Array);
    await rewrapTick(rotated);
    const onlyNew = { ...rotated, keys: { ...changed, olderSealing: [] } };
    expect(await openSeed(onlyNew, period)).to.deep.equal(seed);
    expect(await openSeed(world.gateway, period)).to.equal(undefined);
    await rewrapTick({ ...rotated, keys: { ...keys, olderSealing: [made], rings: { ...keys.rings } } });
    expect(await openSeed(world.gateway, period)).to.deep.equal(seed);
  });

  it("raise an alarm when a period was missed, draw nothing in the gap, and go on within minutes", async () => {
    const last = await world.newest();
    await world.beyond(last);
    await world.pass(3 * PERIOD_SECONDS);
    const documentId = await world.declaration("in the gap");
    expect(await drawn(documentId)).to.equal("noPeriod");
    await world.round();
    await world.round();
    expect(await world.alarms()).to.deep.equal(["missed"]);
    const next = await world.period(last + 1);
    expect((next?.beginsAtSeconds ?? Infinity) - (await world.now())).to.be.below(PERIOD_SECONDS);
    await world.into(last + 1);
    const later = await drawn(await world.declaration("after the gap"));
    expect(typeof later === "string" ? later : later.period).to.equal(last + 1);
    expect(await drawn(documentId)).to.equal("noPeriod");
  });

  it("raise an alarm when the chain refuses a commitment, and do not flood it while it does", async () => {
    const last = await world.newest();
    await world.network.registrar("suspend", ROTTERDAM);
    await world.beyond(last);
    for (let i = 0; i < 5; i++) await world.round();
    const refused = await world.gateway.database
      .selectFrom("outbox_items")
      .select("refusal")
      .where("purpose", "=", "selection")
      .where("state", "=", "refused")
      .execute();
    expect(refused.map(({ refusal }) => refusal)).to.deep.equal(["MemberSuspended", "MemberSuspended"]);
    expect(new Set(await world.alarms())).to.deep.equal(new Set(["missed", "refused"]));
  });

  it("are revealed by a suspended member too, and are committed again once it is resumed", async () => {
    const revealed = await world.period(await world.newest());
    expect(revealed?.seed).to.be.a("string");
    await world.network.registrar("resume", ROTTERDAM);
    const last = await world.newest();
    await world.pass(120);
    await world.round();
    expect(await world.newest()).to.be.above(last);
  });

  it("that a database has lost raise an alarm, and new ones take the next numbers", async () => {
    const last = await world.newest();
    await world.into(last);
    await world.gateway.database.deleteFrom("draw_seeds").execute();
    const documentId = await world.declaration("without a seed");
    expect(await drawn(documentId)).to.equal("seedLost");
    await world.round();
    expect(await world.alarms()).to.include("lost");
    await world.round();
    expect(await world.newest()).to.be.above(last);
  });
});
