import { expect } from "chai";
import { admitMembers, MEMBER, useConsortium } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;

describe("MemberRegistry: operators", () => {
  const world = useConsortium(admitMembers);
  const send = (method: string, ...args: unknown[]) => world.members.send(world.actors.registrar, method, ...args);
  const memberOf = (account: string) => world.members.read("memberOf", account);

  it("lets an account speak for a member; a repeat changes nothing", async () => {
    const operator = world.actors.stranger;
    await expectEvents(send("addOperator", SINGAPORE, operator), ["OperatorAdded", SINGAPORE, operator]);
    await expectNoOp(send("addOperator", SINGAPORE, operator));
    expect(await memberOf(operator)).to.equal(SINGAPORE);
  });

  it("takes the voice away, and lets it come back to the same member only", async () => {
    const operator = world.actors.singapore;
    await expectEvents(send("removeOperator", SINGAPORE, operator), ["OperatorRemoved", SINGAPORE, operator]);
    await expectNoOp(send("removeOperator", SINGAPORE, operator));
    expect(await memberOf(operator)).to.equal(0);
    await expectRevert(send("addOperator", ROTTERDAM, operator), "OperatorOfAnotherMember", operator, SINGAPORE);
    await expectEvents(send("addOperator", SINGAPORE, operator), ["OperatorAdded", SINGAPORE, operator]);
    expect(await memberOf(operator)).to.equal(SINGAPORE);
  });

  it("reverts with OperatorOfAnotherMember when another member adds or removes it", async () => {
    const operator = world.actors.singapore;
    await expectRevert(send("addOperator", ROTTERDAM, operator), "OperatorOfAnotherMember", operator, SINGAPORE);
    await expectRevert(send("removeOperator", ROTTERDAM, operator), "OperatorOfAnotherMember", operator, SINGAPORE);
  });

  it("reverts with OperatorInvalid for the zero address, and for removing an account that never spoke", async () => {
    const zero = `0x${"0".repeat(40)}`;
    const stranger = world.actors.stranger;
    await expectRevert(send("addOperator", SINGAPORE, zero), "OperatorInvalid", zero);
    await expectRevert(send("removeOperator", SINGAPORE, stranger), "OperatorInvalid", stranger);
  });

  it("lets an account go on speaking for a suspended member, which may not act", async () => {
    await send("suspend", SINGAPORE);
    expect(await memberOf(world.actors.singapore)).to.equal(SINGAPORE);
  });
});
