import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { type BalanceView, getBalance, listBalances } from "../../../node-gateway/src/usecases/ledger/balances.ts";
import { openBalance, reviseBalance, setDrawer } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { drawQuantity, giveBackQuantity } from "../../../node-gateway/src/usecases/ledger/draw.ts";
import { listEvents } from "../../../node-gateway/src/usecases/list-events.ts";
import { ROTTERDAM, SINGAPORE, useAgencies } from "../../support/gateway/agencies.ts";
import type { TestMember } from "../../support/gateway/member.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("the ledger of a gateway", () => {
  const world = useAgencies();
  const { writing, settle, paper, balance, draw } = world;
  const shown = (balanceId: Hex32, member = world.rotterdam) => getBalance(member.gateway, { balanceId });
  const ours = (value?: string) => paper(world.singapore, "re-export-certificate", value);
  const theirs = (value?: string) => paper(world.rotterdam, "re-export-certificate", value);

  it("opens a balance with what the declaration states, and every member sees it", async () => {
    const { balanceId, documentId } = await balance();
    const view = await shown(balanceId);
    expect(view).to.deep.include({ balanceId, documentId, opener: SINGAPORE, item: 1, unit: "KGM" });
    expect(view).to.deep.include({ opened: "1000", drawn: "0", left: "1000", standing: "current", draws: [] });
    expect(view.drawers).to.deep.equal([ROTTERDAM]);
    expect(await shown(balanceId, world.singapore)).to.deep.equal(view);
  });

  it("draws across agencies, and shows what is left", async () => {
    const { balanceId } = await balance();
    const [first, second] = [await ours("400"), await theirs("599.5")];
    await draw(world.singapore, balanceId, first);
    await draw(world.rotterdam, balanceId, second);
    await settle();
    const { drawn, left, draws } = await shown(balanceId);
    expect([drawn, left]).to.deep.equal(["999.5", "0.5"]);
    expect(draws.map(({ memberId, documentId, quantity }) => [memberId, documentId, quantity])).to.have.deep.members([
      [SINGAPORE, first, "400"],
      [ROTTERDAM, second, "599.5"],
    ]);
  });

  it("refuses what the index shows to be too much, by QUANTITY_SHORT", async () => {
    const { balanceId } = await balance();
    await expectRejection(draw(world.rotterdam, balanceId, await theirs("1000.000001")), "QUANTITY_SHORT");
  });

  for (const isFound of ["asked before it is sent", "on the chain"]) {
    it(`lets one of two that draw the last at once have it, and tells the other why, ${isFound}`, async () => {
      const { balanceId } = await balance();
      const [first, second] = [await ours("600"), await theirs("600")];
      // Both are asked while the index shows 1000 left.
      await draw(world.singapore, balanceId, first);
      expect((await draw(world.rotterdam, balanceId, second)).state).to.equal("queued");
      world.isBlind = isFound === "on the chain";
      await settle();
      world.isBlind = false;
      const { drawn, draws } = await shown(balanceId);
      expect([drawn, draws.length]).to.deep.equal(["600", 1]);
      const refused = await world.rotterdam.gateway.database
        .selectFrom("outbox_items")
        .select(["state", "refusal"])
        .where("document_id", "=", second)
        .where("purpose", "=", "ledger")
        .executeTakeFirstOrThrow();
      expect(refused).to.deep.equal({ state: "refused", refusal: "QuantityShort" });
      expect((await told(world.singapore, balanceId)).includes("drawRefused")).to.equal(isFound === "on the chain");
      // Neither way holds up what comes after it.
      await theirs("1");
    });
  }

  it("gives back what a withdrawn certificate drew, when anybody says so", async () => {
    const { balanceId } = await balance();
    const documentId = await theirs("1000");
    await draw(world.rotterdam, balanceId, documentId);
    await settle();
    const giveBack = (memberId: number = ROTTERDAM) =>
      giveBackQuantity(world.singapore.gateway, { balanceId, memberId, documentId, ...writing() });
    await expectRejection(giveBack(), "CERTIFICATE_STANDS");
    await expectRejection(giveBack(SINGAPORE), "DRAW_NOT_FOUND");
    await world.withdraw(world.rotterdam, documentId);
    await giveBack();
    await settle();
    const { left, draws } = await shown(balanceId);
    expect([left, draws[0]?.standing]).to.deep.equal(["1000", "withdrawn"]);
    expect(draws[0]?.givenBackAtSeconds).to.be.a("number");
  });

  it("stops draws from an amended declaration until the balance is revised", async () => {
    const { balanceId, documentId } = await balance();
    const certificate = await theirs("100");
    const amended = await world.amend(documentId, "50");
    await expectRejection(draw(world.rotterdam, balanceId, certificate), "BALANCE_NOT_CURRENT");
    await reviseBalance(world.singapore.gateway, { balanceId, documentId: amended, ...writing() });
    await settle();
    expect(await shown(balanceId)).to.deep.include({ documentId: amended, opened: "50", left: "50" });
    await expectRejection(draw(world.rotterdam, balanceId, certificate), "QUANTITY_SHORT");
  });

  it("lets the opener say who may draw", async () => {
    const { balanceId } = await balance("1000", []);
    const documentId = await theirs("1");
    await expectRejection(draw(world.rotterdam, balanceId, documentId), "DRAWER_NOT_ALLOWED");
    const set = (isAllowed: boolean, member = world.singapore) =>
      setDrawer(member.gateway, { balanceId, memberId: ROTTERDAM, isAllowed, ...writing() });
    await expectRejection(set(true, world.rotterdam), "BALANCE_NOT_OWN");
    await set(true);
    await settle();
    await draw(world.rotterdam, balanceId, documentId);
    await set(false);
    await settle();
    expect((await shown(balanceId)).drawers).to.deep.equal([]);
  });

  it("refuses what opens no balance or states no quantity, a second opening, and a second draw", async () => {
    const { balanceId, documentId } = await balance();
    const certificate = await ours("1");
    const bare = await paper(world.singapore, "declaration-import");
    const open = (id: Hex32) => openBalance(world.singapore.gateway, { documentId: id, ...writing() });
    await expectRejection(open(certificate), "LEDGER_KIND_INVALID");
    await expectRejection(open(bare), "QUANTITY_NOT_STATED");
    await expectRejection(open(documentId), "BALANCE_EXISTS");
    await expectRejection(draw(world.singapore, balanceId, documentId), "LEDGER_KIND_INVALID");
    await expectRejection(draw(world.singapore, "00".repeat(32), certificate), "BALANCE_NOT_FOUND");
    await draw(world.singapore, balanceId, certificate);
    await settle();
    await expectRejection(draw(world.singapore, balanceId, certificate), "DRAW_EXISTS");
  });

  it("does a repeated request once, and answers it with how far that one is", async () => {
    const { balanceId } = await balance();
    const input = { balanceId, documentId: await ours("1"), ...writing() };
    expect((await drawQuantity(world.singapore.gateway, input)).state).to.equal("queued");
    await settle();
    await draw(world.singapore, balanceId, await ours("2"));
    const repeated = await drawQuantity(world.singapore.gateway, input);
    expect(repeated).to.deep.equal({ balanceId, action: "draw", state: "done", refusal: null });
    await settle();
    expect((await shown(balanceId)).draws).to.have.length(2);
  });

  it("lists balances a page at a time, the newest first, by who opened them, who may draw and what they rest on", async () => {
    await balance("1000", []);
    const { gateway } = world.rotterdam;
    const all = await listBalances(gateway, {});
    const first = await listBalances(gateway, { limit: 2 });
    const second = await listBalances(gateway, { limit: 200, after: first.next ?? "" });
    expect([...first.items, ...second.items]).to.deep.equal(all.items);
    const blocks = all.items.map(({ blockNumber }) => blockNumber);
    expect(blocks).to.deep.equal([...blocks].sort((a, b) => b - a));
    expect((await listBalances(gateway, { direction: "opened" })).items).to.deep.equal([]);
    const drawable = await listBalances(gateway, { direction: "drawable" });
    expect(drawable.items.every(({ drawers }) => drawers.includes(ROTTERDAM))).to.equal(true);
    expect(drawable.items.length).to.be.within(1, all.items.length - 1);
    const last = all.items.at(-1) as BalanceView;
    const ofIts = await listBalances(gateway, { documentId: last.documentId, limit: 1 });
    expect(ofIts).to.deep.equal({ items: [last], next: null });
  });

  it("tells the opener's and the drawer's own systems, each what concerns it", async () => {
    const { balanceId } = await balance();
    for (const [member, certificate] of [
      [world.rotterdam, await theirs("1")],
      [world.singapore, await ours("1")],
    ] as const) {
      await draw(member, balanceId, certificate);
      await settle();
    }
    expect(await told(world.singapore, balanceId)).to.deep.equal(["opened", "drawerAllowed", "drawn", "drawn"]);
    expect(await told(world.rotterdam, balanceId)).to.deep.equal(["drawerAllowed", "drawn"]);
  });

  /** What a member's own systems are told of a balance. */
  async function told({ gateway }: TestMember, balanceId: Hex32): Promise<string[]> {
    const { items } = await listEvents(gateway, { limit: 200, type: "sealane.balance.changed" });
    return items.filter(({ subject }) => subject === balanceId).map(({ data }) => String((data as Told).change));
  }
  type Told = { readonly change: string };
});
