import { expect } from "chai";
import { listDeliveries } from "../../../node-gateway/src/peers/officers/list-deliveries.ts";
import { listPartners } from "../../../node-gateway/src/peers/officers/list-partners.ts";
import { cancelDelivery, retryDelivery } from "../../../node-gateway/src/peers/officers/mend-delivery.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { partnersHealth } from "../../../node-gateway/src/peers/wire/partners-health.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { laneOf, type Notebook, openNotebook, sendNote } from "./notes.ts";

describe("an officer", () => {
  let partners: Partners;
  let notebook: Notebook;
  let singapore: Partner;
  let rotterdam: Partner;
  let carrier: Partner;
  let key = 0;
  beforeEach(async () => {
    notebook = openNotebook();
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier"]);
    singapore = partners.of("singapore");
    rotterdam = partners.of("rotterdam");
    carrier = partners.of("carrier");
  });
  afterEach(async () => {
    notebook.remove();
    await partners.close();
  });

  const writing = (deliveryId: number) => ({ deliveryId, actor: "officer", idempotencyKey: `key-${key++}` });
  const list = async (input = {}) =>
    (await listDeliveries(singapore.gateway, input)).items.map(({ deliveryId }) => deliveryId);

  it("sees deliveries page by page, each once, and by partner, state, lane and type", async () => {
    const a = await sendNote(singapore, rotterdam, "a");
    const b = await sendNote(singapore, carrier, "b", { consignment: "B" });
    const c = await sendNote(singapore, rotterdam, "refuse", { consignment: "C" });
    await deliverTick(singapore.gateway);
    expect(await list()).to.deep.equal([a, b, c]);
    expect(await list({ partner: 2 })).to.deep.equal([a, c]);
    expect(await list({ state: "dead" })).to.deep.equal([c]);
    expect(await list({ lane: laneOf("B") })).to.deep.equal([b]);
    expect(await list({ type: "paper" })).to.deep.equal([]);
    const first = await listDeliveries(singapore.gateway, { limit: 2 });
    expect(await list({ after: first.next })).to.deep.equal([c]);
  });

  it("sends a refused delivery again: signed anew, and taken once the cause is mended", async () => {
    const id = await sendNote(singapore, rotterdam, "refuse");
    await deliverTick(singapore.gateway);
    await expectRejection(cancelDelivery(singapore.gateway, { ...writing(99) }), "DELIVERY_NOT_FOUND");
    partners.advance(30 * 86_400);
    const retried = await retryDelivery(singapore.gateway, writing(id));
    expect(retried).to.include({ state: "waiting", reason: null, attempts: 0 });
    notebook.remove();
    notebook = openNotebook({ refusesNothing: true });
    await deliverTick(singapore.gateway);
    expect(await list({ state: "acknowledged" })).to.deep.equal([id]);
    expect(notebook.of(rotterdam)).to.deep.equal(["refuse"]);
    await expectRejection(retryDelivery(singapore.gateway, writing(id)), "DELIVERY_NOT_DEAD");
    await expectRejection(cancelDelivery(singapore.gateway, writing(id)), "DELIVERY_NOT_OPEN");
  });

  it("gives up what waits: it is not sent, and its lane goes on; asked again, it changes nothing", async () => {
    rotterdam.isAway = true;
    const id = await sendNote(singapore, rotterdam, "not wanted");
    await sendNote(singapore, rotterdam, "wanted");
    await deliverTick(singapore.gateway);
    const asked = writing(id);
    await cancelDelivery(singapore.gateway, asked);
    expect(await cancelDelivery(singapore.gateway, asked)).to.include({ state: "cancelled" });
    rotterdam.isAway = false;
    partners.advance(60);
    await deliverTick(singapore.gateway);
    expect(notebook.of(rotterdam)).to.deep.equal(["wanted"]);
    const audit = await singapore.gateway.database.selectFrom("audit").select(["action", "subject"]).execute();
    expect(audit).to.deep.equal([{ action: "cancelDelivery", subject: `delivery ${id}` }]);
  });

  it("gives up what is on its way at that moment, and sees that it arrived all the same", async () => {
    const id = await sendNote(singapore, rotterdam, "too late");
    singapore.instead = async (call, real) => {
      const answer = await real(...call);
      await cancelDelivery(singapore.gateway, writing(id));
      return answer;
    };
    await deliverTick(singapore.gateway);
    expect(await list({ state: "acknowledged" })).to.deep.equal([id]);
  });

  it("sees which partner is away, since when and why; the gateway stays ready for the others", async () => {
    rotterdam.isAway = true;
    for (const consignment of ["A", "B", "C", "D", "E"]) {
      await sendNote(singapore, rotterdam, "hello", { consignment });
    }
    await sendNote(singapore, carrier, "hello");
    await deliverTick(singapore.gateway);
    partners.advance(3);
    const [two, four] = await listPartners(singapore.gateway);
    expect(two).to.include({
      memberId: 2,
      failures: 5,
      lastError: "PEER_UNAVAILABLE",
      waiting: 5,
      oldestWaitingSeconds: 3,
    });
    expect(["open", "halfOpen"]).to.include(two?.breaker);
    expect(four).to.include({ memberId: 4, breaker: "closed", failures: 0, waiting: 0, lastError: null });
    const { isReady, message, figures } = await partnersHealth(singapore.gateway);
    expect({ isReady, message }).to.deep.equal({
      isReady: true,
      message: "These partners need a look: member 2 (PEER_UNAVAILABLE).",
    });
    expect(figures).to.deep.equal({ away: 1, waiting: 5, oldestWaitingSeconds: 3, dead: 0 });
  });
});
