import { expect } from "chai";
import { Interface } from "ethers";
import { MEMBER_REGISTRY } from "../../../node-gateway/src/chain/abi/member-registry.ts";
import { deploy } from "../../../scripts/deploy.ts";
import { type Enrolment, enrol, type RegistryLocation } from "../../../scripts/member/enrol.ts";
import { accountOf } from "../../../scripts/transactions/sign.ts";
import { answerOf, keyOf, useThrowawayChain } from "./support/throwaway-chain.ts";

const REGISTRAR_KEY = keyOf("registrar");
const UNTIL = 2_000_000_000;

const enrolmentOf = (memberId: number, country: string, actor: string): Enrolment => ({
  memberId,
  country,
  roles: 1,
  operator: accountOf(keyOf(actor)),
  kinds: ["declaration-import", "bill-of-lading-master"],
  validUntilSeconds: UNTIL,
});

describe("enrolling a member", () => {
  const world = useThrowawayChain();
  let location: RegistryLocation;

  before(async () => {
    const state = { deployerKey: REGISTRAR_KEY, statePath: world.path("state.json") };
    const { memberRegistry } = await deploy({ rpcUrl: world.rpcUrl, ...state });
    location = { rpcUrl: world.rpcUrl, memberRegistry };
  });

  const registry = (...ask: [string, ...unknown[]]) =>
    answerOf(world.chain, { abi: MEMBER_REGISTRY.abi, to: location.memberRegistry, ask });

  async function eventsOf(memberId: number): Promise<string[]> {
    const { number } = await world.chain.head();
    const logs = await world.chain.logs({ from: 0, to: number, addresses: [location.memberRegistry] });
    const coder = new Interface(MEMBER_REGISTRY.abi);
    const parsed = logs.map(({ topics, data }) => coder.parseLog({ topics: [...topics], data }));
    return parsed.flatMap((event) => (event?.args["memberId"] === BigInt(memberId) ? [event.name] : []));
  }

  it("admits it, lets its account speak for it and accredits it for its kinds and no other", async () => {
    await enrol(location, REGISTRAR_KEY, enrolmentOf(1, "SG", "singapore"));
    expect(((await registry("member", 1)) as unknown[]).slice(0, 3)).to.deep.equal(["0x5347", 1n, 1n]);
    expect(await registry("memberOf", accountOf(keyOf("singapore")))).to.equal(1n);
    expect(await registry("mayIssue", 1, 101)).to.equal(true);
    expect(await registry("mayIssue", 1, 201)).to.equal(true);
    expect(await registry("mayIssue", 1, 301)).to.equal(false);
  });

  it("changes nothing when it is run again", async () => {
    const before = await eventsOf(1);
    await enrol(location, REGISTRAR_KEY, enrolmentOf(1, "SG", "singapore"));
    expect(before).to.deep.equal(["MemberAdmitted", "OperatorAdded", "AccreditationGranted", "AccreditationGranted"]);
    expect(await eventsOf(1)).to.deep.equal(before);
  });

  it("beside another enrolment by the same registrar does both", async () => {
    await Promise.all([
      enrol(location, REGISTRAR_KEY, enrolmentOf(2, "NL", "rotterdam")),
      enrol(location, REGISTRAR_KEY, enrolmentOf(3, "IN", "mumbai")),
    ]);
    expect([await registry("mayIssue", 2, 201), await registry("mayIssue", 3, 201)]).to.deep.equal([true, true]);
  });

  it("by a stranger is reverted, and says at which step", async () => {
    const refusal = await enrol(location, keyOf("stranger"), enrolmentOf(4, "XX", "stranger")).catch((error) => error);
    expect(refusal).to.include({ code: "CHAIN_REVERTED" });
    expect(refusal.message).to.contain("admit (member 4)");
    expect(await eventsOf(4)).to.deep.equal([]);
  });
});
