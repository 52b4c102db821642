import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import { MEMBER } from "../support/consortium.ts";
import { digestOf, entryOf, inclusionOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import {
  AMENDED,
  AMENDED_AGAIN,
  CERTIFICATES,
  DECLARATION,
  EXPORT,
  KGM,
  openingOf,
  placeOf,
  REFUSAL,
  unitOf,
  useLedger,
  ZONE_ENTRY,
} from "../support/ledger.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER } = MEMBER;
const [CERTIFICATE] = CERTIFICATES[SINGAPORE]!;
const NO_BALANCE = [0, "0x000000", 0, `0x${"0".repeat(64)}`, 0, 0];

describe("QuantityLedger: open", () => {
  const world = useLedger();
  const balance = (balanceId = world.balanceId) => world.ledger.read("balanceOf", balanceId);
  const mayDraw = (member: number) => world.ledger.read("mayDraw", world.balanceId, member);

  it("writes a balance of the import declaration, and allows the drawers it names", async () => {
    const { item, unit, quantity, drawers } = openingOf();
    const { documentId, referenceTag } = DECLARATION;
    const { timeSeconds } = await expectEvents(
      world.open(),
      ["BalanceOpened", world.balanceId, SINGAPORE, documentId, referenceTag, [item, unit, quantity, drawers]],
      ["DrawerAllowed", world.balanceId, ROTTERDAM],
    );
    expect(await balance()).to.deep.equal([SINGAPORE, KGM, timeSeconds, documentId, 1000, 0]);
    expect(await world.ledger.read("leftOf", world.balanceId)).to.equal(1000);
    expect(await Promise.all([SINGAPORE, ROTTERDAM, EXPORTER, 0].map(mayDraw))).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });

  it("takes the entry into a free zone, and each item of a document by itself", async () => {
    expect((await world.open(ZONE_ENTRY, { drawers: [] })).events).to.have.length(1);
    expect((await world.open(ZONE_ENTRY, { item: 2, drawers: [] })).events).to.have.length(1);
    expect((await world.open(ZONE_ENTRY, { item: 0, unit: unitOf("NL"), drawers: [] })).events).to.have.length(1);
  });

  it("again changes nothing, whatever happened since", async () => {
    await world.open();
    await world.draw(CERTIFICATE!, 400);
    await world.ledger.send(world.actors.singapore, "disallowDrawer", world.balanceId, ROTTERDAM);
    await expectNoOp(world.open());
    await world.supersede(DECLARATION, AMENDED);
    await world.revise(AMENDED, 600);
    await expectNoOp(world.open());
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectNoOp(world.open());
    expect(await world.standing()).to.deep.equal([600, 400]);
    expect(await mayDraw(ROTTERDAM)).to.equal(false);
  });

  it("of one number again, with another quantity, unit or document, reverts with BalanceDiffers", async () => {
    await world.open();
    for (const again of [world.open(DECLARATION, { quantity: 1001 }), world.open(DECLARATION, { unit: unitOf("LTR") })])
      await expectRevert(again, "BalanceDiffers", world.balanceId);
    await expectRevert(world.open(AMENDED), "BalanceDiffers", world.balanceId);
  });

  it("is each member's own: what another member anchored opens nothing", async () => {
    await expectRevert(world.open(DECLARATION, {}, ROTTERDAM), "BatchUnknown", ROTTERDAM, placeOf(DECLARATION).root);
  });

  it("reverts with InclusionInvalid for what is not in the batch, and BatchUnknown for no batch", async () => {
    const [stranger, { root, index }] = [entryOf("stranger"), placeOf(DECLARATION)];
    const sent = world.ledger.send(world.actors.singapore, "open", stranger, placeOf(DECLARATION), openingOf());
    await expectRevert(sent, "InclusionInvalid", root, index);
    const elsewhere = inclusionOf([stranger], 0);
    const unknown = world.ledger.send(world.actors.singapore, "open", stranger, elsewhere, openingOf());
    await expectRevert(unknown, "BatchUnknown", SINGAPORE, elsewhere.root);
  });

  it("reverts with KindNotOpening for any other kind", async () => {
    for (const entry of [EXPORT, CERTIFICATE!]) await expectRevert(world.open(entry), "KindNotOpening", entry.kind);
  });

  it("reverts with UnitInvalid for what is no code of Recommendation 20", async () => {
    for (const unit of ["", "K", "kgm", "K M", "KG-"].map(unitOf))
      await expectRevert(world.open(DECLARATION, { unit }), "UnitInvalid", unit);
    await expectRevert(world.open(DECLARATION, { unit: "0x004b47" }), "UnitInvalid", "0x004b47");
  });

  it("reverts with QuantityInvalid for nothing, DrawersTooMany for more than 32, DrawerInvalid for itself or nobody", async () => {
    await expectRevert(world.open(DECLARATION, { quantity: 0 }), "QuantityInvalid", 0);
    const many = Array<number>(33).fill(ROTTERDAM);
    await expectRevert(world.open(DECLARATION, { drawers: many }), "DrawersTooMany", 33);
    await expectRevert(world.open(DECLARATION, { drawers: [SINGAPORE] }), "DrawerInvalid", SINGAPORE);
    await expectRevert(world.open(DECLARATION, { drawers: [77] }), "DrawerInvalid", 77);
    expect(await balance()).to.deep.equal(NO_BALANCE);
  });

  it("reverts with DocumentNotCurrent for a document that no longer stands", async () => {
    await world.withdraw(ZONE_ENTRY);
    await expectRevert(world.open(ZONE_ENTRY), "DocumentNotCurrent", ZONE_ENTRY.documentId);
    await world.supersede(DECLARATION, AMENDED);
    await expectRevert(world.open(), "DocumentNotCurrent", DECLARATION.documentId);
  });

  it("reverts with MemberSuspended, and with CallerNotOperator by a stranger", async () => {
    const { registrar, stranger } = world.actors;
    await world.members.send(registrar, "suspend", SINGAPORE);
    await expectRevert(world.open(), "MemberSuspended", SINGAPORE);
    const sent = world.ledger.send(stranger, "open", DECLARATION, placeOf(DECLARATION), openingOf());
    await expectRevert(sent, "CallerNotOperator", stranger);
  });

  it("names balances by Keccak-256 of opener, reference tag and item", async () => {
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["uint32", "bytes32", "uint16"],
      [SINGAPORE, DECLARATION.referenceTag, 1],
    );
    expect(world.balanceId).to.equal(keccak256(encoded));
  });
});

describe("QuantityLedger: revise", () => {
  const world = useLedger();

  it("rests the balance on the amended declaration, with its quantity", async () => {
    await world.open();
    await world.draw(CERTIFICATE!, 400);
    await world.supersede(DECLARATION, AMENDED);
    const { balanceId } = world;
    await expectEvents(world.revise(AMENDED, 500), [
      "BalanceRevised",
      balanceId,
      SINGAPORE,
      AMENDED.documentId,
      500,
      100,
    ]);
    expect(await world.standing()).to.deep.equal([500, 400]);
  });

  it("again changes nothing, also after a later one", async () => {
    await world.open();
    await world.supersede(DECLARATION, AMENDED);
    await world.revise(AMENDED, 500);
    await expectNoOp(world.revise(AMENDED, 500));
    await world.supersede(AMENDED, AMENDED_AGAIN);
    await world.revise(AMENDED_AGAIN, 700);
    await expectNoOp(world.revise(AMENDED, 500));
    expect(await world.standing()).to.deep.equal([700, 0]);
    await expectRevert(world.revise(AMENDED_AGAIN, 701), "BalanceDiffers", world.balanceId);
  });

  it("follows amendments one after the other", async () => {
    await world.open();
    await world.supersede(DECLARATION, AMENDED);
    await world.supersede(AMENDED, AMENDED_AGAIN);
    const skipped = world.revise(AMENDED_AGAIN, 700);
    await expectRevert(skipped, "SuccessorInvalid", DECLARATION.documentId, AMENDED_AGAIN.documentId);
    await world.revise(AMENDED, 500);
    await world.revise(AMENDED_AGAIN, 700);
    expect(await world.standing()).to.deep.equal([700, 0]);
  });

  it("to less than was drawn changes nothing, and says so with RevisionRefused", async () => {
    await world.open();
    await world.draw(CERTIFICATE!, 400);
    await world.supersede(DECLARATION, AMENDED);
    const { balanceId } = world;
    const refused = ["RevisionRefused", balanceId, SINGAPORE, AMENDED.documentId, 399, 400];
    await expectEvents(world.revise(AMENDED, 399), refused);
    expect(await world.standing()).to.deep.equal([1000, 400]);
    expect((await world.draw(CERTIFICATES[SINGAPORE]![1]!, 1)).events[0]?.[6]).to.equal(REFUSAL.openingNotCurrent);
  });

  it("reverts with SuccessorInvalid for any other document, also before the amendment is told", async () => {
    await world.open();
    const { documentId } = DECLARATION;
    for (const entry of [AMENDED, ZONE_ENTRY])
      await expectRevert(world.revise(entry, 500), "SuccessorInvalid", documentId, entry.documentId);
  });

  it("reverts with CallerNotOpener, BalanceUnknown, QuantityInvalid and MemberSuspended", async () => {
    const { balanceId, actors, members } = world;
    await expectRevert(world.revise(AMENDED, 500), "BalanceUnknown", balanceId);
    await world.open();
    await world.supersede(DECLARATION, AMENDED);
    await expectRevert(world.revise(AMENDED, 500, ROTTERDAM), "CallerNotOpener", balanceId, ROTTERDAM);
    await expectRevert(world.revise(AMENDED, 0), "QuantityInvalid", 0);
    await members.send(actors.registrar, "suspend", SINGAPORE);
    await expectRevert(world.revise(AMENDED, 500), "MemberSuspended", SINGAPORE);
  });
});

describe("QuantityLedger: drawers", () => {
  const world = useLedger();
  const say = (word: "allowDrawer" | "disallowDrawer", member: number, from = world.actors.singapore) =>
    world.ledger.send(from, word, world.balanceId, member);

  it("are allowed and disallowed by the opener, each time once", async () => {
    await world.open(DECLARATION, { drawers: [] });
    await expectEvents(say("allowDrawer", EXPORTER), ["DrawerAllowed", world.balanceId, EXPORTER]);
    await expectNoOp(say("allowDrawer", EXPORTER));
    await expectEvents(say("disallowDrawer", EXPORTER), ["DrawerDisallowed", world.balanceId, EXPORTER]);
    await expectNoOp(say("disallowDrawer", EXPORTER));
    expect(await world.ledger.read("mayDraw", world.balanceId, EXPORTER)).to.equal(false);
  });

  it("are allowed by nobody else: CallerNotOpener, and of no balance: BalanceUnknown", async () => {
    await expectRevert(say("allowDrawer", EXPORTER), "BalanceUnknown", world.balanceId);
    await world.open();
    for (const word of ["allowDrawer", "disallowDrawer"] as const)
      await expectRevert(say(word, ROTTERDAM, world.actors.rotterdam), "CallerNotOpener", world.balanceId, ROTTERDAM);
  });

  it("are disallowed by a suspended opener, which allows none", async () => {
    await world.open();
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectRevert(say("allowDrawer", EXPORTER), "MemberSuspended", SINGAPORE);
    expect((await say("disallowDrawer", ROTTERDAM)).events).to.have.length(1);
  });

  it("stay none of a balance that was never opened", async () => {
    expect(await world.ledger.read("mayDraw", digestOf("no balance"), 0)).to.equal(false);
  });
});
