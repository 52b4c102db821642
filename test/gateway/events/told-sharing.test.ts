import { type Hex32, PURPOSES, REFUSAL_REASONS, scopeDigest } from "@sealane/sdk";
import { expect } from "chai";
import { agreementIdOf, requestIdOf } from "../../../node-gateway/src/chain/terms.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { listEvents } from "../../../node-gateway/src/usecases/list-events.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { openReaders, type Reader, share, tell } from "../../support/gateway/readers.ts";

describe("what a member's own systems are told of sharing", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let stranger: Reader;
  let documentId: Hex32;
  before(async () => {
    ({ singapore, rotterdam, stranger, stop } = await openReaders("singapore", "rotterdam", "stranger"));
    ({ documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: "told" }));
    await singapore.settle();
  });
  after(() => stop?.());

  /** What a member is told of a subject, once its index is at the head. */
  async function told({ gateway }: Reader, subject: Hex32) {
    await catchUp(gateway);
    const { items } = await listEvents(gateway, { limit: 200 });
    return items.filter((event) => event.subject === subject).map(({ type, data }) => ({ type, data }));
  }
  const agreementOf = () => ({
    parties: [1, 2],
    kinds: [1],
    alertCategories: 0,
    tlpCeiling: 1,
    validFromSeconds: singapore.gateway.clock(),
    validUntilSeconds: singapore.gateway.clock() + 1_000_000,
    textDigest: "ab".repeat(32),
  });

  it("is each grant and its withdrawal, at both its sides and at no third", async () => {
    const grantId = await share(singapore, { to: rotterdam, documentId });
    await tell(singapore, { purpose: "withdrawGrant", documentId: null, subjectId: grantId, payload: { reason: 1 } });
    const [made, withdrawn, ...more] = await told(rotterdam, grantId);
    expect(made?.type).to.equal("sealane.grant.made");
    expect(made?.data).to.include({ granter: 1, owner: 1, reader: 2, subject: documentId, isConsignment: false });
    expect(made?.data).to.include({ purpose: PURPOSES[1].name });
    expect(withdrawn).to.deep.equal({ type: "sealane.grant.withdrawn", data: { by: 1, reason: "purpose-met" } });
    expect(more).to.deep.equal([]);
    expect(await told(singapore, grantId)).to.deep.equal([made, withdrawn]);
    expect(await told(stranger, grantId)).to.deep.equal([]);
  });

  it("is each request and how it was answered", async () => {
    const question = {
      ...{ holder: 1, subject: documentId, isConsignment: false, scope: scopeDigest("full") },
      ...{ purpose: PURPOSES[0].code, caseDigest: "cd".repeat(32) },
    };
    const requestId = requestIdOf(2, question);
    await tell(rotterdam, { purpose: "request", documentId: null, subjectId: requestId, payload: question });
    const { code, name } = REFUSAL_REASONS[0];
    await tell(singapore, { purpose: "refuse", documentId: null, subjectId: requestId, payload: { reason: code } });
    const [made, answered] = await told(singapore, requestId);
    expect(made?.type).to.equal("sealane.request.made");
    expect(made?.data).to.include({ requester: 2, holder: 1, subject: documentId, purpose: PURPOSES[0].name });
    expect(answered).to.deep.equal({
      type: "sealane.request.answered",
      data: { answer: "refused", holder: 1, reason: name },
    });
    expect(await told(rotterdam, requestId)).to.deep.equal([made, answered]);
    expect(await told(stranger, requestId)).to.deep.equal([]);
  });

  it("is every change of an agreement, as often as it changes, at its parties only", async () => {
    const terms = agreementOf();
    const subjectId = agreementIdOf(1, terms);
    const change = (by: Reader, payload: object) =>
      tell(by, { purpose: "agreement", documentId: null, subjectId, payload: payload as never });
    await change(singapore, { action: "propose", terms });
    await change(rotterdam, { action: "accept" });
    for (const action of ["suspend", "resume", "suspend"]) await change(rotterdam, { action });
    await change(singapore, { action: "terminate" });
    const changes = (await told(rotterdam, subjectId)).map(({ data }) => data);
    expect(changes).to.deep.include.members([
      { change: "proposed", by: 1 },
      { change: "accepted", by: 2 },
      { change: "concluded" },
      { change: "terminated", by: 1 },
    ]);
    expect(changes.map((it) => it["change"]).filter((it) => /suspended|resumed/.test(String(it)))).to.deep.equal([
      "suspended",
      "resumed",
      "suspended",
    ]);
    expect((await told(singapore, subjectId)).map(({ data }) => data)).to.deep.equal(changes);
    expect(await told(stranger, subjectId)).to.deep.equal([]);
  });

  it("is each reading, at the reader and, with its receipt, at the owner", async () => {
    const grantId = await share(singapore, { to: rotterdam, documentId, validUntilSeconds: 3_900_000_000 });
    const { readingId } = await openGranted(rotterdam.gateway, { documentId, actor: "officer", grantId });
    await readingsTick(rotterdam.gateway);
    const reading = { readingId, grantId, reader: 2, owner: 1 };
    const readings = async (of: Reader) =>
      (await told(of, documentId)).filter(({ type }) => type === "sealane.reading.made").map(({ data }) => data);
    expect(await readings(rotterdam)).to.deep.equal([reading]);
    expect(await readings(singapore)).to.deep.equal([{ ...reading, uses: 1, wasEffective: true }]);
  });

  it("names nobody's officer, number or note", async () => {
    const all = JSON.stringify([
      await listEvents(singapore.gateway, { limit: 200 }),
      await listEvents(rotterdam.gateway, { limit: 200 }),
    ]);
    expect(all)
      .to.include("sealane.reading.made")
      .and.not.to.match(/officer|5SG201234567X1|MSKU9070323/);
  });
});
