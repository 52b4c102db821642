import { expect } from "chai";
import { KIND, MEMBER, operatorOf } from "../support/consortium.ts";
import { digestOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import { agreementOf, idOf, useSharing } from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER, auditor: AUDITOR } = MEMBER;
const THREE = [SINGAPORE, ROTTERDAM, EXPORTER];

describe("AgreementRegistry: in force", () => {
  const world = useSharing();
  const by = (member: number, method: string, id: string) =>
    world.agreements.send(operatorOf(world, member), method, id);
  const isInForce = (id: string) => world.agreements.read("isInForce", id);
  const covers = (id: string, granter: number, reader: number, kind: number) =>
    world.agreements.read("covers", id, granter, reader, kind);
  const setMember = (method: string, member: number) => world.members.send(world.actors.registrar, method, member);

  it("is an agreement from the acceptance of the last of its parties on", async () => {
    const id = idOf(await world.agreements.send(world.actors.singapore, "propose", agreementOf({ parties: THREE })));
    await expectEvents(by(ROTTERDAM, "accept", id), ["AgreementAccepted", id, ROTTERDAM]);
    expect(await isInForce(id)).to.equal(false);
    const last = [
      ["AgreementAccepted", id, EXPORTER],
      ["AgreementConcluded", id],
    ];
    const { timeSeconds } = await expectEvents(by(EXPORTER, "accept", id), ...last);
    expect(await isInForce(id)).to.equal(true);
    expect(((await world.agreements.read("agreement", id)) as number[])[8]).to.equal(timeSeconds);
  });

  it("is never reached by one party's accepting twice", async () => {
    const id = idOf(await world.agreements.send(world.actors.singapore, "propose", agreementOf({ parties: THREE })));
    await expectNoOp(by(SINGAPORE, "accept", id));
    await by(ROTTERDAM, "accept", id);
    await expectNoOp(by(ROTTERDAM, "accept", id));
    expect(await isInForce(id)).to.equal(false);
  });

  it("is it from its first second to its last", async () => {
    const from = (await world.evm.now()) + 100;
    const id = await world.conclude({ validFromSeconds: from, validUntilSeconds: from + 100 });
    for (const [seconds, expected] of [
      [from - 1, false],
      [from, true],
      [from + 99, true],
      [from + 100, false],
    ] as const) {
      await world.passTo(seconds);
      expect(await isInForce(id), `${seconds - from}`).to.equal(expected);
    }
  });

  it("is it not while any party suspends it: each lifts its own suspension only", async () => {
    const id = await world.conclude({ parties: THREE });
    await expectEvents(by(ROTTERDAM, "suspend", id), ["AgreementSuspended", id, ROTTERDAM]);
    await expectNoOp(by(ROTTERDAM, "suspend", id));
    await by(EXPORTER, "suspend", id);
    await expectNoOp(by(SINGAPORE, "resume", id));
    await expectEvents(by(ROTTERDAM, "resume", id), ["AgreementResumed", id, ROTTERDAM]);
    await expectNoOp(by(ROTTERDAM, "resume", id));
    expect(await isInForce(id)).to.equal(false);
    await by(EXPORTER, "resume", id);
    expect(await isInForce(id)).to.equal(true);
  });

  it("is it never again once a party has terminated it", async () => {
    const id = await world.conclude();
    await by(SINGAPORE, "suspend", id);
    const { timeSeconds } = await expectEvents(by(ROTTERDAM, "terminate", id), ["AgreementTerminated", id, ROTTERDAM]);
    await expectNoOp(by(SINGAPORE, "terminate", id));
    await expectNoOp(by(ROTTERDAM, "suspend", id));
    await expectNoOp(by(ROTTERDAM, "accept", id));
    await expectNoOp(by(ROTTERDAM, "resume", id));
    await expectRevert(by(SINGAPORE, "resume", id), "AgreementOver", id);
    expect(await isInForce(id)).to.equal(false);
    expect(((await world.agreements.read("agreement", id)) as number[])[9]).to.equal(timeSeconds);
  });

  it("is it never when a party refused it: accepting afterwards reverts with AgreementOver", async () => {
    const id = idOf(await world.agreements.send(world.actors.singapore, "propose", agreementOf({ parties: THREE })));
    await by(ROTTERDAM, "terminate", id);
    await expectRevert(by(EXPORTER, "accept", id), "AgreementOver", id);
    expect(await isInForce(id)).to.equal(false);
  });

  it("can be ended by a suspended member, not brought back by it", async () => {
    const id = await world.conclude();
    await setMember("suspend", ROTTERDAM);
    expect((await by(ROTTERDAM, "suspend", id)).events).to.have.length(1);
    await expectRevert(by(ROTTERDAM, "resume", id), "MemberSuspended", ROTTERDAM);
    expect((await by(ROTTERDAM, "terminate", id)).events).to.have.length(1);
  });

  it("binds its parties and covers its kinds, nobody and nothing else", async () => {
    const id = await world.conclude({ kinds: [KIND.importDeclaration, KIND.reexportCertificate] });
    expect(await covers(id, SINGAPORE, ROTTERDAM, KIND.importDeclaration)).to.equal(true);
    expect(await covers(id, ROTTERDAM, SINGAPORE, KIND.reexportCertificate)).to.equal(true);
    expect(await covers(id, SINGAPORE, ROTTERDAM, KIND.exportDeclaration)).to.equal(false);
    expect(await covers(id, SINGAPORE, ROTTERDAM, 0)).to.equal(false);
    expect(await covers(id, SINGAPORE, EXPORTER, KIND.importDeclaration)).to.equal(false);
    expect(await covers(id, EXPORTER, SINGAPORE, KIND.importDeclaration)).to.equal(false);
    expect(await world.agreements.read("binds", id, SINGAPORE, ROTTERDAM)).to.equal(true);
    expect(await world.agreements.read("binds", id, SINGAPORE, EXPORTER)).to.equal(false);
    await by(SINGAPORE, "suspend", id);
    expect(await covers(id, SINGAPORE, ROTTERDAM, KIND.importDeclaration)).to.equal(false);
    expect(await world.agreements.read("binds", id, SINGAPORE, ROTTERDAM)).to.equal(false);
  });

  it("is no agreement that nobody proposed", async () => {
    const unknown = digestOf("unknown");
    expect(await isInForce(unknown)).to.equal(false);
    expect(await covers(unknown, SINGAPORE, ROTTERDAM, KIND.importDeclaration)).to.equal(false);
  });

  for (const method of ["accept", "suspend", "resume", "terminate"]) {
    it(`${method} reverts for an unknown agreement, a member that is no party and a stranger`, async () => {
      const id = await world.conclude();
      const { stranger } = world.actors;
      await expectRevert(by(SINGAPORE, method, digestOf("unknown")), "AgreementUnknown", digestOf("unknown"));
      await expectRevert(by(AUDITOR, method, id), "CallerNotParty", id, AUDITOR);
      await expectRevert(world.agreements.send(stranger, method, id), "CallerNotOperator", stranger);
    });
  }
});
