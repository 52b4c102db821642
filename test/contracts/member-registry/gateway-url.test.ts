import { admitMembers, MEMBER, useConsortium } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const { singapore: SINGAPORE } = MEMBER;

describe("MemberRegistry: gateway URL", () => {
  const world = useConsortium(admitMembers);
  const set = (url: string) => world.members.send(world.actors.singapore, "setGatewayUrl", url);

  it("is what the operator last said; a repeat changes nothing", async () => {
    const url = "https://gateway.singapore.example";
    await expectNoOp(set(""));
    await expectEvents(set(url), ["GatewayUrlChanged", SINGAPORE, url]);
    await expectNoOp(set(url));
    await expectEvents(set(""), ["GatewayUrlChanged", SINGAPORE, ""]);
  });

  it("holds 256 bytes and reverts with GatewayUrlTooLong above", async () => {
    await expectEvents(set("u".repeat(256)), ["GatewayUrlChanged", SINGAPORE, "u".repeat(256)]);
    await expectRevert(set("u".repeat(257)), "GatewayUrlTooLong", 257);
  });

  it("stays while the member is suspended: a change reverts with MemberNotActive, a repeat does not", async () => {
    await set("https://a.example");
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectRevert(set("https://b.example"), "MemberNotActive", SINGAPORE);
    await expectNoOp(set("https://a.example"));
  });

  it("reverts with CallerNotOperator for a stranger and for an operator who was removed", async () => {
    const { stranger, singapore, registrar } = world.actors;
    await expectRevert(
      world.members.send(stranger, "setGatewayUrl", "https://x.example"),
      "CallerNotOperator",
      stranger,
    );
    await world.members.send(registrar, "removeOperator", SINGAPORE, singapore);
    await expectRevert(set("https://x.example"), "CallerNotOperator", singapore);
  });
});
