import { expect } from "chai";
import { FOREVER, KIND, MEMBER } from "../support/consortium.ts";
import { digestOf, type Entry, entryOf, inclusionOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import {
  agreementOf,
  CONSIGNMENT,
  idOf,
  NONE,
  PAPER,
  PAPERS,
  REASON,
  SCOPE,
  type Terms,
  termsOf,
  UNLIMITED,
  useSharing,
} from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER } = MEMBER;
const UNKNOWN = 99;

describe("AccessRegistry: grant a document", () => {
  const world = useSharing();
  const setMember = (method: string, member: number) => world.members.send(world.actors.registrar, method, member);
  const send = (from: string, terms: Terms, entry: Entry, entries: readonly Entry[], index: number) =>
    world.access.send(from, "grantDocument", terms, entry, inclusionOf(entries, index));

  it("makes a grant of the member's own that is effective at once", async () => {
    const terms = termsOf({ maxUses: 5, delegations: 2 });
    const id = await world.access.read("grantIdOf", SINGAPORE, terms);
    const event = ["GrantMade", id, SINGAPORE, ROTTERDAM, SINGAPORE, KIND.importDeclaration, Object.values(terms)];
    const { timeSeconds } = await expectEvents(world.grant(terms), event);
    const kept = [SINGAPORE, SINGAPORE, KIND.importDeclaration, 0, timeSeconds, 0, 0, 0, Object.values(terms)];
    expect(await world.access.read("grantOf", id)).to.deep.equal(kept);
    expect(await world.isEffective(id)).to.equal(true);
    expect(await world.access.read("usesLeft", id)).to.equal(5);
  });

  it("again changes nothing, whatever happened since", async () => {
    const soon = (await world.evm.now()) + 100;
    const terms = { validUntilSeconds: soon };
    const id = idOf(await world.grant(terms));
    await expectNoOp(world.grant(terms));
    await world.access.send(world.actors.singapore, "withdraw", id, REASON.mistake);
    await expectNoOp(world.grant(terms));
    await world.passTo(soon);
    await setMember("suspend", SINGAPORE);
    await setMember("suspend", ROTTERDAM);
    await expectNoOp(world.grant(terms));
    expect(await world.isEffective(id)).to.equal(false);
  });

  it("speaks of a document that was withdrawn too: its history may be read", async () => {
    await world.documents.send(world.actors.singapore, "withdraw", PAPER, inclusionOf(PAPERS, 0), 1);
    expect(await world.isEffective(idOf(await world.grant()))).to.equal(true);
  });

  it("opens the document's own kind and no other", async () => {
    const id = idOf(await world.grant());
    expect(await world.access.read("opens", id, KIND.importDeclaration)).to.equal(true);
    expect(await world.access.read("opens", id, KIND.exportDeclaration)).to.equal(false);
    expect(await world.access.read("opens", id, 0)).to.equal(false);
  });

  it("copied by another member reverts with BatchUnknown: the paper is not its own", async () => {
    const { root } = inclusionOf(PAPERS, 0);
    await expectRevert(world.grant({}, world.actors.rotterdam), "BatchUnknown", ROTTERDAM, root);
    await expectRevert(world.grant({ reader: EXPORTER }, world.actors.rotterdam), "BatchUnknown", ROTTERDAM, root);
  });

  it("copied by another member that anchored the same paper is the copier's own grant, to its own papers", async () => {
    const { rotterdam, registrar } = world.actors;
    await world.members.send(registrar, "accredit", ROTTERDAM, KIND.importDeclaration, 0, FOREVER);
    await world.documents.send(rotterdam, "anchor", PAPERS);
    const id = idOf(await world.grant({ reader: EXPORTER }));
    const copy = idOf(await world.grant({ reader: EXPORTER }, rotterdam));
    expect(copy).not.to.equal(id);
    expect(((await world.access.read("grantOf", copy)) as number[])[1]).to.equal(ROTTERDAM);
  });

  it("reverts with InclusionInvalid when the entry stands elsewhere, and with BatchUnknown when nowhere", async () => {
    const { singapore } = world.actors;
    const { root } = inclusionOf(PAPERS, 1);
    await expectRevert(send(singapore, termsOf(), PAPER, PAPERS, 1), "InclusionInvalid", root, 1);
    const forged = { ...PAPER, kind: KIND.exportDeclaration };
    await expectRevert(send(singapore, termsOf(), forged, PAPERS, 0), "InclusionInvalid", root, 0);
    const other = entryOf("never anchored");
    const sent = send(singapore, termsOf({ subject: other.documentId }), other, [other], 0);
    await expectRevert(sent, "BatchUnknown", SINGAPORE, inclusionOf([other], 0).root);
  });

  it("reverts with SubjectInvalid when the terms speak of something else than the proof", async () => {
    const { singapore } = world.actors;
    const subject = digestOf("something else");
    await expectRevert(send(singapore, termsOf({ subject }), PAPER, PAPERS, 0), "SubjectInvalid", subject, false);
    const asConsignment = termsOf({ isConsignment: true });
    await expectRevert(send(singapore, asConsignment, PAPER, PAPERS, 0), "SubjectInvalid", PAPER.documentId, true);
  });

  it("reverts with AgreementNotCovering unless the agreement is in force, with both, on the kind", async () => {
    const proposed = idOf(
      await world.agreements.send(world.actors.singapore, "propose", agreementOf({ tlpCeiling: 1 })),
    );
    const otherKind = await world.conclude({ kinds: [KIND.exportDeclaration] });
    const otherParty = await world.conclude({ parties: [SINGAPORE, EXPORTER] });
    const over = await world.conclude({ alertCategories: 7 });
    await world.agreements.send(world.actors.rotterdam, "terminate", over);
    for (const agreementId of [proposed, otherKind, otherParty, over, digestOf("unknown")])
      await expectRevert(world.grant({ agreementId }), "AgreementNotCovering", agreementId);
    expect((await world.grant({ agreementId: await world.conclude() })).events).to.have.length(1);
  });

  it("reverts with MemberSuspended by a suspended member, and with CallerNotOperator by a stranger", async () => {
    const { stranger } = world.actors;
    await expectRevert(world.grant({}, stranger), "CallerNotOperator", stranger);
    await setMember("suspend", SINGAPORE);
    await expectRevert(world.grant(), "MemberSuspended", SINGAPORE);
  });
});

describe("AccessRegistry: grant a consignment", () => {
  const world = useSharing();

  it("makes a grant of the member's own papers, of any kind", async () => {
    const terms = termsOf({ subject: CONSIGNMENT, isConsignment: true });
    const id = await world.access.read("grantIdOf", SINGAPORE, terms);
    const event = ["GrantMade", id, SINGAPORE, ROTTERDAM, SINGAPORE, 0, Object.values(terms)];
    await expectEvents(world.grantConsignment(), event);
    await expectNoOp(world.grantConsignment());
    expect(await world.isEffective(id)).to.equal(true);
    expect(await world.access.read("opens", id, KIND.exportDeclaration)).to.equal(true);
    expect(await world.access.read("opens", id, 0)).to.equal(false);
  });

  it("by two members are two grants, each to its granter's papers alone", async () => {
    const mine = idOf(await world.grantConsignment({ reader: EXPORTER }));
    const theirs = idOf(await world.grantConsignment({ reader: EXPORTER }, world.actors.rotterdam));
    const owner = async (id: string) => ((await world.access.read("grantOf", id)) as number[])[1];
    expect([await owner(mine), await owner(theirs)]).to.deep.equal([SINGAPORE, ROTTERDAM]);
  });

  it("under an agreement opens the kinds that it covers", async () => {
    const id = idOf(await world.grantConsignment({ agreementId: await world.conclude() }));
    expect(await world.isEffective(id)).to.equal(true);
    expect(await world.access.read("opens", id, KIND.importDeclaration)).to.equal(true);
    expect(await world.access.read("opens", id, KIND.exportDeclaration)).to.equal(false);
  });

  it("reverts with AgreementNotCovering when the agreement does not bind both", async () => {
    const agreementId = await world.conclude({ parties: [SINGAPORE, EXPORTER] });
    await expectRevert(world.grantConsignment({ agreementId }), "AgreementNotCovering", agreementId);
  });

  it("reverts with SubjectInvalid for a document, or for nothing", async () => {
    const asDocument = world.grantConsignment({ isConsignment: false });
    await expectRevert(asDocument, "SubjectInvalid", CONSIGNMENT, false);
    await expectRevert(world.grantConsignment({ subject: NONE }), "SubjectInvalid", NONE, true);
  });

  const past = 1_000;
  for (const [fault, changed, ...error] of [
    ["nobody", { reader: 0 }, "ReaderInvalid", 0],
    ["itself", { reader: SINGAPORE }, "ReaderInvalid", SINGAPORE],
    ["no member", { reader: UNKNOWN }, "ReaderInvalid", UNKNOWN],
    ["no scope", { scope: NONE }, "ScopeInvalid", NONE],
    ["no purpose", { purpose: 0 }, "PurposeInvalid", 0],
    ["no use", { maxUses: 0 }, "UsesInvalid", 0],
    ["a time that is past", { validUntilSeconds: past }, "EndInvalid", past],
    ["four delegations", { delegations: 4 }, "DelegationsInvalid", 4],
    ["a parent", { parentId: SCOPE.full }, "ParentInvalid", SCOPE.full],
  ] as [string, Partial<Terms>, string, ...unknown[]][]) {
    it(`reverts with ${error[0]} for ${fault}; so does a document's`, async () => {
      await expectRevert(world.grantConsignment(changed), ...error);
      await expectRevert(world.grant(changed), ...error);
    });
  }

  it("reverts with EndInvalid in the very second of the end", async () => {
    const end = (await world.evm.now()) + 10;
    await world.evm.setNextTime(end);
    await expectRevert(world.grantConsignment({ validUntilSeconds: end }), "EndInvalid", end);
  });

  it("reverts with ReaderInvalid for a suspended reader", async () => {
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    await expectRevert(world.grantConsignment(), "ReaderInvalid", ROTTERDAM);
  });

  it("reverts with MemberSuspended by a suspended member, and with CallerNotOperator by a stranger", async () => {
    const { stranger, governance, registrar } = world.actors;
    for (const from of [stranger, governance, registrar])
      await expectRevert(world.grantConsignment({}, from), "CallerNotOperator", from);
    await world.members.send(registrar, "suspend", SINGAPORE);
    await expectRevert(world.grantConsignment(), "MemberSuspended", SINGAPORE);
  });

  for (const changed of [
    { subject: digestOf("another") },
    { reader: EXPORTER },
    { scope: SCOPE.goods },
    { narrowerScopes: SCOPE.goods },
    { purpose: 2 },
    { validUntilSeconds: FOREVER - 1 },
    { maxUses: UNLIMITED - 1 },
    { delegations: 1 },
  ] as Partial<Terms>[]) {
    it(`with other ${Object.keys(changed)} is another grant`, async () => {
      expect(idOf(await world.grantConsignment(changed))).not.to.equal(idOf(await world.grantConsignment()));
    });
  }
});
