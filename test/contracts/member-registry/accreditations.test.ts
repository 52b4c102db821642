import { expect } from "chai";
import { admitMembers, FOREVER, KIND, MEMBER, useConsortium } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const DAY = 86_400;
const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;

describe("MemberRegistry: accreditations", () => {
  const world = useConsortium(admitMembers);
  const kind = KIND.reexportCertificate;
  const accredit = (from: number, until: number) =>
    world.members.send(world.actors.registrar, "accredit", SINGAPORE, kind, from, until);
  const end = () => world.members.send(world.actors.registrar, "endAccreditation", SINGAPORE, kind);
  const latest = () => world.members.read("accreditation", SINGAPORE, kind);
  const mayIssue = () => world.members.read("mayIssue", SINGAPORE, kind);
  const next = async (seconds: number) => world.evm.setNextTime((await world.evm.now()) + seconds);

  it("is never backdated: a past beginning counts as now", async () => {
    const { timeSeconds, events } = await accredit(1, FOREVER);
    expect(events).to.deep.equal([["AccreditationGranted", SINGAPORE, kind, timeSeconds, FOREVER]]);
    expect(await latest()).to.deep.equal([timeSeconds, FOREVER]);
    expect(await mayIssue()).to.equal(true);
  });

  it("begins at its first second and is over at its last, neither earlier nor later", async () => {
    const from = (await world.evm.now()) + DAY;
    await accredit(from, from + DAY);
    const mined = async (seconds: number) => {
      await world.evm.setNextTime(seconds);
      await world.members.send(world.actors.registrar, "resume", SINGAPORE); // a repeat, to mine a block
      return mayIssue();
    };
    expect(await mined(from - 1)).to.equal(false);
    expect(await mined(from)).to.equal(true);
    expect(await mined(from + DAY - 1)).to.equal(true);
    expect(await mined(from + DAY)).to.equal(false);
  });

  it("repeated with the same end while it runs changes nothing, whatever the beginning", async () => {
    await accredit(0, FOREVER);
    await expectNoOp(accredit(0, FOREVER));
    await expectNoOp(accredit((await world.evm.now()) + DAY, FOREVER));
  });

  it("repeated before it begins changes nothing; with another beginning it is a new one", async () => {
    const from = (await world.evm.now()) + DAY;
    await accredit(from, FOREVER);
    await expectNoOp(accredit(from, FOREVER));
    await expectEvents(accredit(from + DAY, FOREVER), ["AccreditationGranted", SINGAPORE, kind, from + DAY, FOREVER]);
  });

  it("keeps its beginning when it is prolonged or shortened while it runs", async () => {
    const { timeSeconds: from } = await accredit(0, (await world.evm.now()) + 2 * DAY);
    await next(DAY);
    await expectEvents(accredit(0, FOREVER), ["AccreditationGranted", SINGAPORE, kind, from, FOREVER]);
    const until = (await world.evm.now()) + DAY;
    await expectEvents(accredit(0, until), ["AccreditationGranted", SINGAPORE, kind, from, until]);
  });

  it("reverts with PeriodInvalid when it would be moved into the future while it runs", async () => {
    await accredit(0, FOREVER);
    const later = (await world.evm.now()) + DAY;
    await expectRevert(accredit(later, FOREVER - 1), "PeriodInvalid", later, FOREVER - 1);
    expect(await mayIssue()).to.equal(true);
  });

  it("does not bridge a gap: after its end a new one begins now", async () => {
    await accredit(0, (await world.evm.now()) + DAY);
    await next(2 * DAY);
    const { timeSeconds } = await accredit(0, FOREVER);
    expect(await latest()).to.deep.equal([timeSeconds, FOREVER]);
  });

  it("ends at this block, for good, and repeats change nothing", async () => {
    const { timeSeconds: from } = await accredit(0, FOREVER);
    const { timeSeconds } = await end();
    expect(await latest()).to.deep.equal([from, timeSeconds]);
    expect(await mayIssue()).to.equal(false);
    await expectNoOp(end());
  });

  it("can be ended before it began, and ending what never was changes nothing", async () => {
    await expectNoOp(end());
    await accredit((await world.evm.now()) + DAY, FOREVER);
    const { events, timeSeconds } = await end();
    expect(events).to.deep.equal([["AccreditationEnded", SINGAPORE, kind, timeSeconds]]);
    await next(2 * DAY);
    expect(await mayIssue()).to.equal(false);
  });

  it("sleeps while the member is suspended", async () => {
    await accredit(0, FOREVER);
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    expect(await mayIssue()).to.equal(false);
    await world.members.send(world.actors.registrar, "resume", SINGAPORE);
    expect(await mayIssue()).to.equal(true);
  });

  it("is one member's and one kind's", async () => {
    await accredit(0, FOREVER);
    expect(await world.members.read("mayIssue", ROTTERDAM, kind)).to.equal(false);
    expect(await world.members.read("mayIssue", SINGAPORE, KIND.exportDeclaration)).to.equal(false);
  });

  it("reverts with PeriodInvalid when it is over before it begins, or is over now", async () => {
    const now = (await world.evm.now()) + 10;
    await expectRevert(accredit(now + DAY, now + DAY), "PeriodInvalid", now + DAY, now + DAY);
    await world.evm.setNextTime(now);
    await expectRevert(accredit(0, now), "PeriodInvalid", 0, now);
  });

  it("reverts with KindInvalid for the kind 0", () =>
    expectRevert(world.members.send(world.actors.registrar, "accredit", SINGAPORE, 0, 0, FOREVER), "KindInvalid", 0));
});
