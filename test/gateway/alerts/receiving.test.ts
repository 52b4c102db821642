import { bytesOfBase64url, hexOf, signAlert, signJws } from "@sealane/sdk";
import { expect } from "chai";
import { ALERTS_PER_MINUTE } from "../../../node-gateway/src/alerts/limit-alerts.ts";
import { alertsOn } from "../../../node-gateway/src/selectivity/sources/alerts-on.ts";
import { forwardAlert } from "../../../node-gateway/src/usecases/alerts/pass-on.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { alertBy, post, throwAlert, throwAt } from "./attacker.ts";
import { agree, alertsAt, at, CONTAINER, EVERYONE, officer, send, settle, speak, to } from "./office.ts";

describe("receiving an alert", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  let carrier: Partner;
  beforeEach(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier"]);
    [singapore, rotterdam, carrier] = partners.all as [Partner, Partner, Partner];
  });
  afterEach(() => partners.close());
  const signals = (facts = { containers: [CONTAINER] }) => alertsOn(rotterdam.gateway, { facts });
  const onContainer = { patterns: [{ containers: [CONTAINER] }] };

  it("takes what is its sender's and meant for this member, and a replay changes nothing", async () => {
    const made = alertBy(singapore, onContainer);
    const { envelope, code } = await throwAlert(singapore, rotterdam, made);
    expect(code).to.equal("RECE");
    expect((await post(singapore, rotterdam, envelope)).code).to.equal("DUPE");
    expect((await throwAlert(singapore, rotterdam, made)).code).to.equal("RECE");
    expect(await alertsAt(rotterdam)).to.have.length(1);
    expect(await signals()).to.have.length(1);
  });

  it("refuses whatever is not, and nothing of it meets a document", async () => {
    const good = alertBy(singapore, onContainer);
    const forged = { ...good, jws: signAlert(good.alert, carrier.gateway.keys.statement) };
    const flipped = { ...good, jws: `${good.jws.slice(0, -2)}${good.jws.endsWith("A") ? "BA" : "AA"}` };
    const rows: Record<string, { jws: string; alertId: string }> = {
      "signed by another": forged,
      "with another signature": flipped,
      "of another issuer, not to be handed on": alertBy(carrier, { ...onContainer, forwarding: "never" }),
      "in another's name": alertBy(singapore, { ...onContainer, issuer: 2 }),
      "under another's id": { ...good, alertId: alertBy(carrier).alertId },
      "addressed to others": alertBy(singapore, { ...onContainer, sharedWith: to(4) }),
      "under an agreement that nobody knows": alertBy(singapore, {
        ...onContainer,
        sharedWith: { agreementId: "ee".repeat(32) },
      }),
      "that is over": alertBy(singapore, { ...onContainer, issuedAt: 1, validFrom: 1, validUntil: 2 }),
      "from the future": alertBy(singapore, {
        ...onContainer,
        issuedAt: singapore.clock.now() + 7_200,
        validFrom: singapore.clock.now(),
      }),
    };
    for (const [name, made] of Object.entries(rows))
      expect((await throwAlert(singapore, rotterdam, made)).code, name).to.equal("INCD");
    const red = { ...good.alert, tlp: "red", sharedWith: EVERYONE };
    const jws = signJws("sealane-alert+jwt", red as never, singapore.gateway.keys.statement);
    expect((await throwAlert(singapore, rotterdam, { jws, alertId: good.alertId })).code).to.equal("INCD");
    expect(await alertsAt(rotterdam)).to.deep.equal([]);
    expect(await signals()).to.deep.equal([]);
  });

  it("refuses a version that says something else, or changes whom it is for, and keeps the newest", async () => {
    const first = alertBy(singapore, { ...onContainer, sharedWith: to(2) });
    const { salt } = first.alert;
    const again = (change: object) => alertBy(singapore, { ...first.alert, salt, ...change });
    await throwAlert(singapore, rotterdam, first);
    expect((await throwAlert(singapore, rotterdam, again({ modus: "Something else." }))).code).to.equal("INCD");
    const wider = again({ version: 2, sharedWith: to(2, 4), tlp: "clear" });
    expect((await throwAlert(singapore, rotterdam, wider)).code).to.equal("INCD");
    expect((await throwAlert(singapore, rotterdam, again({ version: 3 }))).code).to.equal("RECE");
    expect((await throwAlert(singapore, rotterdam, again({ version: 2 }))).code).to.equal("RECE");
    expect((await at(rotterdam, first.alertId))?.version).to.equal(3);
  });

  it("meets nothing by an alert that is withdrawn, also when an older version comes again", async () => {
    const first = alertBy(singapore, onContainer);
    await throwAlert(singapore, rotterdam, first);
    expect(await signals()).to.have.length(1);
    const gone = alertBy(singapore, { ...first.alert, version: 2, patterns: [], withdrawal: "A mistake." });
    await throwAlert(singapore, rotterdam, gone);
    expect(await signals()).to.deep.equal([]);
    await throwAlert(singapore, rotterdam, first);
    expect(await signals()).to.deep.equal([]);
  });

  it("meets nothing by an alert that is over, has not begun, or whose agreement sleeps", async () => {
    const agreementId = await agree(partners, { parties: [1, 2] });
    const now = rotterdam.clock.now();
    await throwAlert(singapore, rotterdam, alertBy(singapore, { ...onContainer, validUntil: now + 100 }));
    await throwAlert(singapore, rotterdam, alertBy(singapore, { ...onContainer, validFrom: now + 200 }));
    await throwAlert(singapore, rotterdam, alertBy(singapore, { ...onContainer, sharedWith: { agreementId } }));
    const count = async () => (await signals()).length;
    expect(await count()).to.equal(2);
    partners.advance(100);
    expect(await count()).to.equal(1);
    partners.advance(100);
    expect(await count()).to.equal(2);
    await speak(partners, { agreementId, member: 2, name: "AgreementSuspended" });
    expect(await count()).to.equal(1);
    await speak(partners, { agreementId, member: 2, name: "AgreementResumed" });
    expect(await count()).to.equal(2);
  });

  it("meets nothing by an alert of a member that is suspended by now, or whose key is stolen", async () => {
    await throwAlert(singapore, rotterdam, alertBy(singapore, onContainer));
    await throwAlert(carrier, rotterdam, alertBy(carrier, onContainer));
    expect(await signals()).to.have.length(2);
    await rotterdam.index(4, "MemberSuspended", {});
    expect(await signals()).to.have.length(1);
    const thumbprint = hexOf(bytesOfBase64url(singapore.gateway.keys.statement.kid));
    await rotterdam.index(1, "KeyCompromised", { thumbprint, compromisedSinceSeconds: 1 });
    expect(await signals()).to.deep.equal([]);
  });

  it("hands on what its issuer lets it, with its withdrawal, and refuses all other", async () => {
    const free = await send(singapore, { sharedWith: to(2), forwarding: "tlp" });
    const bound = await send(singapore, { sharedWith: to(2) });
    const amber = await send(singapore, { sharedWith: to(2), tlp: "amber" });
    await settle(partners);
    const { gateway } = rotterdam;
    for (const { alertId } of [bound, amber])
      await expectRejection(forwardAlert(gateway, { alertId, memberId: 4, ...officer() }), "ALERT_NOT_FORWARDABLE");
    await expectRejection(
      forwardAlert(gateway, { alertId: free.alertId, memberId: 1, ...officer() }),
      "ALERT_NOT_FORWARDABLE",
    );
    await expectRejection(
      forwardAlert(gateway, { alertId: free.alertId, memberId: 99, ...officer() }),
      "ALERT_NOT_FORWARDABLE",
    );
    await forwardAlert(gateway, { alertId: free.alertId, memberId: 4, ...officer() });
    await settle(partners);
    expect(await at(carrier, free.alertId)).to.include({ issuer: 1, fromMember: 2, standing: "active" });
    expect(await at(carrier, bound.alertId)).to.equal(undefined);
    const { withdrawAlert } = await import("../../../node-gateway/src/usecases/alerts/compose-alert.ts");
    await withdrawAlert(singapore.gateway, { alertId: free.alertId, reason: "A mistake.", ...officer() });
    await settle(partners);
    expect((await at(carrier, free.alertId))?.standing).to.equal("withdrawn");
  });

  it("refuses what another hands on against the issuer's rule", async () => {
    const kept = alertBy(singapore, { ...onContainer, sharedWith: to(2) });
    await throwAlert(singapore, rotterdam, kept);
    expect((await throwAlert(rotterdam, carrier, kept)).code).to.equal("INCD");
    expect(await alertsAt(carrier)).to.deep.equal([]);
  });

  it("answers one member that sends too many with 429 and goes on with the others", async () => {
    const { gateway } = singapore;
    const junk = { lane: "aa".repeat(32), content: { alert: "none" } };
    const codes = new Map<string, number>();
    for (let sent = 0; sent < ALERTS_PER_MINUTE + 50; sent++) {
      gateway.clock();
      const { code } = await throwAt(singapore, rotterdam, junk).catch((error: { code: string }) => ({
        code: error.code,
      }));
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (code === "ALERTS_TOO_MANY") break;
    }
    expect(codes.get("INCD")).to.equal(ALERTS_PER_MINUTE);
    expect(codes.get("ALERTS_TOO_MANY")).to.equal(1);
    expect((await throwAlert(carrier, rotterdam, alertBy(carrier, onContainer))).code).to.equal("RECE");
    partners.advance(60);
    expect((await throwAlert(singapore, rotterdam, alertBy(singapore, onContainer))).code).to.equal("RECE");
  }).timeout(120_000);
});
