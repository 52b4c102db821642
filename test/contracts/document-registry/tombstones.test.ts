import { expect } from "chai";
import { admitMembers, type Consortium, FOREVER, KIND, MEMBER, useConsortium } from "../support/consortium.ts";
import { type Entry, entriesOf, entryOf, inclusionOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;
const REASON = { correction: 1, fraud: 5 } as const;
const NO_ID = `0x${"0".repeat(64)}`;
const ENTRIES = entriesOf("paper", 4);
const [OLD, NEW, NEWER] = ENTRIES as [Entry, Entry, Entry];
const EXPORT = entryOf("export", KIND.exportDeclaration);

/** Singapore has anchored four import declarations in one batch, and an export declaration in another. */
async function anchorPapers(world: Consortium): Promise<void> {
  await admitMembers(world);
  const { members, documents, actors } = world;
  await members.send(actors.registrar, "accredit", SINGAPORE, KIND.exportDeclaration, 0, FOREVER);
  await documents.send(actors.singapore, "anchor", ENTRIES);
  await documents.send(actors.singapore, "anchor", [EXPORT]);
}

const inclusion = (entry: Entry) =>
  entry === EXPORT ? inclusionOf([EXPORT], 0) : inclusionOf(ENTRIES, ENTRIES.indexOf(entry));

describe("DocumentRegistry: supersede", () => {
  const world = useConsortium(anchorPapers);
  const supersede = (
    entry: Entry,
    successor: Entry,
    reason: number = REASON.correction,
    from = world.actors.singapore,
  ) => world.documents.send(from, "supersede", entry, inclusion(entry), successor, inclusion(successor), reason);
  const withdraw = (entry: Entry) =>
    world.documents.send(world.actors.singapore, "withdraw", entry, inclusion(entry), REASON.fraud);
  const tombstone = (entry: Entry) => world.documents.read("tombstone", SINGAPORE, entry.documentId);

  it("leaves a tombstone that names the successor, the time and the reason", async () => {
    const { timeSeconds } = await expectEvents(supersede(OLD, NEW), [
      "DocumentSuperseded",
      SINGAPORE,
      OLD.documentId,
      NEW.documentId,
      REASON.correction,
    ]);
    expect(await tombstone(OLD)).to.deep.equal([timeSeconds, 0, REASON.correction, 0, NEW.documentId]);
    expect(await tombstone(NEW)).to.deep.equal([0, 0, 0, 0, NO_ID]);
  });

  it("by the same successor again changes nothing, whatever happened since and whatever the reason", async () => {
    await supersede(OLD, NEW);
    const kept = await tombstone(OLD);
    await expectNoOp(supersede(OLD, NEW));
    await expectNoOp(supersede(OLD, NEW, REASON.fraud));
    await supersede(NEW, NEWER);
    await expectNoOp(supersede(OLD, NEW));
    await withdraw(NEW);
    await expectNoOp(supersede(OLD, NEW));
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectNoOp(supersede(OLD, NEW));
    expect(await tombstone(OLD)).to.deep.equal(kept);
    await world.members.send(world.actors.registrar, "resume", SINGAPORE);
    await withdraw(OLD);
    await expectNoOp(supersede(OLD, NEW));
  });

  it("reverts with DocumentAlreadySuperseded for another successor", async () => {
    await supersede(OLD, NEW);
    await expectRevert(supersede(OLD, NEWER), "DocumentAlreadySuperseded", OLD.documentId, NEW.documentId);
  });

  it("reverts with DocumentAlreadyWithdrawn when the old document was withdrawn", async () => {
    await withdraw(OLD);
    await expectRevert(supersede(OLD, NEW), "DocumentAlreadyWithdrawn", OLD.documentId);
  });

  it("reverts with SuccessorNotCurrent when the successor was withdrawn or superseded", async () => {
    await withdraw(NEW);
    await expectRevert(supersede(OLD, NEW), "SuccessorNotCurrent", NEW.documentId);
    await supersede(NEWER, ENTRIES[3] as Entry);
    await expectRevert(supersede(OLD, NEWER), "SuccessorNotCurrent", NEWER.documentId);
  });

  it("never makes a circle", async () => {
    await supersede(OLD, NEW);
    await supersede(NEW, NEWER);
    await expectRevert(supersede(NEWER, OLD), "SuccessorNotCurrent", OLD.documentId);
  });

  it("reverts with SuccessorInvalid by itself or by another kind", async () => {
    await expectRevert(supersede(OLD, OLD), "SuccessorInvalid", OLD.documentId, OLD.documentId);
    await expectRevert(supersede(OLD, EXPORT), "SuccessorInvalid", OLD.documentId, EXPORT.documentId);
  });

  it("works across batches of the member", async () => {
    const later = entryOf("later");
    await world.documents.send(world.actors.singapore, "anchor", [later]);
    const sent = world.documents.send(
      world.actors.singapore,
      "supersede",
      OLD,
      inclusion(OLD),
      later,
      inclusionOf([later], 0),
      REASON.correction,
    );
    expect((await sent).events).to.have.length(1);
  });

  it("reverts with ReasonInvalid without a reason", () => expectRevert(supersede(OLD, NEW, 0), "ReasonInvalid", 0));

  it("reverts with MemberSuspended when the member is suspended", async () => {
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectRevert(supersede(OLD, NEW), "MemberSuspended", SINGAPORE);
  });

  it("reverts with BatchUnknown when either document is in no batch of the caller's member", async () => {
    const { rotterdam, singapore, registrar } = world.actors;
    const theirs = entryOf("theirs");
    await world.members.send(registrar, "accredit", ROTTERDAM, KIND.importDeclaration, 0, FOREVER);
    await world.documents.send(rotterdam, "anchor", [theirs]);
    const mine = inclusion(OLD);
    const other = inclusionOf([theirs], 0);
    const send = (...args: unknown[]) => world.documents.send(singapore, "supersede", ...args, REASON.correction);
    await expectRevert(send(OLD, mine, theirs, other), "BatchUnknown", SINGAPORE, other.root);
    await expectRevert(send(theirs, other, OLD, mine), "BatchUnknown", SINGAPORE, other.root);
  });

  it("reverts with InclusionInvalid when either proof is another entry's", async () => {
    const send = (...args: unknown[]) =>
      world.documents.send(world.actors.singapore, "supersede", ...args, REASON.correction);
    const { root } = inclusion(OLD);
    await expectRevert(send(OLD, inclusion(NEW), NEW, inclusion(NEW)), "InclusionInvalid", root, 1);
    await expectRevert(send(OLD, inclusion(OLD), NEW, inclusion(OLD)), "InclusionInvalid", root, 0);
  });

  it("reverts with CallerNotOperator for a stranger", async () => {
    const { stranger } = world.actors;
    await expectRevert(supersede(OLD, NEW, REASON.correction, stranger), "CallerNotOperator", stranger);
  });
});

describe("DocumentRegistry: withdraw", () => {
  const world = useConsortium(anchorPapers);
  const withdraw = (entry: Entry, reason: number = REASON.fraud, from = world.actors.singapore) =>
    world.documents.send(from, "withdraw", entry, inclusion(entry), reason);
  const tombstone = (entry: Entry) => world.documents.read("tombstone", SINGAPORE, entry.documentId);

  it("leaves a tombstone with the time and the reason", async () => {
    const event = ["DocumentWithdrawn", SINGAPORE, OLD.documentId, REASON.fraud];
    const { timeSeconds } = await expectEvents(withdraw(OLD), event);
    expect(await tombstone(OLD)).to.deep.equal([0, timeSeconds, 0, REASON.fraud, NO_ID]);
  });

  it("again changes nothing, whatever the reason", async () => {
    await withdraw(OLD);
    const kept = await tombstone(OLD);
    await expectNoOp(withdraw(OLD));
    await expectNoOp(withdraw(OLD, REASON.correction));
    expect(await tombstone(OLD)).to.deep.equal(kept);
  });

  it("works on a superseded document, whose successor stays named", async () => {
    const { singapore } = world.actors;
    const sent = await world.documents.send(
      singapore,
      "supersede",
      OLD,
      inclusion(OLD),
      NEW,
      inclusion(NEW),
      REASON.correction,
    );
    const { timeSeconds } = await withdraw(OLD);
    const kept = [sent.timeSeconds, timeSeconds, REASON.correction, REASON.fraud, NEW.documentId];
    expect(await tombstone(OLD)).to.deep.equal(kept);
  });

  it("is never refused to a member that is suspended or no longer accredited", async () => {
    const { registrar } = world.actors;
    await world.members.send(registrar, "endAccreditation", SINGAPORE, KIND.importDeclaration);
    expect((await withdraw(OLD)).events).to.have.length(1);
    await world.members.send(registrar, "suspend", SINGAPORE);
    expect((await withdraw(NEW)).events).to.have.length(1);
  });

  it("counts in every batch that holds the document", async () => {
    await world.documents.send(world.actors.singapore, "anchor", [OLD]);
    await withdraw(OLD);
    await expectNoOp(
      world.documents.send(world.actors.singapore, "withdraw", OLD, inclusionOf([OLD], 0), REASON.fraud),
    );
  });

  it("is one member's word about its own: the same document of another member stands", async () => {
    const { registrar, rotterdam } = world.actors;
    await world.members.send(registrar, "accredit", ROTTERDAM, KIND.importDeclaration, 0, FOREVER);
    await world.documents.send(rotterdam, "anchor", [OLD]);
    await world.documents.send(rotterdam, "withdraw", OLD, inclusionOf([OLD], 0), REASON.fraud);
    expect(await tombstone(OLD)).to.deep.equal([0, 0, 0, 0, NO_ID]);
  });

  it("reverts with ReasonInvalid without a reason", () => expectRevert(withdraw(OLD, 0), "ReasonInvalid", 0));

  it("reverts with CallerNotOperator for a stranger, and for governance and the registrar too", async () => {
    const { stranger, governance, registrar } = world.actors;
    for (const caller of [stranger, governance, registrar]) {
      await expectRevert(withdraw(OLD, REASON.fraud, caller), "CallerNotOperator", caller);
    }
  });
});
