import { expect } from "chai";
import { KIND, MEMBER, operatorOf } from "../support/consortium.ts";
import { digestOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import { idOf, NO_PROOF, REASON, useSharing } from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER, auditor: AUDITOR } = MEMBER;

/** From Singapore over Rotterdam and the exporter to the auditor. */
interface Chain {
  readonly first: string;
  readonly second: string;
  readonly third: string;
}

describe("AccessRegistry: effective", () => {
  const world = useSharing();
  const withdraw = (id: string, member: number, reason: number = REASON.mistake) =>
    world.access.send(operatorOf(world, member), "withdraw", id, reason);
  const setMember = (method: string, member: number) => world.members.send(world.actors.registrar, method, member);
  const effective = async ({ first, second, third }: Chain) =>
    Promise.all([world.isEffective(first), world.isEffective(second), world.isEffective(third)]);

  async function makeChain(shared: { agreementId?: string } = {}): Promise<Chain> {
    const first = idOf(await world.grant({ delegations: 3, ...shared }));
    const second = idOf(await world.delegate({ parentId: first, delegations: 2, ...shared }));
    const handOn = { parentId: second, reader: AUDITOR, delegations: 1, ...shared };
    const third = idOf(await world.delegate(handOn, NO_PROOF, world.actors.exporter));
    return { first, second, third };
  }

  it("is a grant until it is withdrawn, for good", async () => {
    const id = idOf(await world.grant());
    const { timeSeconds } = await expectEvents(withdraw(id, SINGAPORE), [
      "GrantWithdrawn",
      id,
      SINGAPORE,
      REASON.mistake,
    ]);
    expect(await world.isEffective(id)).to.equal(false);
    expect(await world.access.read("opens", id, KIND.importDeclaration)).to.equal(false);
    const kept = ((await world.access.read("grantOf", id)) as number[]).slice(5, 8);
    expect(kept).to.deep.equal([timeSeconds, SINGAPORE, REASON.mistake]);
    await expectNoOp(withdraw(id, SINGAPORE));
    await expectNoOp(withdraw(id, SINGAPORE, REASON.misuse));
    expect(((await world.access.read("grantOf", id)) as number[]).slice(5, 8)).to.deep.equal(kept);
  });

  it("is a grant up to the second before its end, and never again", async () => {
    const end = (await world.evm.now()) + 100;
    const id = idOf(await world.grant({ validUntilSeconds: end }));
    await world.passTo(end - 1);
    expect(await world.isEffective(id)).to.equal(true);
    await world.passTo(end);
    expect(await world.isEffective(id)).to.equal(false);
    await world.passTo(end + 1_000_000);
    expect(await world.isEffective(id)).to.equal(false);
  });

  it("is nothing that was handed on from a withdrawn grant", async () => {
    const chain = await makeChain();
    expect(await effective(chain)).to.deep.equal([true, true, true]);
    await withdraw(chain.second, ROTTERDAM);
    expect(await effective(chain)).to.deep.equal([true, false, false]);
    await withdraw(chain.first, SINGAPORE);
    expect(await effective(chain)).to.deep.equal([false, false, false]);
  });

  it("ends for a grant by the word of any granter above it", async () => {
    for (const member of [SINGAPORE, ROTTERDAM, EXPORTER]) {
      const restore = await world.evm.snapshot();
      const chain = await makeChain();
      const event = ["GrantWithdrawn", chain.third, member, REASON.misuse];
      await expectEvents(withdraw(chain.third, member, REASON.misuse), event);
      expect(await effective(chain)).to.deep.equal([true, true, false]);
      await restore();
    }
  });

  it("ends by nobody else's word: neither the reader's nor a granter's below", async () => {
    const { first, second, third } = await makeChain();
    await expectRevert(withdraw(third, AUDITOR), "CallerNotGranter", third, AUDITOR);
    await expectRevert(withdraw(second, EXPORTER), "CallerNotGranter", second, EXPORTER);
    await expectRevert(withdraw(first, ROTTERDAM), "CallerNotGranter", first, ROTTERDAM);
  });

  it("can be ended by a suspended member", async () => {
    const id = idOf(await world.grant());
    await setMember("suspend", SINGAPORE);
    expect((await withdraw(id, SINGAPORE)).events).to.have.length(1);
  });

  it("sleeps below a suspended member, whether it reads or grants, and wakes with it", async () => {
    const chain = await makeChain();
    for (const [member, expected] of [
      [SINGAPORE, [false, false, false]],
      [ROTTERDAM, [false, false, false]],
      [EXPORTER, [true, false, false]],
      [AUDITOR, [true, true, false]],
    ] as const) {
      await setMember("suspend", member);
      expect(await effective(chain), `member ${member}`).to.deep.equal(expected);
      await setMember("resume", member);
      expect(await effective(chain), `member ${member}`).to.deep.equal([true, true, true]);
    }
  });

  it("sleeps under an agreement that sleeps, and wakes with it; never after it was terminated", async () => {
    const agreementId = await world.conclude({ parties: [SINGAPORE, ROTTERDAM, EXPORTER, AUDITOR] });
    const chain = await makeChain({ agreementId });
    const say = (method: string, member: number) =>
      world.agreements.send(operatorOf(world, member), method, agreementId);
    expect(await effective(chain)).to.deep.equal([true, true, true]);
    await say("suspend", AUDITOR);
    expect(await effective(chain)).to.deep.equal([false, false, false]);
    expect(await world.access.read("opens", chain.first, KIND.importDeclaration)).to.equal(false);
    await say("resume", AUDITOR);
    expect(await effective(chain)).to.deep.equal([true, true, true]);
    await say("terminate", ROTTERDAM);
    expect(await effective(chain)).to.deep.equal([false, false, false]);
  });

  it("ends with the agreement's period, though the grant's own end is later", async () => {
    const end = (await world.evm.now()) + 1_000;
    const id = idOf(await world.grant({ agreementId: await world.conclude({ validUntilSeconds: end }) }));
    await world.passTo(end - 1);
    expect(await world.isEffective(id)).to.equal(true);
    await world.passTo(end);
    expect(await world.isEffective(id)).to.equal(false);
  });

  it("is nothing that was never granted", async () => {
    const unknown = digestOf("unknown");
    expect(await world.isEffective(unknown)).to.equal(false);
    expect(await world.access.read("opens", unknown, KIND.importDeclaration)).to.equal(false);
    expect(await world.access.read("usesLeft", unknown)).to.equal(0);
  });

  it("cannot be ended without a reason, by a stranger, or when unknown", async () => {
    const { stranger, governance } = world.actors;
    const id = idOf(await world.grant());
    await expectRevert(withdraw(id, SINGAPORE, 0), "ReasonInvalid", 0);
    for (const from of [stranger, governance])
      await expectRevert(world.access.send(from, "withdraw", id, REASON.mistake), "CallerNotOperator", from);
    await expectRevert(withdraw(digestOf("unknown"), SINGAPORE), "GrantUnknown", digestOf("unknown"));
  });
});
