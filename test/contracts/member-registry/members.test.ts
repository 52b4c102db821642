import { expect } from "chai";
import { REGISTRAR_FUNCTIONS } from "../../../scripts/deploy/plan.ts";
import { country, FOREVER, KIND, ROLE, STATUS, useConsortium } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const SG = country("SG");
const NOBODY = 99;

describe("MemberRegistry: members", () => {
  const world = useConsortium();
  const send = (method: string, ...args: unknown[]) => world.members.send(world.actors.registrar, method, ...args);

  it("admits a member, active from this block", async () => {
    const { timeSeconds } = await expectEvents(send("admit", 7, SG, ROLE.customs), [
      "MemberAdmitted",
      7,
      SG,
      ROLE.customs,
    ]);
    expect(await world.members.read("member", 7)).to.deep.equal([SG, ROLE.customs, STATUS.active, timeSeconds, ""]);
    expect(await world.members.read("isActive", 7)).to.equal(true);
  });

  it("admits the same member again without effect, also after a suspension", async () => {
    await send("admit", 7, SG, ROLE.customs);
    await expectNoOp(send("admit", 7, SG, ROLE.customs));
    await send("suspend", 7);
    await expectNoOp(send("admit", 7, SG, ROLE.customs));
    expect(await world.members.read("isActive", 7)).to.equal(false);
  });

  it("reverts with MemberExists when the number is another member's", async () => {
    await send("admit", 7, SG, ROLE.customs);
    await expectRevert(send("admit", 7, country("NL"), ROLE.customs), "MemberExists", 7);
    await expectRevert(send("admit", 7, SG, ROLE.carrier), "MemberExists", 7);
  });

  it("reverts with MemberIdInvalid for the number 0", () =>
    expectRevert(send("admit", 0, SG, ROLE.customs), "MemberIdInvalid", 0));

  for (const wrong of ["sG", "Sg", "S1", "@G", "S[", "S\0"]) {
    it(`reverts with CountryInvalid for ${JSON.stringify(wrong)}`, () =>
      expectRevert(send("admit", 7, country(wrong), ROLE.customs), "CountryInvalid", country(wrong)));
  }

  for (const wrong of [0, 32, 33, 255]) {
    it(`reverts with RolesInvalid for the roles ${wrong}`, () =>
      expectRevert(send("admit", 7, SG, wrong), "RolesInvalid", wrong));
  }

  it("takes every role at once, and the letters A and Z", async () => {
    await expectEvents(send("admit", 7, country("AZ"), 31), ["MemberAdmitted", 7, country("AZ"), 31]);
  });

  it("suspends and resumes a member, dated by the block, and repeats change nothing", async () => {
    await send("admit", 7, SG, ROLE.customs);
    const suspended = await expectEvents(send("suspend", 7), ["MemberSuspended", 7]);
    await expectNoOp(send("suspend", 7));
    expect(await world.members.read("member", 7)).to.deep.equal([SG, 1, STATUS.suspended, suspended.timeSeconds, ""]);
    const resumed = await expectEvents(send("resume", 7), ["MemberResumed", 7]);
    await expectNoOp(send("resume", 7));
    expect(await world.members.read("member", 7)).to.deep.equal([SG, 1, STATUS.active, resumed.timeSeconds, ""]);
  });

  it("knows nothing of a number that no member has", async () => {
    expect(await world.members.read("member", NOBODY)).to.deep.equal(["0x0000", 0, STATUS.none, 0, ""]);
    expect(await world.members.read("isActive", NOBODY)).to.equal(false);
  });

  const calls: Record<string, unknown[]> = {
    suspend: [],
    resume: [],
    addOperator: ["0x00000000000000000000000000000000000000a1"],
    removeOperator: ["0x00000000000000000000000000000000000000a1"],
    accredit: [KIND.importDeclaration, 0, FOREVER],
    endAccreditation: [KIND.importDeclaration],
  };
  for (const [method, args] of Object.entries(calls)) {
    it(`reverts with MemberUnknown when ${method} names a number that no member has`, () =>
      expectRevert(send(method, NOBODY, ...args), "MemberUnknown", NOBODY));
  }

  for (const method of REGISTRAR_FUNCTIONS) {
    it(`refuses ${method} to anyone but a registrar, operators and governance included`, async () => {
      const args = method === "admit" ? [7, SG, ROLE.customs] : [7, ...(calls[method] ?? [])];
      for (const caller of [world.actors.stranger, world.actors.singapore, world.actors.governance]) {
        await expectRevert(world.members.send(caller, method, ...args), "AccessManagedUnauthorized", caller);
      }
    });
  }
});
