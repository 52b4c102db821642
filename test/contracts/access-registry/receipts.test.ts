import { expect } from "chai";
import { codeOf, MEMBER, operatorOf } from "../support/consortium.ts";
import { digestOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import { NONE, useSharing } from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;
const [FIRST, SECOND, HEAD, NEXT_HEAD] = ["first", "second", "head", "next head"].map(digestOf) as [
  string,
  string,
  string,
  string,
];

describe("AccessRegistry: receipts", () => {
  const world = useSharing();
  const anchor = (root: string, count: number, head: string, member: number = SINGAPORE) =>
    world.access.send(operatorOf(world, member), "anchorReceipts", root, count, head);
  const receiptsOf = (member: number) => world.access.read("receiptsOf", member);

  it("are anchored root by root, each naming the one before it", async () => {
    await expectEvents(anchor(FIRST, 3, HEAD), ["ReceiptsAnchored", SINGAPORE, FIRST, NONE, 3, HEAD]);
    const next = ["ReceiptsAnchored", SINGAPORE, SECOND, FIRST, 4, NEXT_HEAD];
    const { timeSeconds } = await expectEvents(anchor(SECOND, 4, NEXT_HEAD), next);
    expect(await receiptsOf(SINGAPORE)).to.deep.equal([SECOND, NEXT_HEAD, 7, timeSeconds]);
  });

  it("anchored again change nothing, also when others came since", async () => {
    await anchor(FIRST, 3, HEAD);
    await expectNoOp(anchor(FIRST, 3, HEAD));
    await anchor(SECOND, 4, NEXT_HEAD);
    const kept = await receiptsOf(SINGAPORE);
    await expectNoOp(anchor(FIRST, 3, HEAD));
    expect(await receiptsOf(SINGAPORE)).to.deep.equal(kept);
  });

  it("are each member's own: a copy joins the copier's chain only", async () => {
    await anchor(FIRST, 3, HEAD);
    await expectEvents(anchor(FIRST, 3, HEAD, ROTTERDAM), ["ReceiptsAnchored", ROTTERDAM, FIRST, NONE, 3, HEAD]);
    await expectEvents(anchor(SECOND, 1, HEAD), ["ReceiptsAnchored", SINGAPORE, SECOND, FIRST, 1, HEAD]);
  });

  it("are taken from a suspended member", async () => {
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    expect((await anchor(FIRST, 1, HEAD)).events).to.have.length(1);
  });

  it("revert with ReceiptsInvalid without root, receipt or head, and with CallerNotOperator by a stranger", async () => {
    for (const [root, count, head] of [
      [NONE, 1, HEAD],
      [FIRST, 0, HEAD],
      [FIRST, 1, NONE],
    ] as const)
      await expectRevert(anchor(root, count, head), "ReceiptsInvalid", root, count, head);
    const { stranger } = world.actors;
    const sent = world.access.send(stranger, "anchorReceipts", FIRST, 1, HEAD);
    await expectRevert(sent, "CallerNotOperator", stranger);
  });
});

describe("AccessRegistry: its registries", () => {
  const world = useSharing();

  it("have the same members, or it is not deployed: RegistriesDiffer", async () => {
    const { evm, actors, authority, members, documents } = world;
    const deploy = (contract: string, ...args: unknown[]) =>
      evm.deploy(actors.governance, { ...codeOf(contract), args });
    const strangers = await deploy("MemberRegistry", authority.address);
    const agreements = await deploy("AgreementRegistry", strangers.address);
    const deployed = deploy("AccessRegistry", documents.address, agreements.address);
    await expectRevert(deployed, "RegistriesDiffer", members.address, strangers.address);
  });
});
