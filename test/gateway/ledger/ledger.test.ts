import { type Hex32, type KindName, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import type { Chain } from "../../../node-gateway/src/chain/chain.ts";
import { quantityLedger } from "../../../node-gateway/src/chain/interfaces.ts";
import { bytes32 } from "../../../node-gateway/src/chain/terms.ts";
import { PROJECTIONS } from "../../../node-gateway/src/database/projections.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { decimalOfMillionths, unitOfHex } from "../../../node-gateway/src/ledger/quantity.ts";
import { getBalance, listBalances } from "../../../node-gateway/src/usecases/ledger/balances.ts";
import { openBalance, reviseBalance, setDrawer } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { drawQuantity, giveBackQuantity } from "../../../node-gateway/src/usecases/ledger/draw.ts";
import { listEvents } from "../../../node-gateway/src/usecases/list-events.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber } from "../../support/gateway/papers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

const [SINGAPORE, ROTTERDAM] = [1, 2];
const FOREVER = 4_000_000_000;

describe("the ledger of a gateway", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  let number = 0;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam", { wrapChain: seesNoOthers });
    await network.registrar("accredit", SINGAPORE, kindByName("declaration-import").code, 0, FOREVER);
    await network.registrar("accredit", ROTTERDAM, kindByName("re-export-certificate").code, 0, FOREVER);
    await settleAll(singapore, rotterdam);
  });
  after(async () => {
    await singapore?.close();
    await rotterdam?.close();
    await network?.stop();
  });

  /** A node that has not seen what others draw: it answers every call as if nothing stood against it. */
  const seesNoOthers = (chain: Chain): Chain => ({
    ...chain,
    call: async (call) => {
      const outcome = await chain.call(call);
      return isBlind && !outcome.reverted ? { ...outcome, data: `0x${"00".repeat(32)}` } : outcome;
    },
  });
  let isBlind = false;

  const writing = () => ({ actor: "officer", idempotencyKey: `key-${++number}` });
  const settle = () => settleAll(singapore, rotterdam);
  const kilograms = (value: string) => ({ quantities: [{ value, unit: "KGM" }] });

  /** An anchored paper of so many kilograms. */
  async function paper(member: TestMember, kind: KindName, value: string, name = `P-${++number}`): Promise<Hex32> {
    const original = originalOf(kind, name, kilograms(value));
    const { documentId } = await submitNumber(member.gateway, kind, { number: `${name}-${++number}`, original });
    await settle();
    return documentId;
  }

  /** A balance of 1000 kilograms, which Rotterdam may draw from. */
  async function balance(drawers: readonly number[] = [ROTTERDAM]): Promise<{ balanceId: Hex32; documentId: Hex32 }> {
    const documentId = await paper(singapore, "declaration-import", "1000");
    const { balanceId } = await openBalance(singapore.gateway, { documentId, drawers, ...writing() });
    await settle();
    return { balanceId, documentId };
  }

  const draw = (member: TestMember, balanceId: Hex32, documentId: Hex32) =>
    drawQuantity(member.gateway, { balanceId, documentId, ...writing() });
  const shown = (balanceId: Hex32, member = rotterdam) => getBalance(member.gateway, { balanceId });

  it("opens a balance with what the declaration states, and every member sees it", async () => {
    const { balanceId, documentId } = await balance();
    const view = await shown(balanceId);
    expect(view).to.deep.include({ balanceId, documentId, opener: SINGAPORE, item: 1, unit: "KGM" });
    expect(view).to.deep.include({ opened: "1000", drawn: "0", left: "1000", standing: "current", draws: [] });
    expect(view.drawers).to.deep.equal([ROTTERDAM]);
    expect(await shown(balanceId, singapore)).to.deep.equal(view);
  });

  it("draws across agencies, and shows what is left", async () => {
    const { balanceId } = await balance();
    const [ours, theirs] = [
      await paper(singapore, "re-export-certificate", "400"),
      await paper(rotterdam, "re-export-certificate", "599.5"),
    ];
    await draw(singapore, balanceId, ours);
    await draw(rotterdam, balanceId, theirs);
    await settle();
    const { drawn, left, draws } = await shown(balanceId);
    expect([drawn, left]).to.deep.equal(["999.5", "0.5"]);
    expect(draws.map(({ memberId, documentId, quantity }) => [memberId, documentId, quantity])).to.have.deep.members([
      [SINGAPORE, ours, "400"],
      [ROTTERDAM, theirs, "599.5"],
    ]);
  });

  it("refuses what the index shows to be too much, by QUANTITY_SHORT", async () => {
    const { balanceId } = await balance();
    const documentId = await paper(rotterdam, "re-export-certificate", "1000.000001");
    await expectRejection(draw(rotterdam, balanceId, documentId), "QUANTITY_SHORT");
  });

  for (const isFound of ["asked before it is sent", "on the chain"])
    it(`lets one of two that draw the last at once have it, and tells the other why, ${isFound}`, async () => {
      const { balanceId } = await balance();
      const ours = await paper(singapore, "re-export-certificate", "600");
      const theirs = await paper(rotterdam, "re-export-certificate", "600");
      // Both are asked while the index shows 1000 left.
      await draw(singapore, balanceId, ours);
      const asked = await draw(rotterdam, balanceId, theirs);
      expect(asked.state).to.equal("queued");
      isBlind = isFound === "on the chain";
      await settle();
      isBlind = false;
      const { drawn, draws } = await shown(balanceId);
      expect([drawn, draws.length]).to.deep.equal(["600", 1]);
      const refused = await rotterdam.gateway.database
        .selectFrom("outbox_items")
        .select(["state", "refusal"])
        .where("document_id", "=", theirs)
        .where("purpose", "=", "ledger")
        .executeTakeFirstOrThrow();
      expect(refused).to.deep.equal({ state: "refused", refusal: "QuantityShort" });
      const told = await eventsOf(balanceId);
      expect(told.includes("DrawRefused")).to.equal(isFound === "on the chain");
      // Neither way holds up what comes after it.
      await paper(rotterdam, "re-export-certificate", "1");
    });

  it("gives back what a withdrawn certificate drew, when anybody says so", async () => {
    const { balanceId } = await balance();
    const documentId = await paper(rotterdam, "re-export-certificate", "1000");
    await draw(rotterdam, balanceId, documentId);
    await settle();
    const giveBack = () =>
      giveBackQuantity(singapore.gateway, { balanceId, memberId: ROTTERDAM, documentId, ...writing() });
    await expectRejection(giveBack(), "CERTIFICATE_STANDS");
    await withdrawDocument(rotterdam.gateway, { documentId, reason: "issued-in-error", ...writing() });
    await settle();
    await giveBack();
    await settle();
    const { left, draws } = await shown(balanceId);
    expect([left, draws[0]?.standing]).to.deep.equal(["1000", "withdrawn"]);
    expect(draws[0]?.givenBackAtSeconds).to.be.a("number");
  });

  it("stops draws from an amended declaration until the balance is revised", async () => {
    const { balanceId, documentId } = await balance();
    const certificate = await paper(rotterdam, "re-export-certificate", "100");
    const number_ = originalNumber(documentId);
    const amended = await supersedeDocument(singapore.gateway, {
      documentId,
      reason: "correction",
      original: originalOf("declaration-import", await number_, kilograms("50")),
      ...writing(),
    });
    await settle();
    await expectRejection(draw(rotterdam, balanceId, certificate), "BALANCE_NOT_CURRENT");
    await reviseBalance(singapore.gateway, { balanceId, documentId: amended.documentId, ...writing() });
    await settle();
    expect(await shown(balanceId)).to.deep.include({ documentId: amended.documentId, opened: "50", left: "50" });
    await expectRejection(draw(rotterdam, balanceId, certificate), "QUANTITY_SHORT");
  });

  it("lets the opener say who may draw", async () => {
    const { balanceId } = await balance([]);
    const documentId = await paper(rotterdam, "re-export-certificate", "1");
    await expectRejection(draw(rotterdam, balanceId, documentId), "DRAWER_NOT_ALLOWED");
    const set = (isAllowed: boolean, member = singapore) =>
      setDrawer(member.gateway, { balanceId, memberId: ROTTERDAM, isAllowed, ...writing() });
    await expectRejection(set(true, rotterdam), "BALANCE_NOT_OWN");
    await set(true);
    await settle();
    await draw(rotterdam, balanceId, documentId);
    await set(false);
    await settle();
    expect((await shown(balanceId)).drawers).to.deep.equal([]);
  });

  it("refuses what opens no balance or states no quantity, a second opening, and a second draw", async () => {
    const { balanceId, documentId } = await balance();
    const certificate = await paper(singapore, "re-export-certificate", "1");
    const bare = await submitNumber(singapore.gateway, "declaration-import", { number: `P-${++number}` });
    const open = (id: Hex32) => openBalance(singapore.gateway, { documentId: id, ...writing() });
    await expectRejection(open(certificate), "LEDGER_KIND_INVALID");
    await expectRejection(open(bare.documentId), "QUANTITY_NOT_STATED");
    await expectRejection(open(documentId), "BALANCE_EXISTS");
    await expectRejection(draw(singapore, balanceId, documentId), "LEDGER_KIND_INVALID");
    await expectRejection(draw(singapore, "00".repeat(32), certificate), "BALANCE_NOT_FOUND");
    await draw(singapore, balanceId, certificate);
    await settle();
    await expectRejection(draw(singapore, balanceId, certificate), "DRAW_EXISTS");
  });

  it("does a repeated request once, and answers it with how far that one is", async () => {
    const { balanceId } = await balance();
    const documentId = await paper(singapore, "re-export-certificate", "1");
    const input = { balanceId, documentId, ...writing() };
    expect((await drawQuantity(singapore.gateway, input)).state).to.equal("queued");
    await settle();
    expect(await drawQuantity(singapore.gateway, input)).to.deep.equal({
      ...{ balanceId, action: "draw", state: "done", refusal: null },
    });
    expect((await shown(balanceId)).draws).to.have.length(1);
  });

  it("lists balances a page at a time, the newest first, by who opened them and who may draw", async () => {
    await balance([]);
    const all = await listBalances(rotterdam.gateway, {});
    const first = await listBalances(rotterdam.gateway, { limit: 2 });
    const second = await listBalances(rotterdam.gateway, { limit: 200, after: first.next ?? "" });
    expect([...first.items, ...second.items]).to.deep.equal(all.items);
    const times = all.items.map(({ blockNumber }) => blockNumber);
    expect(times).to.deep.equal([...times].sort((a, b) => b - a));
    expect((await listBalances(rotterdam.gateway, { direction: "opened" })).items).to.deep.equal([]);
    const drawable = await listBalances(rotterdam.gateway, { direction: "drawable" });
    expect(drawable.items.every(({ drawers }) => drawers.includes(ROTTERDAM))).to.equal(true);
    expect(drawable.items.length).to.be.within(1, all.items.length - 1);
  });

  it("tells the opener's and the drawer's own systems, and nobody else's", async () => {
    const { balanceId } = await balance();
    const theirs = await paper(rotterdam, "re-export-certificate", "1");
    await draw(rotterdam, balanceId, theirs);
    await settle();
    const own = await paper(singapore, "re-export-certificate", "1");
    await draw(singapore, balanceId, own);
    await settle();
    const told = async ({ gateway }: TestMember) => {
      const { items } = await listEvents(gateway, { limit: 200, type: "sealane.balance.changed" });
      return items
        .filter(({ subject }) => subject === balanceId)
        .map(({ data }) => (data as { change: string }).change);
    };
    expect(await told(singapore)).to.deep.equal(["opened", "drawerAllowed", "drawn", "drawn"]);
    expect(await told(rotterdam)).to.deep.equal(["drawerAllowed", "drawn"]);
  });

  it("says of every balance what the contract says", async () => {
    const { chain, contracts } = rotterdam.gateway;
    const { items } = await listBalances(rotterdam.gateway, { limit: 200 });
    for (const view of items) {
      const data = quantityLedger.encodeFunctionData("balanceOf", [bytes32(view.balanceId)]);
      const outcome = await chain.call({ to: contracts.quantityLedger, data });
      const [told] = quantityLedger.decodeFunctionResult("balanceOf", outcome.data);
      const { opener, documentId, opened, drawn } = told;
      expect({
        ...{
          opener: Number(opener),
          documentId: String(documentId).slice(2),
          unit: unitOfHex(String(told.unit).slice(2)),
        },
        ...{ opened: decimalOfMillionths(opened), drawn: decimalOfMillionths(drawn) },
      }).to.deep.equal({
        ...{
          opener: view.opener,
          documentId: view.documentId,
          unit: view.unit,
          opened: view.opened,
          drawn: view.drawn,
        },
      });
    }
    expect(items.length).to.be.above(5);
  });

  it("is the same after the index is dropped and read again", async () => {
    const before = await listBalances(rotterdam.gateway, { limit: 200 });
    const { database } = rotterdam.gateway;
    for (const table of PROJECTIONS) await database.deleteFrom(table).execute();
    const genesis = await rotterdam.gateway.chain.blockAt(0);
    await database
      .updateTable("cursor")
      .set({ number: 0, hash: String(genesis?.hash), time_seconds: 0 })
      .execute();
    await catchUp(rotterdam.gateway);
    expect(await listBalances(rotterdam.gateway, { limit: 200 })).to.deep.equal(before);
  });

  async function eventsOf(balanceId: Hex32): Promise<string[]> {
    const { database } = singapore.gateway;
    const rows = await database
      .selectFrom("ledger_events")
      .select("name")
      .where("balance_id", "=", balanceId)
      .execute();
    return rows.map(({ name }) => name);
  }

  /** The number that a paper of Singapore's states. */
  async function originalNumber(documentId: Hex32): Promise<string> {
    const { value } = await singapore.gateway.database
      .selectFrom("search_references")
      .select("value")
      .where("document_id", "=", documentId)
      .where("sort", "=", "number")
      .executeTakeFirstOrThrow();
    return value;
  }
});
