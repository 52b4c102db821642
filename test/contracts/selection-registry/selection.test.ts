import { expect } from "chai";
import { MEMBER } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import { commitmentBy, FIRST, seedOf, useSelection } from "../support/selection.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;
const ZERO = `0x${"0".repeat(64)}`;
const LONGEST = 93 * 86_400;

describe("SelectionRegistry: commit", () => {
  const world = useSelection();
  const bounds = (begins = FIRST.begins, ends = FIRST.ends) => [world.now + begins, world.now + ends] as const;
  const raw = (...args: unknown[]) => world.selection.send(world.actors.singapore, "commit", ...args);

  it("keeps the digest of the seed and the bounds, and says so", async () => {
    const commitment = commitmentBy(SINGAPORE, 1, seedOf("1"));
    const told = ["SeedCommitted", SINGAPORE, 1, ...bounds(), commitment];
    const { timeSeconds } = await expectEvents(world.commit(1), told);
    const kept = [...bounds(), timeSeconds, 0, commitment, ZERO];
    expect(await world.selection.read("periodOf", SINGAPORE, 1)).to.deep.equal(kept);
    expect(await world.selection.read("latestPeriod", SINGAPORE)).to.equal(1);
    expect(await world.selection.read("latestPeriod", ROTTERDAM)).to.equal(0);
  });

  it("computes the commitment as anybody can: SHA-256 over 3, member, period and seed", async () => {
    for (const [member, period, name] of [
      [1, 1, "a"],
      [2, 1, "a"],
      [1, 2, "a"],
      [2 ** 32 - 1, 2 ** 32 - 1, "b"],
    ] as const) {
      const computed = await world.selection.read("commitmentOf", member, period, seedOf(name));
      expect(computed).to.equal(commitmentBy(member, period, seedOf(name)));
    }
  });

  it("again changes nothing, also when the period runs, is revealed, or the member is suspended", async () => {
    await world.commit(1);
    await expectNoOp(world.commit(1));
    await world.evm.setNextTime(world.now + FIRST.begins + 1);
    await expectNoOp(world.commit(1));
    await world.evm.setNextTime(world.now + FIRST.ends);
    await world.reveal(1);
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectNoOp(world.commit(1));
  });

  it("again with another seed or other bounds reverts with PeriodDiffers, even long before it begins", async () => {
    await world.commit(1);
    await expectRevert(world.commit(1, {}, { seed: seedOf("other") }), "PeriodDiffers", SINGAPORE, 1);
    await expectRevert(world.commit(1, { begins: FIRST.begins + 1 }), "PeriodDiffers", SINGAPORE, 1);
    await expectRevert(world.commit(1, { ends: FIRST.ends + 1 }), "PeriodDiffers", SINGAPORE, 1);
  });

  it("reverts with PeriodBegun from the period's first second on, and not one before it", async () => {
    const [begins] = bounds();
    await world.evm.setNextTime(begins);
    await expectRevert(world.commit(1), "PeriodBegun", begins);
    await world.evm.setNextTime(begins + 9);
    await world.commit(1, { begins: FIRST.begins + 10 });
  });

  it("takes periods of a member one after the other, side by side or with a gap, and numbers that leave some out", async () => {
    await world.commit(1);
    await world.commit(5, { begins: FIRST.ends, ends: FIRST.ends + 10 });
    await world.commit(6, { begins: FIRST.ends + 1_000, ends: FIRST.ends + 2_000 });
    expect(await world.selection.read("latestPeriod", SINGAPORE)).to.equal(6);
  });

  it("reverts with PeriodNotNext for a number that is not above the latest, and with PeriodOverlaps for its time", async () => {
    await expectRevert(world.commit(0), "PeriodNotNext", 0, 0);
    await world.commit(5);
    await expectRevert(world.commit(4, { begins: FIRST.ends, ends: FIRST.ends + 1 }), "PeriodNotNext", 4, 5);
    const [, ends] = bounds();
    const inside = { begins: FIRST.ends - 1, ends: FIRST.ends + 1 };
    await expectRevert(world.commit(6, inside), "PeriodOverlaps", ends - 1, ends);
    const before = { begins: FIRST.begins - 100, ends: FIRST.begins - 50 };
    await expectRevert(world.commit(6, before), "PeriodOverlaps", world.now + before.begins, ends);
  });

  it("reverts with PeriodInvalid for a period that is empty, backwards or longer than the longest", async () => {
    expect(await world.selection.read("MAX_PERIOD_SECONDS")).to.equal(LONGEST);
    for (const length of [0, -1, LONGEST + 1]) {
      const ends = FIRST.begins + length;
      await expectRevert(world.commit(1, { ends }), "PeriodInvalid", ...bounds(FIRST.begins, ends));
    }
    await world.commit(1, { ends: FIRST.begins + LONGEST });
  });

  it("reverts with CommitmentInvalid for none", async () => {
    await expectRevert(raw(1, ...bounds(), ZERO), "CommitmentInvalid", ZERO);
  });

  it("is for operators of active members only", async () => {
    const { stranger, registrar } = world.actors;
    const args = [1, ...bounds(), seedOf("any")];
    await expectRevert(world.selection.send(stranger, "commit", ...args), "CallerNotOperator", stranger);
    await world.members.send(registrar, "suspend", SINGAPORE);
    await expectRevert(world.commit(1), "MemberSuspended", SINGAPORE);
  });

  it("of one member says nothing of another's: each has periods of its own, at the same time too", async () => {
    await world.commit(1);
    await world.commit(1, {}, { member: ROTTERDAM });
    expect(await world.selection.read("latestPeriod", ROTTERDAM)).to.equal(1);
  });
});

describe("SelectionRegistry: reveal", () => {
  const world = useSelection();
  beforeEach(() => world.commit(1));
  const ends = () => world.now + FIRST.ends;

  it("keeps the seed once the period is over, and says so", async () => {
    await world.evm.setNextTime(ends());
    await expectEvents(world.reveal(1), ["SeedRevealed", SINGAPORE, 1, seedOf("1")]);
    const [, , , revealed, , seed] = (await world.selection.read("periodOf", SINGAPORE, 1)) as unknown[];
    expect([revealed, seed]).to.deep.equal([ends(), seedOf("1")]);
  });

  it("reverts with PeriodNotOver up to its last second", async () => {
    for (const timeSeconds of [world.now + 100, world.now + FIRST.begins, ends() - 1]) {
      await world.evm.setNextTime(timeSeconds);
      await expectRevert(world.reveal(1), "PeriodNotOver", 1, ends());
    }
  });

  it("of any other seed reverts with SeedDiffers, before and after the true one", async () => {
    await world.evm.setNextTime(ends());
    await expectRevert(world.reveal(1, seedOf("other")), "SeedDiffers", SINGAPORE, 1);
    await world.reveal(1);
    await expectRevert(world.reveal(1, seedOf("other")), "SeedDiffers", SINGAPORE, 1);
  });

  it("again changes nothing", async () => {
    await world.evm.setNextTime(ends());
    await world.reveal(1);
    await expectNoOp(world.reveal(1));
  });

  it("is open to a suspended member: its draws stay checkable", async () => {
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await world.evm.setNextTime(ends());
    await expectEvents(world.reveal(1), ["SeedRevealed", SINGAPORE, 1, seedOf("1")]);
  });

  it("of a period that was never committed reverts with PeriodUnknown, another member's seed with it", async () => {
    await world.evm.setNextTime(ends());
    await expectRevert(world.reveal(2), "PeriodUnknown", SINGAPORE, 2);
    await expectRevert(world.reveal(1, seedOf("1"), ROTTERDAM), "PeriodUnknown", ROTTERDAM, 1);
    const { stranger } = world.actors;
    await expectRevert(world.selection.send(stranger, "reveal", 1, seedOf("1")), "CallerNotOperator", stranger);
  });

  it("does not let who copied a commitment reveal: the digest is of another member's seed", async () => {
    const later = [world.now + FIRST.ends + 10, world.now + FIRST.ends + 20];
    const copied = commitmentBy(SINGAPORE, 1, seedOf("1"));
    await world.selection.send(world.actors.rotterdam, "commit", 1, ...later, copied);
    await world.evm.setNextTime(world.now + FIRST.ends + 30);
    await expectRevert(world.reveal(1, seedOf("1"), ROTTERDAM), "SeedDiffers", ROTTERDAM, 1);
  });
});
