import { nominalDigest, thumbprintOf } from "@sealane/sdk";
import { expect } from "chai";
import { sealNominal } from "../../../node-gateway/src/alerts/sealed-nominal.ts";
import { keysOf } from "../../../node-gateway/src/keys/keystore.ts";
import { makeSecrets } from "../../../node-gateway/src/keys/make-secrets.ts";
import { rewrapTick } from "../../../node-gateway/src/rotation/rewrap-tick.ts";
import { sealingKeyOf } from "../../../node-gateway/src/sharing/wrap-paper.ts";
import { reviseAlert, withdrawAlert } from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import { releaseNominal } from "../../../node-gateway/src/usecases/alerts/pass-on.ts";
import { openNominal } from "../../../node-gateway/src/usecases/alerts/read-alerts.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { alertBy, throwAlert, throwAt } from "./attacker.ts";
import { at, CONTAINER, draftOf, hold, matchesAt, officer, send, settle, to } from "./office.ts";

const party = (name: string) => ({ role: null, name, identifier: null, scheme: null, country: null });
const nominal = [{ pattern: 0, parties: [party("Acme Ltd")] }];

describe("who an alert means", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  let carrier: Partner;
  beforeEach(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier"]);
    [singapore, rotterdam, carrier] = partners.all as [Partner, Partner, Partner];
  });
  afterEach(() => partners.close());
  const open = ({ gateway }: Partner, alertId: string) =>
    openNominal(gateway, { alertId, actor: "officer", isCleared: true });
  const release = (alertId: string, memberId: number) =>
    releaseNominal(singapore.gateway, { alertId, memberId, reason: "It has the consignment.", ...officer() });

  it("is withheld while the rest is shared, and told to members one by one", async () => {
    const { alertId } = await send(singapore, { sharedWith: to(2, 4), nominal });
    await settle(partners);
    expect(await at(rotterdam, alertId)).to.include({ isNominal: true, isNominalHeld: false });
    await expectRejection(open(rotterdam, alertId), "ALERT_NOMINAL_NOT_HELD");
    await release(alertId, 2);
    await settle(partners);
    expect((await open(rotterdam, alertId)).subjects).to.deep.equal(nominal);
    await expectRejection(open(carrier, alertId), "ALERT_NOMINAL_NOT_HELD");
    const audit = await rotterdam.gateway.database.selectFrom("audit").select("action").execute();
    expect(audit.map(({ action }) => action)).to.include("openAlertNominal");
  });

  it("is told of later versions too, and forgotten by everybody once the alert is withdrawn", async () => {
    const { alertId } = await send(singapore, { sharedWith: to(2), nominal });
    await settle(partners);
    await release(alertId, 2);
    await settle(partners);
    const other = [{ pattern: null, parties: [party("Other Ltd")] }];
    const draft = draftOf({ sharedWith: to(2), nominal: other });
    await reviseAlert(singapore.gateway, { alertId, draft, audience: [2], ...officer() });
    await settle(partners);
    expect(await open(rotterdam, alertId)).to.deep.equal({ alertId, version: 2, subjects: other });
    await withdrawAlert(singapore.gateway, { alertId, reason: "A mistake.", ...officer() });
    await settle(partners);
    for (const { gateway } of partners.all)
      expect(await gateway.database.selectFrom("alert_nominals").selectAll().execute()).to.deep.equal([]);
  });

  it("is forgotten by those it was told to once the alert is over", async () => {
    const { alertId } = await send(singapore, { sharedWith: to(2), nominal });
    await settle(partners);
    await release(alertId, 2);
    await settle(partners);
    const rows = ({ gateway }: Partner) => gateway.database.selectFrom("alert_nominals").selectAll().execute();
    expect(await rows(rotterdam)).to.have.length(1);
    partners.advance(31 * 86_400);
    await settle(partners);
    expect([(await rows(rotterdam)).length, (await rows(singapore)).length]).to.deep.equal([0, 1]);
  });

  it("narrows what is met once it is known", async () => {
    const facts = (name: string) => ({ containers: [CONTAINER], parties: [{ role: "importer", name }] });
    await hold(rotterdam, facts("ACME, Ltd."), { number: "D-1" });
    const { alertId } = await send(singapore, { sharedWith: to(2), nominal });
    await settle(partners);
    expect((await matchesAt(rotterdam)).map((row) => [row.is_withheld, row.weight])).to.deep.equal([[1, 4_000]]);
    await release(alertId, 2);
    await settle(partners);
    await hold(rotterdam, facts("Somebody Else"), { number: "D-2" });
    const meant = await hold(rotterdam, facts("Acme Ltd"), { number: "D-3" });
    await settle(partners);
    const met = await matchesAt(rotterdam);
    expect(met.slice(1).map((row) => [row.document_id, row.is_nominal, row.weight])).to.deep.equal([[meant, 1, 8_000]]);
  });

  it("is not released of an alert that names nobody, is another's, or did not go to the member", async () => {
    const [named, unnamed] = [await send(singapore, { sharedWith: to(2), nominal }), await send(singapore)];
    await settle(partners);
    await expectRejection(release(named.alertId, 4), "ALERT_RECIPIENT_UNKNOWN");
    await expectRejection(release(unnamed.alertId, 2), "ALERT_NOMINAL_NOT_HELD");
    const input = { alertId: named.alertId, memberId: 4, reason: "No.", ...officer() };
    await expectRejection(releaseNominal(rotterdam.gateway, input), "ALERT_NOT_OURS");
  });

  it("is wrapped anew for a newer sealing key, so that nothing needs the older one", async () => {
    const { alertId } = await send(singapore, { sharedWith: to(2), nominal });
    await settle(partners);
    await release(alertId, 2);
    await settle(partners);
    const { gateway } = rotterdam;
    const { sealing } = gateway.keys;
    const fresh = keysOf(makeSecrets({})).sealing;
    const rings = { ...gateway.keys.rings, sealing: { kid: thumbprintOf(fresh) } };
    const newer = { ...gateway.keys, sealing: fresh, rings };
    await rewrapTick({ ...gateway, keys: { ...newer, olderSealing: [sealing] } } as never);
    const alone = { ...gateway, keys: { ...newer, olderSealing: [] } } as never;
    expect((await open({ ...rotterdam, gateway: alone }, alertId)).subjects).to.deep.equal(nominal);
  });

  it("is refused when it is not what the alert names, or of another's alert", async () => {
    const given = { salt: "ab".repeat(32), subjects: nominal };
    const made = alertBy(singapore, { nominalDigest: nominalDigest(given), patterns: [{ containers: [CONTAINER] }] });
    await throwAlert(singapore, rotterdam, made);
    const key = await sealingKeyOf(singapore.gateway, 2);
    const thrown = async (from: Partner, salt: string) => {
      const sealed = await sealNominal(
        from.gateway,
        { alertId: made.alertId, nominal: { ...given, salt } },
        key as never,
      );
      const content = { alertId: made.alertId, version: 1, ...sealed };
      return (await throwAt(from, rotterdam, { type: "alert-nominal", lane: made.alertId, content })).code;
    };
    expect(await thrown(singapore, "cd".repeat(32))).to.equal("INCD");
    expect(await thrown(carrier, given.salt)).to.equal("INCD");
    expect(await thrown(singapore, given.salt)).to.equal("RECE");
  });
});
