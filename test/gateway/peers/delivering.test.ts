import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readReceipt } from "@sealane/sdk";
import { expect } from "chai";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { createHttpPeers } from "../../../node-gateway/src/peers/wire/http-peers.ts";
import { readPartner } from "../../../node-gateway/src/peers/wire/partner.ts";
import { openPartners, type Partner, type Partners, unavailable } from "../../support/gateway/partners.ts";
import { seededBytes } from "../../support/seeded.ts";
import { deliveryOf, type Notebook, openNotebook, sendNote } from "./notes.ts";

const slowly = createHttpPeers({ allowLoopback: true, timeoutMs: 500 }).call;

for (const way of ["http", "memory"] as const) {
  describe(`deliveries by ${way}`, () => {
    let partners: Partners;
    let notebook: Notebook;
    let singapore: Partner;
    let rotterdam: Partner;
    let carrier: Partner;
    beforeEach(async () => {
      notebook = openNotebook();
      partners = await openPartners(way, ["singapore", "rotterdam", "carrier"]);
      singapore = partners.of("singapore");
      rotterdam = partners.of("rotterdam");
      carrier = partners.of("carrier");
    });
    afterEach(async () => {
      notebook.remove();
      await partners.close();
    });

    const deliver = () => deliverTick(singapore.gateway);
    const stateOf = async (id: number) => (await deliveryOf(singapore.gateway, id)).state;
    async function deliverFor(seconds: number, step = 60): Promise<void> {
      for (let passed = 0; passed < seconds; passed += step) {
        partners.advance(step);
        await deliver();
      }
    }

    it("arrive, and are acknowledged by a receipt that their receiver signed for them", async () => {
      const id = await sendNote(singapore, rotterdam, "hello");
      await deliver();
      const { state, receipt, digest, envelope_id } = await deliveryOf(singapore.gateway, id);
      expect(state).to.equal("acknowledged");
      expect(readReceipt(receipt ?? "").claims).to.include({
        ...{ code: "RECE", issuer: 2, audience: 1, envelopeId: envelope_id, envelopeDigest: digest },
      });
      expect(notebook.of(rotterdam)).to.deep.equal(["hello"]);
    });

    it("of one consignment arrive in the order they were queued, also while every third call fails", async () => {
      let calls = 0;
      singapore.instead = (call, real) => (calls++ % 3 === 2 ? Promise.reject(unavailable()) : real(...call));
      const texts = Array.from({ length: 20 }, (_, n) => `paper ${n}`);
      for (const text of texts) await sendNote(singapore, rotterdam, text);
      await deliverFor(3_600);
      expect(notebook.of(rotterdam)).to.deep.equal(texts);
    });

    it("of other consignments go on while one is refused, and its own lane goes on after it", async () => {
      const poison = await sendNote(singapore, rotterdam, "refuse", { consignment: "A" });
      await sendNote(singapore, rotterdam, "after it", { consignment: "A" });
      await sendNote(singapore, rotterdam, "beside it", { consignment: "B" });
      await deliver();
      expect(await deliveryOf(singapore.gateway, poison)).to.include({ state: "dead", reason: "INCD", attempts: 1 });
      expect(notebook.of(rotterdam)).to.have.members(["after it", "beside it"]);
      const [event] = await singapore.gateway.database.selectFrom("events").selectAll().execute();
      expect(event).to.include({ type: "sealane.delivery.dead" });
    });

    it("to a partner that is down for six hours wait, and arrive within two minutes of its return", async () => {
      rotterdam.isAway = true;
      const ids = [];
      for (const text of ["1", "2", "3"]) ids.push(await sendNote(singapore, rotterdam, text, { consignment: text }));
      await deliverFor(6 * 3_600);
      expect(await readPartner(singapore.gateway.database, 2)).to.include({ last_error: "PEER_UNAVAILABLE" });
      expect(notebook.of(rotterdam)).to.deep.equal([]);
      const other = await sendNote(singapore, carrier, "unaffected");
      await deliver();
      expect(await stateOf(other)).to.equal("acknowledged");
      rotterdam.isAway = false;
      await deliverFor(120, 10);
      expect(await Promise.all(ids.map(stateOf))).to.deep.equal(["acknowledged", "acknowledged", "acknowledged"]);
      expect(notebook.of(rotterdam).toSorted()).to.deep.equal(["1", "2", "3"]);
      expect((await readPartner(singapore.gateway.database, 2)).failures).to.equal(0);
    });

    it("have one effect each while a fifth of the acknowledgements is lost and every call comes twice", async () => {
      let calls = 0;
      singapore.instead = async (call, real) => {
        const answer = await real(...call);
        await real(...call).catch(() => undefined);
        if (calls++ % 5 === 0) throw unavailable();
        return answer;
      };
      const texts = Array.from({ length: 25 }, (_, n) => `paper ${n}`);
      for (const [n, text] of texts.entries()) await sendNote(singapore, rotterdam, text, { consignment: `c${n % 5}` });
      await deliverFor(7_200);
      expect(notebook.of(rotterdam).toSorted()).to.deep.equal(texts.toSorted());
      const waiting = await singapore.gateway.database
        .selectFrom("deliveries")
        .select("state")
        .where("state", "!=", "acknowledged")
        .execute();
      expect(waiting).to.deep.equal([]);
    });

    it("to a partner that answers one byte a second wait, and those to others go on meanwhile", async () => {
      const slow = createServer((_request, response) => {
        response.writeHead(200, { "content-type": "application/jose", "content-length": "1000" });
        const drip = setInterval(() => response.write("e"), 1_000);
        response.on("close", () => clearInterval(drip));
      }).listen(0, "127.0.0.1");
      await once(slow, "listening");
      const gatewayUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
      singapore.instead = (call, real) => (call[0] === gatewayUrl ? slowly(...call) : real(...call));
      await singapore.index(2, "GatewayUrlChanged", { gatewayUrl });
      const [held, other] = [await sendNote(singapore, rotterdam, "slow"), await sendNote(singapore, carrier, "fast")];
      const done = deliver();
      while ((await stateOf(other)) !== "acknowledged") await new Promise((resolve) => setImmediate(resolve));
      expect(await deliveryOf(singapore.gateway, held)).to.include({ state: "waiting", attempts: 0 });
      await done;
      expect(await deliveryOf(singapore.gateway, held)).to.include({ state: "waiting", reason: "PEER_UNAVAILABLE" });
      slow.close().closeAllConnections();
    });

    it("over after their time die with EXPIRED, and nothing is sent", async () => {
      rotterdam.isAway = true;
      const id = await sendNote(singapore, rotterdam, "late", { lifeSeconds: 600 });
      await deliverFor(600);
      rotterdam.isAway = false;
      await deliverFor(600);
      expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "dead", reason: "EXPIRED" });
      expect(notebook.of(rotterdam)).to.deep.equal([]);
    });

    for (const minutes of [10, -10]) {
      it(`wait while the receiver's clock is ${minutes} minutes off, naming the clock, and arrive when it is set`, async () => {
        rotterdam.clock.advance(minutes * 60);
        const id = await sendNote(singapore, rotterdam, "in time");
        await deliver();
        expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "waiting", reason: "PEER_CLOCK_DIFFERS" });
        rotterdam.clock.advance(-minutes * 60);
        await deliverFor(180);
        expect(await stateOf(id)).to.equal("acknowledged");
      });
    }

    it("signed while the sender's clock was 10 minutes ahead arrive when it is set", async () => {
      singapore.clock.advance(600);
      const id = await sendNote(singapore, rotterdam, "from the future");
      await deliver();
      singapore.clock.advance(-600);
      await deliverFor(1_200);
      expect(await stateOf(id)).to.equal("acknowledged");
    });

    it("bring their attachments, whole and in parts", async () => {
      const blobs = [seededBytes("small")(1_000), seededBytes("large")(9_000_000), new Uint8Array()];
      const id = await sendNote(singapore, rotterdam, "with papers", { blobs });
      await deliver();
      expect(await stateOf(id)).to.equal("acknowledged");
      for (const bytes of blobs) {
        const cid = await singapore.gateway.blobs.put(bytes);
        expect(Buffer.from(await rotterdam.gateway.blobs.get(cid)).equals(bytes)).to.equal(true);
      }
    });
  });
}
