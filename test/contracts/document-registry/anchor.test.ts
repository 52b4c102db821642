import { expect } from "chai";
import { admitMembers, FOREVER, KIND, MEMBER, useConsortium } from "../support/consortium.ts";
import { entriesOf, entryOf, inclusionOf, rootOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;

describe("DocumentRegistry: anchor", () => {
  const world = useConsortium(admitMembers);
  const anchor = (from: string, entries: unknown) => world.documents.send(from, "anchor", entries);
  const asRegistrar = (method: string, ...args: unknown[]) =>
    world.members.send(world.actors.registrar, method, ...args);
  const batch = (memberId: number, root: string) => world.documents.read("batch", memberId, root);
  const asEvent = (entries: ReturnType<typeof entriesOf>) => entries.map((entry) => Object.values(entry));

  it("keeps the batch with its time, block and size, and emits its entries in order", async () => {
    const entries = entriesOf("a", 5);
    const root = rootOf(entries);
    const { timeSeconds, blockNumber } = await expectEvents(anchor(world.actors.singapore, entries), [
      "BatchAnchored",
      SINGAPORE,
      root,
      asEvent(entries),
    ]);
    expect(await batch(SINGAPORE, root)).to.deep.equal([timeSeconds, blockNumber, 5]);
  });

  it("repeated changes nothing, also when the member has been suspended or lost its accreditation since", async () => {
    const entries = entriesOf("a", 3);
    await anchor(world.actors.singapore, entries);
    const kept = await batch(SINGAPORE, rootOf(entries));
    await expectNoOp(anchor(world.actors.singapore, entries));
    await asRegistrar("endAccreditation", SINGAPORE, KIND.importDeclaration);
    await expectNoOp(anchor(world.actors.singapore, entries));
    await asRegistrar("suspend", SINGAPORE);
    await expectNoOp(anchor(world.actors.singapore, entries));
    expect(await batch(SINGAPORE, rootOf(entries))).to.deep.equal(kept);
  });

  it("gains nothing by copying: the same entries of another member are that member's own batch", async () => {
    await asRegistrar("accredit", ROTTERDAM, KIND.importDeclaration, 0, FOREVER);
    const entries = entriesOf("a", 3);
    const root = rootOf(entries);
    await anchor(world.actors.rotterdam, entries);
    expect(await batch(SINGAPORE, root)).to.deep.equal([0, 0, 0]);
    const { events } = await anchor(world.actors.singapore, entries);
    expect(events).to.deep.equal([["BatchAnchored", SINGAPORE, root, asEvent(entries)]]);
  });

  it("reverts with CallerNotOperator for a stranger and for an operator who was removed", async () => {
    const { stranger, singapore } = world.actors;
    await expectRevert(anchor(stranger, entriesOf("a", 1)), "CallerNotOperator", stranger);
    await asRegistrar("removeOperator", SINGAPORE, singapore);
    await expectRevert(anchor(singapore, entriesOf("a", 1)), "CallerNotOperator", singapore);
  });

  it("reverts with MemberSuspended when the issuer was suspended in an earlier block, until it is resumed", async () => {
    await asRegistrar("suspend", SINGAPORE);
    await expectRevert(anchor(world.actors.singapore, entriesOf("a", 1)), "MemberSuspended", SINGAPORE);
    await asRegistrar("resume", SINGAPORE);
    const { events } = await anchor(world.actors.singapore, entriesOf("a", 1));
    expect(events).to.have.length(1);
  });

  it("reverts with IssuerNotAccredited for a kind the issuer never was accredited for", async () => {
    const entry = entryOf("a", KIND.exportDeclaration);
    await expectRevert(
      anchor(world.actors.singapore, [entry]),
      "IssuerNotAccredited",
      SINGAPORE,
      KIND.exportDeclaration,
    );
  });

  it("reverts with IssuerNotAccredited before the accreditation begins and from its end on", async () => {
    const from = (await world.evm.now()) + 1000;
    const refused = ["IssuerNotAccredited", SINGAPORE, KIND.exportDeclaration] as const;
    const anchorWhen = async (seconds: number, seed: string) => {
      await world.evm.setNextTime(seconds);
      return anchor(world.actors.singapore, entriesOf(seed, 2, KIND.exportDeclaration));
    };
    await asRegistrar("accredit", SINGAPORE, KIND.exportDeclaration, from, from + 10);
    await expectRevert(anchorWhen(from - 1, "early"), ...refused);
    expect((await anchorWhen(from, "first")).events).to.have.length(1);
    expect((await anchorWhen(from + 9, "last")).events).to.have.length(1);
    await expectRevert(anchorWhen(from + 10, "late"), ...refused);
  });

  for (const position of [0, 1, 2, 3]) {
    it(`finds the one kind that is not accredited among four entries, at position ${position}`, async () => {
      const entries = entriesOf("a", 4);
      entries[position] = entryOf("odd", KIND.exportDeclaration);
      await expectRevert(
        anchor(world.actors.singapore, entries),
        "IssuerNotAccredited",
        SINGAPORE,
        KIND.exportDeclaration,
      );
    });
  }

  it("takes a batch of several accredited kinds, in any order", async () => {
    await asRegistrar("accredit", SINGAPORE, KIND.exportDeclaration, 0, FOREVER);
    const entries = [101, 102, 101, 101, 102].map((kind, index) => entryOf(`mixed ${index}`, kind));
    const { events } = await anchor(world.actors.singapore, entries);
    expect(events[0]?.[2]).to.equal(rootOf(entries));
  });

  it("never takes the kind 0, not even first or alone", async () => {
    for (const entries of [[entryOf("a", 0)], [entryOf("a", 0), entryOf("b")], [entryOf("b"), entryOf("a", 0)]]) {
      await expectRevert(anchor(world.actors.singapore, entries), "IssuerNotAccredited", SINGAPORE, 0);
    }
  });

  it("reverts with BatchEmpty for none, and with BatchTooLarge above 1,000", async () => {
    await expectRevert(anchor(world.actors.singapore, []), "BatchEmpty");
    await expectRevert(anchor(world.actors.singapore, entriesOf("a", 1001)), "BatchTooLarge", 1001);
    expect(await world.documents.read("MAX_BATCH_SIZE")).to.equal(1000);
  });

  it("refuses a kind that does not fit 16 bits, though its low bits are right, to anchor and to withdraw", async () => {
    const { evm, actors, documents } = world;
    const entry = entryOf("a");
    const kindWord = entry.kind.toString(16).padStart(64, "0");
    const calls = [
      documents.abi.encodeFunctionData("anchor", [[entry]]),
      documents.abi.encodeFunctionData("withdraw", [entry, inclusionOf([entry], 0), 1]),
    ];
    for (const calldata of calls) {
      const dirty = calldata.replace(kindWord, `1${kindWord.slice(1)}`);
      expect(dirty).to.not.equal(calldata);
      const refused = await evm.sendRaw(actors.singapore, documents.address, dirty).then(
        () => false,
        () => true,
      );
      expect(refused).to.equal(true);
      await evm.sendRaw(actors.singapore, documents.address, calldata);
    }
  });

  it("anchors the same document in two batches", async () => {
    const [entry] = entriesOf("a", 1);
    if (!entry) throw new Error("no entry");
    await anchor(world.actors.singapore, [entry]);
    const pair = [entry, entryOf("b")];
    await anchor(world.actors.singapore, pair);
    expect(inclusionOf(pair, 0).path).to.have.length(1);
    expect(await batch(SINGAPORE, rootOf(pair))).to.include.members([2]);
  });
});
