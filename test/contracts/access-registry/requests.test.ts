import { expect } from "chai";
import { MEMBER, operatorOf } from "../support/consortium.ts";
import { digestOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import { idOf, NO_PROOF, NONE, PAPER, PURPOSE, REASON, SCOPE, useSharing } from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER, auditor: AUDITOR } = MEMBER;
const UNKNOWN = 99;
/** Rotterdam asks Singapore for its paper. */
const QUESTION = {
  holder: SINGAPORE as number,
  subject: PAPER.documentId,
  isConsignment: false,
  scope: SCOPE.full,
  purpose: PURPOSE.clearance as number,
  caseDigest: digestOf("case"),
};
type Question = typeof QUESTION;

describe("AccessRegistry: requests", () => {
  const world = useSharing();
  const ask = (changed: Partial<Question> = {}, member: number = ROTTERDAM) =>
    world.access.send(operatorOf(world, member), "request", { ...QUESTION, ...changed });
  const refuse = (id: string, reason: number = REASON.mistake, member: number = SINGAPORE) =>
    world.access.send(operatorOf(world, member), "refuse", id, reason);
  const requestOf = async (id: string) => (await world.access.read("requestOf", id)) as unknown[];

  it("are kept with who asks, whom, for what, why and on which case", async () => {
    const id = await world.access.read("requestIdOf", ROTTERDAM, QUESTION);
    const event = ["AccessRequested", id, ROTTERDAM, SINGAPORE, Object.values(QUESTION)];
    const { timeSeconds } = await expectEvents(ask(), event);
    expect(await requestOf(id as string)).to.deep.equal([ROTTERDAM, timeSeconds, 0, 0, NONE, Object.values(QUESTION)]);
  });

  it("made again change nothing, also when they are answered or a member is suspended", async () => {
    const id = idOf(await ask());
    await expectNoOp(ask());
    await refuse(id);
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    await expectNoOp(ask());
  });

  it("copied by another member are its own", async () => {
    expect(idOf(await ask({}, AUDITOR))).not.to.equal(idOf(await ask()));
  });

  it("are answered by a grant that names them, of a narrower scope too, once", async () => {
    const requestId = idOf(await ask());
    const granted = await world.grant({ requestId, scope: SCOPE.transport });
    const grantId = idOf(granted);
    expect((await requestOf(requestId)).slice(2, 5)).to.deep.equal([granted.timeSeconds, 0, grantId]);
    await expectNoOp(world.grant({ requestId, scope: SCOPE.transport }));
    await expectRevert(world.grant({ requestId }), "RequestAlreadyAnswered", requestId);
    await expectRevert(refuse(requestId), "RequestAlreadyAnswered", requestId);
  });

  it("are answered by a refusal, once", async () => {
    const id = idOf(await ask());
    const { timeSeconds } = await expectEvents(refuse(id), ["AccessRefused", id, SINGAPORE, REASON.mistake]);
    expect((await requestOf(id)).slice(2, 5)).to.deep.equal([timeSeconds, REASON.mistake, NONE]);
    await expectNoOp(refuse(id));
    await expectNoOp(refuse(id, REASON.misuse));
    await expectRevert(world.grant({ requestId: id }), "RequestAlreadyAnswered", id);
  });

  it("can be refused by a suspended member", async () => {
    const id = idOf(await ask());
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    expect((await refuse(id)).events).to.have.length(1);
  });

  it("to a reader are answered by handing a grant on", async () => {
    const parentId = idOf(await world.grant({ delegations: 1 }));
    const requestId = idOf(await ask({ holder: ROTTERDAM }, EXPORTER));
    const grantId = idOf(await world.delegate({ parentId, requestId }, NO_PROOF));
    expect((await requestOf(requestId))[4]).to.equal(grantId);
  });

  it("for a consignment are answered by a grant of the consignment", async () => {
    const requestId = idOf(await ask({ subject: digestOf("consignment"), isConsignment: true }));
    expect((await world.grantConsignment({ requestId })).events).to.have.length(1);
  });

  it("are not answered by a grant to another reader, of another subject or for another purpose", async () => {
    const requestId = idOf(await ask());
    for (const changed of [{ reader: EXPORTER }, { purpose: PURPOSE.audit }])
      await expectRevert(world.grant({ requestId, ...changed }), "RequestDiffers", requestId);
    await expectRevert(world.grantConsignment({ requestId }), "RequestDiffers", requestId);
    await expectRevert(world.grantConsignment({ requestId, subject: PAPER.documentId }), "RequestDiffers", requestId);
  });

  it("are answered by nobody but the member that was asked", async () => {
    const requestId = idOf(await ask({ holder: AUDITOR }));
    await expectRevert(world.grant({ requestId }), "CallerNotHolder", requestId, SINGAPORE);
    await expectRevert(refuse(requestId), "CallerNotHolder", requestId, SINGAPORE);
    await expectRevert(refuse(requestId, REASON.mistake, ROTTERDAM), "CallerNotHolder", requestId, ROTTERDAM);
  });

  it("that nobody made have no answer", async () => {
    const requestId = digestOf("unknown");
    await expectRevert(world.grant({ requestId }), "RequestUnknown", requestId);
    await expectRevert(refuse(requestId), "RequestUnknown", requestId);
    await expectRevert(refuse(idOf(await ask()), 0), "ReasonInvalid", 0);
  });

  for (const [fault, changed, ...error] of [
    ["of nobody", { holder: 0 }, "HolderInvalid", 0],
    ["of itself", { holder: ROTTERDAM }, "HolderInvalid", ROTTERDAM],
    ["of no member", { holder: UNKNOWN }, "HolderInvalid", UNKNOWN],
    ["for nothing", { subject: NONE }, "SubjectInvalid", NONE, false],
    ["without scope", { scope: NONE }, "ScopeInvalid", NONE],
    ["without purpose", { purpose: 0 }, "PurposeInvalid", 0],
    ["without case", { caseDigest: NONE }, "CaseDigestInvalid", NONE],
  ] as [string, Partial<Question>, string, ...unknown[]][]) {
    it(`${fault} revert with ${error[0]}`, () => expectRevert(ask(changed), ...error));
  }

  it("by a stranger or a suspended member revert, and to a suspended one", async () => {
    const { stranger, registrar } = world.actors;
    await expectRevert(world.access.send(stranger, "request", QUESTION), "CallerNotOperator", stranger);
    await expectRevert(world.access.send(stranger, "refuse", NONE, 1), "CallerNotOperator", stranger);
    await world.members.send(registrar, "suspend", SINGAPORE);
    await expectRevert(ask(), "HolderInvalid", SINGAPORE);
    await world.members.send(registrar, "suspend", ROTTERDAM);
    await expectRevert(ask(), "MemberSuspended", ROTTERDAM);
  });
});
