import { expect } from "chai";
import { FOREVER, KIND, MEMBER, operatorOf } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import { type AgreementTerms, agreementOf, idOf, NONE, TLP, useSharing } from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER, auditor: AUDITOR } = MEMBER;
const UNKNOWN = 99;

describe("AgreementRegistry: propose", () => {
  const world = useSharing();
  const propose = (changed: Partial<AgreementTerms> = {}, member: number = SINGAPORE) =>
    world.agreements.send(operatorOf(world, member), "propose", agreementOf(changed));
  const idBy = (member: number, changed: Partial<AgreementTerms> = {}) =>
    world.agreements.read("agreementIdOf", member, agreementOf(changed));

  it("keeps the terms, and is the proposer's acceptance", async () => {
    const id = await idBy(SINGAPORE);
    const terms = agreementOf();
    await expectEvents(
      propose(),
      ["AgreementProposed", id, SINGAPORE, Object.values(terms)],
      ["AgreementAccepted", id, SINGAPORE],
    );
    const kept = [SINGAPORE, 2, 1, 0, terms.tlpCeiling, terms.alertCategories, 1, FOREVER, 0, 0, terms.textDigest];
    expect(await world.agreements.read("agreement", id)).to.deep.equal(kept);
    expect(await world.agreements.read("party", id, SINGAPORE)).to.deep.equal([true, true, false]);
    expect(await world.agreements.read("party", id, ROTTERDAM)).to.deep.equal([true, false, false]);
    expect(await world.agreements.read("party", id, EXPORTER)).to.deep.equal([false, false, false]);
    expect(await world.agreements.read("isInForce", id)).to.equal(false);
  });

  it("again changes nothing, also when it is terminated or the proposer is suspended", async () => {
    const id = idOf(await propose());
    await expectNoOp(propose());
    await world.agreements.send(world.actors.rotterdam, "terminate", id);
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectNoOp(propose());
  });

  it("copied by another party makes an agreement of its own", async () => {
    const id = idOf(await propose());
    const copy = await propose({}, ROTTERDAM);
    expect(idOf(copy))
      .to.equal(await idBy(ROTTERDAM))
      .and.not.to.equal(id);
    expect(await world.agreements.read("party", id, ROTTERDAM)).to.deep.equal([true, false, false]);
  });

  for (const changed of [
    { parties: [SINGAPORE, ROTTERDAM, EXPORTER] },
    { kinds: [KIND.exportDeclaration] },
    { alertCategories: 7 },
    { tlpCeiling: 1 },
    { validFromSeconds: 2 },
    { validUntilSeconds: FOREVER - 1 },
    { textDigest: `0x${"1".repeat(64)}` },
  ]) {
    it(`has another id with other ${Object.keys(changed)}`, async () => {
      expect(await idBy(SINGAPORE, changed)).not.to.equal(await idBy(SINGAPORE));
    });
  }

  it("takes an agreement on alerts alone, or on documents alone", async () => {
    expect((await propose({ kinds: [] })).events).to.have.length(2);
    expect((await propose({ alertCategories: 0 })).events).to.have.length(2);
    expect((await propose({ tlpCeiling: TLP.red })).events).to.have.length(2);
  });

  it("takes a party that is suspended, which can accept when it is back", async () => {
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    const id = idOf(await propose());
    const accept = () => world.agreements.send(world.actors.rotterdam, "accept", id);
    await expectRevert(accept(), "MemberSuspended", ROTTERDAM);
    await world.members.send(world.actors.registrar, "resume", ROTTERDAM);
    expect((await accept()).events).to.have.length(2);
  });

  const now = 1_000;
  for (const [fault, changed, ...error] of [
    ["no party but the proposer", { parties: [SINGAPORE] }, "PartyCountInvalid", 1],
    ["nobody", { parties: [] }, "PartyCountInvalid", 0],
    ["65 parties", { parties: Array.from({ length: 65 }, (_, i) => i + 1) }, "PartyCountInvalid", 65],
    ["a party twice", { parties: [SINGAPORE, SINGAPORE] }, "PartyInvalid", SINGAPORE],
    ["parties out of order", { parties: [ROTTERDAM, SINGAPORE] }, "PartyInvalid", SINGAPORE],
    ["the member 0", { parties: [0, SINGAPORE] }, "PartyInvalid", 0],
    ["a party that is no member", { parties: [SINGAPORE, UNKNOWN] }, "PartyInvalid", UNKNOWN],
    ["kinds out of order", { kinds: [102, 101] }, "KindInvalid", 101],
    ["the kind 0", { kinds: [0] }, "KindInvalid", 0],
    ["129 kinds", { kinds: Array.from({ length: 129 }, (_, i) => i + 1) }, "KindCountInvalid", 129],
    ["neither kinds nor alert categories", { kinds: [], alertCategories: 0 }, "TermsEmpty"],
    ["a ceiling above red", { tlpCeiling: 5 }, "TlpCeilingInvalid", 5],
    ["an end before the beginning", { validFromSeconds: FOREVER }, "PeriodInvalid", FOREVER, FOREVER],
    ["an end that is past", { validUntilSeconds: now }, "PeriodInvalid", 1, now],
    ["no text", { textDigest: NONE }, "TextDigestInvalid", NONE],
  ] as [string, Partial<AgreementTerms>, string, ...unknown[]][]) {
    it(`reverts with ${error[0]} for ${fault}`, () => expectRevert(propose(changed), ...error));
  }

  it("reverts with CallerNotParty by a member that is none", async () => {
    await expectRevert(propose({}, AUDITOR), "CallerNotParty", await idBy(AUDITOR), AUDITOR);
  });

  it("reverts with MemberSuspended by a suspended member, and with CallerNotOperator by a stranger", async () => {
    const { stranger, registrar } = world.actors;
    const byStranger = world.agreements.send(stranger, "propose", agreementOf());
    await expectRevert(byStranger, "CallerNotOperator", stranger);
    await world.members.send(registrar, "suspend", SINGAPORE);
    await expectRevert(propose(), "MemberSuspended", SINGAPORE);
  });
});
