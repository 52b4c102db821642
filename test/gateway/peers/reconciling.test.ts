import { expect } from "chai";
import { peerRounds } from "../../../node-gateway/src/peers/peer-rounds.ts";
import { signPage } from "../../../node-gateway/src/peers/reconciling/page.ts";
import { reconcile } from "../../../node-gateway/src/peers/reconciling/reconcile.ts";
import { dueToReconcile, reconcileWith } from "../../../node-gateway/src/peers/reconciling/reconcile-tick.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { readPartner } from "../../../node-gateway/src/peers/wire/partner.ts";
import { openPartners, type Partner, type Partners, START_S, unavailable } from "../../support/gateway/partners.ts";
import { codeOfRejection } from "../../support/refusal.ts";
import { deliveryOf, type Notebook, openNotebook, sendNote } from "./notes.ts";

describe("comparing with what a partner holds", () => {
  let partners: Partners;
  let notebook: Notebook;
  let singapore: Partner;
  let rotterdam: Partner;
  beforeEach(async () => {
    notebook = openNotebook();
    partners = await openPartners("memory", ["singapore", "rotterdam", "stranger"]);
    singapore = partners.of("singapore");
    rotterdam = partners.of("rotterdam");
  });
  afterEach(async () => {
    notebook.remove();
    await partners.close();
  });

  const compare = (sinceSeconds = 0) =>
    reconcile(singapore.gateway, { memberId: 2, sinceSeconds, actor: "singapore-officer" });
  const deliver = () => deliverTick(singapore.gateway);
  const stateOf = async (id: number) => (await deliveryOf(singapore.gateway, id)).state;
  it("finds nothing when both hold the same, over several pages", async () => {
    for (let n = 0; n < 95; n++) await sendNote(singapore, rotterdam, `note ${n}`);
    await deliver();
    partners.advance(10);
    expect(await compare()).to.deep.equal({
      ...{ memberId: 2, sinceSeconds: 0, held: 95, acknowledged: 0, queuedAgain: 0, disagreeing: [] },
    });
  });

  it("takes no page for another, so that nothing held seems to be missing", async () => {
    for (let n = 0; n < 95; n++) await sendNote(singapore, rotterdam, `note ${n}`);
    await deliver();
    partners.advance(10);
    const pages: Awaited<ReturnType<typeof singapore.gateway.peers.call>>[] = [];
    singapore.instead = async (call, real) => {
      const page = await real(...call);
      pages.push(page);
      return page;
    };
    await compare();
    expect(pages).to.have.length(3);
    for (const page of pages.slice(1)) {
      singapore.instead = async () => page;
      expect(await codeOfRejection(compare())).to.equal("PEER_ANSWER_FALSE");
    }
    const states = await singapore.gateway.database.selectFrom("deliveries").select("state").distinct().execute();
    expect(states).to.deep.equal([{ state: "acknowledged" }]);
  });

  it("acknowledges what waits and the partner has, by the partner's own receipt", async () => {
    singapore.instead = async (call, real) => {
      await real(...call);
      throw unavailable();
    };
    const id = await sendNote(singapore, rotterdam, "its receipt is lost");
    await deliver();
    expect(await stateOf(id)).to.equal("waiting");
    singapore.instead = undefined;
    expect(await compare()).to.include({ acknowledged: 1, held: 1 });
    const { state, receipt } = await deliveryOf(singapore.gateway, id);
    expect({ state, has: receipt !== null }).to.deep.equal({ state: "acknowledged", has: true });
  });

  it("sends again what the partner had acknowledged and has no more, and nothing else", async () => {
    const ids = [];
    for (const text of ["kept one", "lost two", "kept three"]) ids.push(await sendNote(singapore, rotterdam, text));
    await deliver();
    partners.advance(30 * 86_400);
    const rows = await rotterdam.gateway.database
      .selectFrom("envelopes")
      .select("envelope_id")
      .orderBy("sequence")
      .execute();
    await rotterdam.gateway.database
      .deleteFrom("envelopes")
      .where("envelope_id", "=", rows[1]?.envelope_id ?? "")
      .execute();
    expect(await compare()).to.include({ held: 2, queuedAgain: 1 });
    expect(await Promise.all(ids.map(stateOf))).to.deep.equal(["acknowledged", "waiting", "acknowledged"]);
    await deliver();
    expect(await Promise.all(ids.map(stateOf))).to.deep.equal(["acknowledged", "acknowledged", "acknowledged"]);
    expect(notebook.of(rotterdam)).to.deep.equal(["kept one", "lost two", "kept three", "lost two"]);
    const [audit] = await singapore.gateway.database.selectFrom("audit").selectAll().execute();
    expect(audit).to.include({ action: "queueAgain", actor: "singapore-officer", subject: `delivery ${ids[1]}` });
  });

  it("raises an alarm for what disagrees, takes it off when it agrees again, and names it in readiness", async () => {
    const id = await sendNote(singapore, rotterdam, "hello");
    await deliver();
    partners.advance(1);
    const { digest, envelope_id } = await deliveryOf(singapore.gateway, id);
    const set = (to: string) =>
      singapore.gateway.database.updateTable("deliveries").set({ digest: to }).where("delivery_id", "=", id).execute();
    await set("00".repeat(32));
    expect((await compare()).disagreeing).to.deep.equal([envelope_id]);
    expect((await readPartner(singapore.gateway.database, 2)).alarm).to.include("DISE");
    await set(digest);
    await compare();
    expect((await readPartner(singapore.gateway.database, 2)).alarm).to.equal(null);
  });

  it("believes no page that the partner did not sign for this question: nothing is changed", async () => {
    const id = await sendNote(singapore, rotterdam, "hello");
    await deliver();
    partners.advance(10);
    const empty = { issuer: 2, audience: 1, issuedAt: START_S, sinceSeconds: 0, after: 0, next: null, receipts: [] };
    const forgeries = [
      async () => Buffer.from("nothing"),
      async (real: () => Promise<Uint8Array>) => (await real()).slice(0, -4),
      async () => Buffer.from(signPage(empty, partners.of("stranger").gateway)),
      async () => Buffer.from(signPage({ ...empty, audience: 7 }, rotterdam.gateway)),
    ];
    for (const forge of forgeries) {
      singapore.instead = async (call, real) => ({
        ...{ status: 200, mediaType: "application/jose" },
        body: await forge(async () => (await real(...call)).body),
      });
      expect(await codeOfRejection(compare())).to.equal("PEER_ANSWER_FALSE");
    }
    let old: Uint8Array | undefined;
    singapore.instead = async (call, real) => {
      const answer = await real(...call);
      old ??= answer.body;
      return { ...answer, body: old };
    };
    await compare(100 * 86_400);
    expect(await codeOfRejection(compare(200 * 86_400))).to.equal("PEER_ANSWER_FALSE");
    expect(await stateOf(id)).to.equal("acknowledged");
  });

  it("is due every six hours for partners that answer, and not for those that are away", async () => {
    expect(await dueToReconcile(singapore.gateway)).to.deep.equal([]);
    await sendNote(singapore, rotterdam, "hello");
    await deliver();
    expect(await dueToReconcile(singapore.gateway)).to.deep.equal([2]);
    await reconcileWith(singapore.gateway, 2);
    expect(await dueToReconcile(singapore.gateway)).to.deep.equal([]);
    partners.advance(6 * 3_600);
    expect(await dueToReconcile(singapore.gateway)).to.deep.equal([2]);
    rotterdam.isAway = true;
    await reconcileWith(singapore.gateway, 2);
    expect(await dueToReconcile(singapore.gateway)).to.deep.equal([]);
  });
});

describe("the rounds between gateways", () => {
  let partners: Partners;
  let notebook: Notebook;
  before(async () => {
    notebook = openNotebook();
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier"]);
  });
  after(async () => {
    notebook.remove();
    await partners.close();
  });

  it("go on for one partner while another does not answer at all, and end when they are told to", async () => {
    const [singapore, rotterdam, carrier] = [
      partners.of("singapore"),
      partners.of("rotterdam"),
      partners.of("carrier"),
    ];
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    singapore.instead = async (call, real) => {
      if (call[0] === rotterdam.url) await held;
      return real(...call);
    };
    await sendNote(singapore, rotterdam, "held up");
    const [deliveries] = peerRounds(singapore.gateway, { tickMs: 1 });
    for (let n = 0; n < 20; n++) {
      await sendNote(singapore, carrier, `note ${n}`);
      await deliveries?.round();
      while (notebook.of(carrier).length <= n) await new Promise((resolve) => setImmediate(resolve));
      while ((await waitingFor(singapore, 4)) > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(notebook.of(rotterdam)).to.deep.equal([]);
    release();
    await deliveries?.idle();
    expect(notebook.of(rotterdam)).to.deep.equal(["held up"]);
  });

  async function waitingFor({ gateway }: Partner, partner: number): Promise<number> {
    const rows = await gateway.database
      .selectFrom("deliveries")
      .select("delivery_id")
      .where("partner", "=", partner)
      .where("state", "=", "waiting")
      .execute();
    return rows.length;
  }
});
