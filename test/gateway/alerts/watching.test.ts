import { type AlertFeedback, signFeedback } from "@sealane/sdk";
import { expect } from "chai";
import { watchTick } from "../../../node-gateway/src/alerts/alert-rounds.ts";
import { settleMatchesOn } from "../../../node-gateway/src/alerts/settle-matches.ts";
import { reviseAlert } from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import { listMatches, settleMatch } from "../../../node-gateway/src/usecases/alerts/matches.ts";
import { alertPartners } from "../../../node-gateway/src/usecases/alerts/partners.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { throwAt } from "./attacker.ts";
import { agree, at, CONTAINER, draftOf, hold, matchesAt, officer, send, settle, speak, to } from "./office.ts";

const DAY_S = 86_400;

describe("watching for alerts", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  beforeEach(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier"]);
    [singapore, rotterdam] = partners.all as [Partner, Partner];
  });
  afterEach(() => partners.close());
  const pairs = async () => (await matchesAt(rotterdam)).map(({ version, document_id }) => `${version} ${document_id}`);

  it("meets documents of the past and those that come, each version and document once", async () => {
    const before = await hold(rotterdam, { containers: [CONTAINER] }, { number: "D-1" });
    await hold(rotterdam, { containers: ["MSKU0000001"] }, { number: "D-2" });
    const { alertId } = await send(singapore, { sharedWith: to(2) });
    await settle(partners);
    expect(await pairs()).to.deep.equal([`1 ${before}`]);
    const after = await hold(rotterdam, { containers: [CONTAINER] }, { number: "D-3" });
    await settle(partners);
    expect(await pairs()).to.deep.equal([`1 ${before}`, `1 ${after}`]);
    const input = { alertId, draft: draftOf({ sharedWith: to(2), reason: "Once more." }), audience: [2] };
    await reviseAlert(singapore.gateway, { ...input, ...officer() });
    await settle(partners);
    await settle(partners);
    expect(await pairs()).to.deep.equal([`1 ${before}`, `1 ${after}`, `2 ${before}`, `2 ${after}`]);
  });

  it("leaves no pair out and takes none twice, wherever its rounds are cut off", async () => {
    for (let number = 0; number < 6; number++)
      await hold(rotterdam, { containers: [CONTAINER] }, { number: `D-${number}` });
    for (let number = 0; number < 3; number++) await send(singapore, { sharedWith: to(2) });
    await settle(partners, { watches: false });
    const { gateway } = rotterdam;
    for (let cut = 0; cut < 25; cut++) {
      let left = cut;
      const randomBytes = (count: number) => {
        if (left-- <= 0) throw new Error("cut off");
        return gateway.randomBytes(count);
      };
      if (cut === 10) await hold(rotterdam, { containers: [CONTAINER] }, { number: "late" });
      await watchTick({ ...gateway, randomBytes }).catch(() => undefined);
    }
    await watchTick(gateway);
    const met = await matchesAt(rotterdam);
    expect(met).to.have.length(7 * 3);
    expect(new Set(met.map((row) => `${row.alert_id} ${row.document_id}`)).size).to.equal(21);
    const told = gateway.database.selectFrom("deliveries").select("delivery_id").where("type", "=", "alert-feedback");
    expect(await told.execute()).to.have.length(21);
  });

  it("searches the past when an alert begins, and when its agreement wakes", async () => {
    const agreementId = await agree(partners, { parties: [1, 2] });
    await send(singapore, { sharedWith: { agreementId }, validFromSeconds: singapore.clock.now() + 1_000 });
    await settle(partners);
    await hold(rotterdam, { containers: [CONTAINER] }, { number: "D-1" });
    await settle(partners);
    expect(await pairs()).to.have.length(0);
    partners.advance(1_000);
    await speak(partners, { agreementId, member: 2, name: "AgreementSuspended" });
    await settle(partners);
    expect(await pairs()).to.have.length(0);
    await hold(rotterdam, { containers: [CONTAINER] }, { number: "D-2" });
    await settle(partners);
    await speak(partners, { agreementId, member: 2, name: "AgreementResumed" });
    await settle(partners);
    expect(await pairs()).to.have.length(2);
  });

  it("tells the issuer what came of it, and nothing of the document", async () => {
    const documentId = await hold(rotterdam, { containers: [CONTAINER] });
    const { alertId } = await send(singapore, { sharedWith: to(2) });
    await settle(partners);
    const [match] = (await listMatches(rotterdam.gateway, { isCleared: true })).items;
    const input = { matchNumber: match?.matchNumber ?? 0, result: "A tenth of the price." };
    await settleMatch(rotterdam.gateway, { ...input, state: "inspected", ...officer() });
    await settleMatch(rotterdam.gateway, { ...input, state: "confirmed", ...officer() });
    await expectRejection(
      settleMatch(rotterdam.gateway, { ...input, state: "falsePositive", ...officer() }),
      "MATCH_SETTLED",
    );
    await settle(partners);
    const answers = (await at(singapore, alertId))?.answers ?? [];
    expect(answers.map(({ state }) => state)).to.deep.equal(["matched", "inspected", "confirmed"]);
    expect(new Set(answers.map(({ matchId }) => matchId)).size).to.equal(1);
    const rows = await singapore.gateway.database.selectFrom("envelopes").select("envelope").execute();
    for (const { envelope } of rows) {
      const text = Buffer.from(envelope.split(".")[1] ?? "", "base64url").toString();
      const inner = /"feedback":"[\w-]+\.([\w-]+)\./.exec(text)?.[1] ?? "";
      expect(text + Buffer.from(inner, "base64url")).to.not.contain(documentId);
    }
  });

  it("hears no feedback of members that were not sent the alert, in another's name, or without end", async () => {
    const carrier = partners.of("carrier");
    const { alertId } = await send(singapore, { sharedWith: to(2) });
    await settle(partners);
    const say = async (by: Partner, change: Partial<AlertFeedback> = {}, signer = by) => {
      const now = by.clock.now();
      const told = { alertId, version: 1, issuer: by.memberId, matchId: "ab".repeat(32), state: "confirmed" } as const;
      const jws = signFeedback(
        { ...told, result: null, happenedAt: now, issuedAt: now, ...change },
        signer.gateway.keys.statement,
      );
      const envelope = { type: "alert-feedback", lane: alertId, content: { feedback: jws } };
      return (await throwAt(by, singapore, envelope)).code;
    };
    expect(await say(carrier)).to.equal("INCD");
    expect(await say(rotterdam, { issuer: 4 })).to.equal("INCD");
    expect(await say(rotterdam, {}, carrier)).to.equal("INCD");
    expect(await say(rotterdam, { version: 2 })).to.equal("INCD");
    expect(await say(rotterdam)).to.equal("RECE");
    const row = await singapore.gateway.database.selectFrom("alert_feedback").selectAll().executeTakeFirstOrThrow();
    for (let chunk = 0; chunk < 10; chunk++) {
      const more = Array.from({ length: 1_000 }, (_, at) => ({ ...row, match_id: `${chunk} ${at}` }));
      await singapore.gateway.database.insertInto("alert_feedback").values(more).execute();
    }
    expect(await say(rotterdam, { matchId: "cd".repeat(32) })).to.equal("INCD");
  });

  it("answers every open match of a document by what an inspection of it found", async () => {
    const documentId = await hold(rotterdam, { containers: [CONTAINER] });
    const alerts = [await send(singapore, { sharedWith: to(2) }), await send(singapore, { sharedWith: to(2) })];
    await settle(partners);
    const { gateway } = rotterdam;
    await settleMatch(gateway, { matchNumber: 1, state: "falsePositive", result: null, ...officer() });
    const outcome = { documentId, state: "confirmed", result: null } as const;
    for (let time = 0; time < 2; time++)
      await gateway.database.transaction().execute((transaction) => settleMatchesOn(gateway, transaction, outcome));
    await settle(partners);
    const told = await Promise.all(alerts.map(async ({ alertId }) => (await at(singapore, alertId))?.answers ?? []));
    const states = told.map((answers) => answers.map(({ state }) => state).join(" ")).sort();
    expect(states).to.deep.equal(["matched confirmed", "matched falsePositive"]);
  });

  it("says how often each partner was right, what it adds and how fast it answers", async () => {
    for (const number of ["1", "2", "3", "4"]) await hold(rotterdam, { containers: [CONTAINER] }, { number });
    await send(singapore, { sharedWith: to(2) });
    await settle(partners);
    partners.advance(3_600);
    const states = ["confirmed", "confirmed", "falsePositive"] as const;
    for (const [at, state] of states.entries())
      await settleMatch(rotterdam.gateway, { matchNumber: at + 1, state, result: null, ...officer() });
    await settle(partners);
    const [ofSingapore] = await alertPartners(rotterdam.gateway);
    expect(ofSingapore).to.include({
      memberId: 1,
      received: 1,
      matched: 4,
      inspected: 3,
      confirmed: 2,
      falsePositive: 1,
    });
    expect(ofSingapore).to.include({ precision: 0.6667, contribution: 1 });
    const [ofRotterdam] = await alertPartners(singapore.gateway);
    expect(ofRotterdam).to.include({ memberId: 2, sent: 1, acknowledged: 1, answers: 3, responseSeconds: 3_600 });
  });

  it("tells the issuer once of an alert that is over and that nothing met", async () => {
    const { alertId } = await send(singapore, { sharedWith: to(2) });
    await settle(partners);
    partners.advance(31 * DAY_S);
    await settle(partners);
    await settle(partners);
    expect((await at(singapore, alertId))?.answers.map(({ state }) => state)).to.deep.equal(["expired"]);
  });
});
