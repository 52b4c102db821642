import { expect } from "chai";
import { ALERTS_PER_MINUTE, MAX_ALERTS_HELD, takeAlertShare } from "../../../node-gateway/src/alerts/limit-alerts.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { makeTransportToken } from "../../../node-gateway/src/peers/wire/transport-token.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";
import { alertBy, envelopeOf, throwAlert } from "./attacker.ts";
import { alertsAt, send, settle, to } from "./office.ts";

describe("a member's share of alerts", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  beforeEach(async () => {
    partners = await openPartners("http", ["singapore", "rotterdam"]);
    [singapore, rotterdam] = partners.all as [Partner, Partner];
  });
  afterEach(() => partners.close());
  const exhaust = (): void => {
    for (let taken = 0; taken < ALERTS_PER_MINUTE; taken++) takeAlertShare(rotterdam.gateway, 1);
  };

  it("is filled evenly, never above a minute's, and is each member's own", () => {
    exhaust();
    expectRefusal(() => takeAlertShare(rotterdam.gateway, 1), "ALERTS_TOO_MANY");
    expect(codeOf(() => takeAlertShare(rotterdam.gateway, 2))).to.equal("nothing thrown");
    partners.advance(1);
    const perSecond = ALERTS_PER_MINUTE / 60;
    for (let taken = 0; taken < perSecond; taken++) takeAlertShare(rotterdam.gateway, 1);
    expectRefusal(() => takeAlertShare(rotterdam.gateway, 1), "ALERTS_TOO_MANY");
    partners.advance(86_400);
    exhaust();
    expectRefusal(() => takeAlertShare(rotterdam.gateway, 1), "ALERTS_TOO_MANY");
  });

  it("is answered with 429 and Retry-After when it is used up, and with a receipt after that", async () => {
    exhaust();
    const { alertId, jws } = alertBy(singapore);
    const envelope = envelopeOf(singapore, rotterdam, { lane: alertId, content: { alert: jws } });
    const post = () => {
      const call = { method: "POST", path: "/peer/v1/envelopes", body: new TextEncoder().encode(envelope) } as const;
      const token = makeTransportToken(singapore.gateway, 2, call);
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/jose" };
      return fetch(rotterdam.url + call.path, { method: "POST", headers, body: envelope });
    };
    const refused = await post();
    expect(refused.status).to.equal(429);
    expect(await refused.json()).to.include({ code: "ALERTS_TOO_MANY" });
    expect(Number(refused.headers.get("retry-after"))).to.be.within(1, 60);
    partners.advance(1);
    expect((await post()).status).to.equal(200);
  });

  it("ends where very many of its alerts are here, until some are taken back", async () => {
    const first = alertBy(singapore);
    const throwIt = async (made: { alertId: string; jws: string }) =>
      (await throwAlert(singapore, rotterdam, made)).code;
    expect(await throwIt(first)).to.equal("RECE");
    const { database } = rotterdam.gateway;
    const row = await database.selectFrom("alerts").selectAll().executeTakeFirstOrThrow();
    for (let from = 1; from < MAX_ALERTS_HELD; from += 1_000) {
      const more = Array.from({ length: Math.min(1_000, MAX_ALERTS_HELD - from) }, (_, at) => from + at);
      const rows = more.map((sequence) => ({ ...row, alert_id: `other ${sequence}`, sequence: sequence + 1 }));
      await database.insertInto("alerts").values(rows).execute();
    }
    expect(await throwIt(alertBy(singapore))).to.equal("ALERTS_TOO_MANY");
    expect(await throwIt(alertBy(singapore, { ...first.alert, version: 2 }))).to.equal("RECE");
    const gone = { ...first.alert, version: 3, patterns: [], withdrawal: "A mistake." };
    expect(await throwIt(alertBy(singapore, gone))).to.equal("RECE");
    expect(await throwIt(alertBy(singapore))).to.equal("RECE");
  });

  it("holds up alerts and nothing else, and lets none get lost", async () => {
    exhaust();
    await send(singapore, { sharedWith: to(2) });
    await settle(partners);
    expect(await alertsAt(rotterdam)).to.deep.equal([]);
    const partner = await singapore.gateway.database.selectFrom("partners").selectAll().executeTakeFirst();
    expect(partner?.failures ?? 0).to.equal(0);
    partners.advance(3_600);
    await deliverTick(singapore.gateway);
    expect(await alertsAt(rotterdam)).to.have.length(1);
  });
});
