import { expect } from "chai";
import { keccak256 } from "ethers";
import { nameOf, useConsortium } from "./support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "./support/expect.ts";

const NAME = nameOf("MemberRegistry");

describe("Directory", () => {
  const world = useConsortium();
  const list = (name: string, location: string, from = world.actors.governance) =>
    world.directory.send(from, "list", name, location);

  it("lists a contract under a name with the hash of its code; a repeat changes nothing", async () => {
    const { members, evm } = world;
    const codeHash = keccak256(await evm.code(members.address));
    await expectEvents(list(NAME, members.address), ["ContractListed", NAME, members.address, codeHash]);
    await expectNoOp(list(NAME, members.address));
    expect(await world.directory.read("locationOf", NAME)).to.equal(members.address);
  });

  it("lists a new version in the place of the old one", async () => {
    const { members, documents } = world;
    await list(NAME, members.address);
    expect((await list(NAME, documents.address)).events).to.have.length(1);
    expect(await world.directory.read("locationOf", NAME)).to.equal(documents.address);
  });

  it("answers zero for a name that is not listed", async () => {
    expect(await world.directory.read("locationOf", NAME)).to.equal(`0x${"0".repeat(40)}`);
  });

  it("reverts with LocationWithoutCode for an account", async () => {
    const { stranger } = world.actors;
    await expectRevert(list(NAME, stranger), "LocationWithoutCode", stranger);
  });

  it("takes a name of 32 characters", async () => {
    const name = nameOf("x".repeat(32));
    expect((await list(name, world.members.address)).events).to.have.length(1);
  });

  for (const wrong of ["", "\0A", "A\0B", "A B", " A", "A\n", "\x7f", `${"A".repeat(31)}\x80`]) {
    const name = `0x${Buffer.from(wrong, "latin1").toString("hex").padEnd(64, "0")}`;
    it(`reverts with NameInvalid for ${JSON.stringify(wrong)}`, () =>
      expectRevert(list(name, world.members.address), "NameInvalid", name));
  }

  it("is governance's alone: a registrar and a stranger are refused", async () => {
    for (const caller of [world.actors.registrar, world.actors.stranger]) {
      await expectRevert(list(NAME, world.members.address, caller), "AccessManagedUnauthorized", caller);
    }
  });
});
