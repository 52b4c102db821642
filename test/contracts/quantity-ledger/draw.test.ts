import { expect } from "chai";
import { MEMBER, operatorOf } from "../support/consortium.ts";
import { type Entry, entryOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import {
  AMENDED,
  CERTIFICATES,
  DECLARATION,
  EXPORT,
  KGM,
  placeOf,
  REFUSAL,
  unitOf,
  useLedger,
} from "../support/ledger.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER } = MEMBER;
const [FIRST, SECOND] = CERTIFICATES[SINGAPORE] as [Entry, Entry];
const [THEIRS, , PERMIT] = CERTIFICATES[ROTTERDAM] as [Entry, Entry, Entry];
const [STRANGERS] = CERTIFICATES[EXPORTER] as [Entry];
const LARGEST = 2n ** 128n - 1n;

describe("QuantityLedger: draw", () => {
  const world = useLedger();
  beforeEach(() => world.open());
  const drawn = (entry: Entry, quantity: number, left: number, member: number = SINGAPORE) => [
    "QuantityDrawn",
    ...[world.balanceId, member, entry.documentId, quantity, left],
  ];
  const refused = (entry: Entry, quantity: number, left: number, refusal: number, member: number = SINGAPORE) => [
    "DrawRefused",
    ...[world.balanceId, member, entry.documentId, quantity, left, refusal],
  ];
  const drawOf = (member: number, entry: Entry) =>
    world.ledger.read("drawOf", world.balanceId, member, entry.documentId);
  const rawDraw = (member: number, unit: string, quantity: bigint) =>
    world.ledger.send(operatorOf(world, member), "draw", world.balanceId, FIRST, placeOf(FIRST), unit, quantity);

  it("is written with what is left, across agencies, down to nothing", async () => {
    const { timeSeconds } = await expectEvents(world.draw(FIRST, 400), drawn(FIRST, 400, 600));
    await expectEvents(world.draw(THEIRS, 599, ROTTERDAM), drawn(THEIRS, 599, 1, ROTTERDAM));
    await expectEvents(world.draw(PERMIT, 1, ROTTERDAM), drawn(PERMIT, 1, 0, ROTTERDAM));
    expect(await drawOf(SINGAPORE, FIRST)).to.deep.equal([400, timeSeconds, 0]);
    expect(await world.standing()).to.deep.equal([1000, 1000]);
  });

  it("above what is left changes nothing, and says so with QuantityShort", async () => {
    await world.draw(FIRST, 400);
    await expectEvents(world.draw(SECOND, 601), refused(SECOND, 601, 600, REFUSAL.quantityShort));
    expect(await drawOf(SINGAPORE, SECOND)).to.deep.equal([0, 0, 0]);
    expect(await world.standing()).to.deep.equal([1000, 400]);
    await expectEvents(world.draw(SECOND, 600), drawn(SECOND, 600, 0));
  });

  it("of the largest number neither wraps nor reverts", async () => {
    await world.draw(FIRST, 1);
    const sent = world.ledger.send(
      world.actors.singapore,
      "draw",
      ...[world.balanceId, SECOND, placeOf(SECOND), KGM, LARGEST],
    );
    expect((await sent).events[0]?.[0]).to.equal("DrawRefused");
    expect(await world.standing()).to.deep.equal([1000, 1]);
  });

  it("again changes nothing, whatever happened since", async () => {
    await world.draw(THEIRS, 400, ROTTERDAM);
    await expectNoOp(world.draw(THEIRS, 400, ROTTERDAM));
    await world.ledger.send(world.actors.singapore, "disallowDrawer", world.balanceId, ROTTERDAM);
    await world.withdraw(DECLARATION);
    await expectNoOp(world.draw(THEIRS, 400, ROTTERDAM));
    await world.withdraw(THEIRS, ROTTERDAM);
    await world.giveBack(ROTTERDAM, THEIRS);
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    await expectNoOp(world.draw(THEIRS, 400, ROTTERDAM));
    expect(await world.standing()).to.deep.equal([1000, 0]);
  });

  it("again with another quantity reverts with DrawDiffers", async () => {
    await world.draw(FIRST, 400);
    await expectRevert(world.draw(FIRST, 401), "DrawDiffers", world.balanceId, FIRST.documentId);
  });

  it("by a member that is not allowed, or no longer, changes nothing and says so", async () => {
    const notAllowed = (entry: Entry, member: number) => refused(entry, 1, 1000, REFUSAL.drawerNotAllowed, member);
    await expectEvents(world.draw(STRANGERS, 1, EXPORTER), notAllowed(STRANGERS, EXPORTER));
    await world.ledger.send(world.actors.singapore, "disallowDrawer", world.balanceId, ROTTERDAM);
    await expectEvents(world.draw(THEIRS, 1, ROTTERDAM), notAllowed(THEIRS, ROTTERDAM));
    expect(await world.standing()).to.deep.equal([1000, 0]);
  });

  it("from an opening that was withdrawn, or superseded and not revised, changes nothing and says so", async () => {
    await world.supersede(DECLARATION, AMENDED);
    await expectEvents(world.draw(FIRST, 1), refused(FIRST, 1, 1000, REFUSAL.openingNotCurrent));
    await world.revise(AMENDED, 10);
    await expectEvents(world.draw(FIRST, 1), drawn(FIRST, 1, 9));
    await world.withdraw(AMENDED);
    await expectEvents(world.draw(SECOND, 1), refused(SECOND, 1, 9, REFUSAL.openingNotCurrent));
  });

  it("is each member's own: nobody draws for another member's certificate", async () => {
    const sent = world.draw(FIRST, 1, ROTTERDAM);
    await expectRevert(sent, "BatchUnknown", ROTTERDAM, placeOf(FIRST).root);
    await expectRevert(world.draw(THEIRS, 1), "BatchUnknown", SINGAPORE, placeOf(THEIRS).root);
  });

  it("reverts with KindNotDrawing for what is no re-export certificate", async () => {
    for (const entry of [DECLARATION, EXPORT]) await expectRevert(world.draw(entry, 1), "KindNotDrawing", entry.kind);
  });

  it("reverts with DocumentNotCurrent for a certificate that no longer stands", async () => {
    await world.withdraw(FIRST);
    await expectRevert(world.draw(FIRST, 1), "DocumentNotCurrent", FIRST.documentId);
    await world.supersede(SECOND, CERTIFICATES[SINGAPORE]![2]!);
    await expectRevert(world.draw(SECOND, 1), "DocumentNotCurrent", SECOND.documentId);
  });

  it("reverts with UnitDiffers, QuantityInvalid, InclusionInvalid and MemberSuspended", async () => {
    await expectRevert(rawDraw(SINGAPORE, unitOf("LTR"), 1n), "UnitDiffers", unitOf("LTR"), KGM);
    await expectRevert(world.draw(FIRST, 0), "QuantityInvalid", 0);
    const forged = { ...FIRST, documentId: entryOf("forged").documentId };
    const { root, index } = placeOf(FIRST);
    const sent = world.ledger.send(
      world.actors.singapore,
      "draw",
      ...[world.balanceId, forged, placeOf(FIRST), KGM, 1],
    );
    await expectRevert(sent, "InclusionInvalid", root, index);
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectRevert(world.draw(FIRST, 1), "MemberSuspended", SINGAPORE);
  });

  it("reverts with BalanceUnknown, and with CallerNotOperator by a stranger", async () => {
    const { stranger, singapore } = world.actors;
    const [none, call] = [entryOf("none").documentId, [FIRST, placeOf(FIRST), KGM, 1]];
    await expectRevert(world.ledger.send(singapore, "draw", none, ...call), "BalanceUnknown", none);
    const sent = world.ledger.send(stranger, "draw", world.balanceId, ...call);
    await expectRevert(sent, "CallerNotOperator", stranger);
  });
});

describe("QuantityLedger: give back", () => {
  const world = useLedger();
  beforeEach(async () => {
    await world.open();
    await world.draw(THEIRS, 1000, ROTTERDAM);
  });

  it("what a withdrawn certificate drew, by any member's word, so that it can be drawn anew", async () => {
    await world.withdraw(THEIRS, ROTTERDAM);
    const event = ["QuantityGivenBack", world.balanceId, ROTTERDAM, THEIRS.documentId, 1000, 1000];
    const { timeSeconds } = await expectEvents(world.giveBack(ROTTERDAM, THEIRS, EXPORTER), event);
    const draw = (await world.ledger.read("drawOf", world.balanceId, ROTTERDAM, THEIRS.documentId)) as number[];
    expect([draw[0], draw[2]]).to.deep.equal([1000, timeSeconds]);
    expect((await world.draw(FIRST, 1000)).events[0]?.[0]).to.equal("QuantityDrawn");
  });

  it("what a superseded certificate drew: its successor draws for itself", async () => {
    await world.supersede(THEIRS, CERTIFICATES[ROTTERDAM]![1]!, ROTTERDAM);
    await world.giveBack(ROTTERDAM, THEIRS);
    await world.draw(CERTIFICATES[ROTTERDAM]![1]!, 900, ROTTERDAM);
    expect(await world.standing()).to.deep.equal([1000, 900]);
  });

  it("happens once, also when the certificate is superseded and then withdrawn", async () => {
    await world.supersede(THEIRS, CERTIFICATES[ROTTERDAM]![1]!, ROTTERDAM);
    await world.giveBack(ROTTERDAM, THEIRS);
    await world.draw(FIRST, 1000);
    await world.withdraw(THEIRS, ROTTERDAM);
    await expectNoOp(world.giveBack(ROTTERDAM, THEIRS));
    await expectNoOp(world.giveBack(ROTTERDAM, THEIRS, ROTTERDAM));
    expect(await world.standing()).to.deep.equal([1000, 1000]);
  });

  it("is said by a suspended member too", async () => {
    await world.withdraw(THEIRS, ROTTERDAM);
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    expect((await world.giveBack(ROTTERDAM, THEIRS, ROTTERDAM)).events).to.have.length(1);
  });

  it("reverts with CertificateStands while it stands, and DrawUnknown for what drew nothing", async () => {
    await expectRevert(world.giveBack(ROTTERDAM, THEIRS), "CertificateStands", THEIRS.documentId);
    await world.withdraw(FIRST);
    const { balanceId } = world;
    await expectRevert(world.giveBack(SINGAPORE, FIRST), "DrawUnknown", balanceId, SINGAPORE, FIRST.documentId);
    // The certificate that drew is Rotterdam's: in Singapore's name nothing was drawn.
    await expectRevert(world.giveBack(SINGAPORE, THEIRS), "DrawUnknown", balanceId, SINGAPORE, THEIRS.documentId);
  });

  it("reverts with BalanceUnknown, and with CallerNotOperator by a stranger", async () => {
    const { stranger, singapore } = world.actors;
    const none = entryOf("none").documentId;
    const call = [ROTTERDAM, THEIRS.documentId];
    await expectRevert(world.ledger.send(singapore, "giveBack", none, ...call), "BalanceUnknown", none);
    const sent = world.ledger.send(stranger, "giveBack", world.balanceId, ...call);
    await expectRevert(sent, "CallerNotOperator", stranger);
  });
});
