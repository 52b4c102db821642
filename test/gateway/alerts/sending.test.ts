import { expect } from "chai";
import { alertTick } from "../../../node-gateway/src/alerts/alert-rounds.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import {
  previewAlert,
  reviseAlert,
  sendAlert,
  withdrawAlert,
} from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { agree, alertsAt, at, deliveriesOf, draftOf, EVERYONE, officer, send, settle, speak, to } from "./office.ts";

describe("sending an alert", () => {
  let partners: Partners;
  let [singapore, rotterdam, carrier, stranger]: Partner[] = [];
  beforeEach(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier", "stranger"]);
    [singapore, rotterdam, carrier, stranger] = partners.all as [Partner, Partner, Partner, Partner];
  });
  afterEach(() => partners.close());
  const one = (partner: Partner | undefined): Partner => partner as Partner;

  it("goes to whom the preview shows and to nobody else, and each acknowledges it", async () => {
    const draft = draftOf({ tlp: "amber", sharedWith: to(2, 4) });
    const preview = await previewAlert(one(singapore).gateway, { draft });
    expect(preview.members).to.deep.equal([2, 4]);
    const { alertId } = await sendAlert(one(singapore).gateway, { draft, audience: [4, 2], ...officer() });
    await settle(partners);
    expect((await at(one(rotterdam), alertId))?.alert).to.include({ category: "valuation", issuer: 1 });
    expect((await at(one(carrier), alertId))?.standing).to.equal("active");
    expect(await at(one(stranger), alertId)).to.equal(undefined);
    const recipients = (await at(one(singapore), alertId))?.recipients.map(({ memberId, state }) => [memberId, state]);
    expect(recipients).to.deep.equal([
      [2, "acknowledged"],
      [4, "acknowledged"],
    ]);
  });

  it("is refused when it would go to others than the officer saw, or to nobody", async () => {
    const { gateway } = one(singapore);
    const draft = draftOf();
    await expectRejection(sendAlert(gateway, { draft, audience: [2, 4], ...officer() }), "ALERT_AUDIENCE_CHANGED");
    await expectRejection(sendAlert(gateway, { draft, audience: [], ...officer() }), "ALERT_AUDIENCE_CHANGED");
    const alone = draftOf({ sharedWith: to(99) });
    expect((await previewAlert(gateway, { draft: alone })).left).to.have.length(1);
    await expectRejection(sendAlert(gateway, { draft: alone, audience: [], ...officer() }), "ALERT_WITHOUT_AUDIENCE");
    const unknown = draftOf({ sharedWith: { agreementId: "ee".repeat(32) } });
    await expectRejection(sendAlert(gateway, { draft: unknown, audience: [], ...officer() }), "ALERT_WITHOUT_AUDIENCE");
    const loud = draftOf({ tlp: "red", sharedWith: EVERYONE });
    await expectRejection(previewAlert(gateway, { draft: loud }), "MESSAGE_INVALID");
    expect(await alertsAt(one(singapore))).to.deep.equal([]);
  });

  it("is held to its agreement's categories, ceiling and standing", async () => {
    const { gateway } = one(singapore);
    const drugs = await agree(partners, { parties: [1, 2], alertCategories: 1 << 6, tlpCeiling: 1 });
    const previewOf = (change: object) =>
      previewAlert(gateway, { draft: draftOf({ category: "drugs", sharedWith: { agreementId: drugs }, ...change }) });
    expect((await previewOf({})).members).to.deep.equal([2]);
    expect((await previewOf({ category: "origin" })).refusal).to.contain("origin");
    expect((await previewOf({ tlp: "amber" })).refusal).to.contain("TLP:GREEN");
    await speak(partners, { agreementId: drugs, member: 2, name: "AgreementSuspended" });
    expect((await previewOf({})).refusal).to.contain("not in force");
  });

  it("reaches members that are admitted later, once each", async () => {
    await send(one(singapore), { sharedWith: to(2) });
    const { alertId } = await send(one(singapore));
    await settle(partners);
    const before = (await deliveriesOf(one(singapore), "alert")).length;
    for (const { gateway } of partners.all)
      await gateway.database
        .insertInto("member_events")
        .values({
          ...{ block_number: 3, log_index: 9, member_id: 6, name: "MemberAdmitted", time_seconds: 1 },
          args: JSON.stringify({ country: "4348", roles: 16 }),
        })
        .execute();
    await alertTick(one(singapore).gateway);
    await alertTick(one(singapore).gateway);
    const sent = (await deliveriesOf(one(singapore), "alert")).slice(before);
    expect(sent.map(({ partner, lane }) => [partner, lane])).to.deep.equal([[6, alertId]]);
  });

  it("waits while its agreement sleeps, is taken back on its way, and goes once that wakes", async () => {
    const agreementId = await agree(partners, { parties: [1, 2] });
    const { alertId } = await send(one(singapore), { sharedWith: { agreementId } });
    await alertTick(one(singapore).gateway);
    await speak(partners, { agreementId, member: 2, name: "AgreementSuspended" });
    await settle(partners);
    expect(await at(one(rotterdam), alertId)).to.equal(undefined);
    expect((await deliveriesOf(one(singapore), "alert")).map(({ state }) => state)).to.deep.equal(["cancelled"]);
    await speak(partners, { agreementId, member: 2, name: "AgreementResumed" });
    await settle(partners);
    expect((await at(one(rotterdam), alertId))?.standing).to.equal("active");
  });

  it("brings new versions and withdrawals to everybody who has it, also when its agreement is over by then", async () => {
    const agreementId = await agree(partners, { parties: [1, 2] });
    const { gateway } = one(singapore);
    const { alertId } = await send(one(singapore), { sharedWith: { agreementId } });
    await settle(partners);
    const draft = draftOf({ sharedWith: { agreementId }, modus: "The invoice is right, the weight is not." });
    await reviseAlert(gateway, { alertId, draft, audience: [2], ...officer() });
    await settle(partners);
    expect((await at(one(rotterdam), alertId))?.alert).to.include({ version: 2, modus: draft.modus });
    await speak(partners, { agreementId, member: 1, name: "AgreementTerminated" });
    await withdrawAlert(gateway, { alertId, reason: "It was a mistake.", ...officer() });
    await settle(partners);
    expect(await at(one(rotterdam), alertId)).to.include({ version: 3, standing: "withdrawn" });
    await expectRejection(withdrawAlert(gateway, { alertId, reason: "Again.", ...officer() }), "ALERT_OVER");
  });

  it("keeps its address and marking in every version", async () => {
    const { alertId } = await send(one(singapore), { sharedWith: to(2) });
    const input = { alertId, ...officer() };
    const wider = draftOf({ sharedWith: to(2, 4) });
    await expectRejection(
      reviseAlert(one(singapore).gateway, { ...input, draft: wider, audience: [2, 4] }),
      "ALERT_ADDRESS_CHANGED",
    );
    const milder = draftOf({ sharedWith: to(2), tlp: "clear" });
    await expectRejection(
      reviseAlert(one(singapore).gateway, { ...input, draft: milder, audience: [2] }),
      "ALERT_ADDRESS_CHANGED",
    );
  });

  it("is changed by its issuer alone", async () => {
    const { alertId } = await send(one(singapore));
    await settle(partners);
    const { gateway } = one(rotterdam);
    await expectRejection(withdrawAlert(gateway, { alertId, reason: "No.", ...officer() }), "ALERT_NOT_OURS");
    const input = { alertId, draft: draftOf(), audience: [], ...officer() };
    await expectRejection(reviseAlert(gateway, input), "ALERT_NOT_OURS");
  });

  it("raises an event once for each recipient that does not acknowledge it by its deadline", async () => {
    one(rotterdam).isAway = true;
    await send(one(singapore), { sharedWith: to(2, 4), acknowledgeBySeconds: one(singapore).clock.now() + 600 });
    await alertTick(one(singapore).gateway);
    await deliverTick(one(singapore).gateway);
    const told = async () =>
      (await one(singapore).gateway.database.selectFrom("events").selectAll().execute())
        .filter(({ type }) => type === "sealane.alert.unacknowledged")
        .map(({ data }) => JSON.parse(data).memberId);
    expect(await told()).to.deep.equal([]);
    partners.advance(600);
    await alertTick(one(singapore).gateway);
    await alertTick(one(singapore).gateway);
    expect(await told()).to.deep.equal([2]);
  });

  it("is sent once however often its round is cut off", async () => {
    const { alertId } = await send(one(singapore), { sharedWith: to(2, 4) });
    const { gateway } = one(singapore);
    for (let cut = 0; cut < 3; cut++) {
      let left = cut;
      const failing = {
        ...gateway,
        randomBytes: (count: number) => {
          if (left-- <= 0) throw new Error("cut off");
          return gateway.randomBytes(count);
        },
      };
      await alertTick(failing).catch(() => undefined);
    }
    await settle(partners);
    expect((await deliveriesOf(one(singapore), "alert")).map(({ partner }) => partner)).to.deep.equal([2, 4]);
    expect((await at(one(carrier), alertId))?.version).to.equal(1);
  });
});
