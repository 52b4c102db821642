import type { Policy } from "@sealane/sdk";
import { expect } from "chai";
import { answerTick } from "../../../node-gateway/src/sharing/answer-tick.ts";
import { getGrant } from "../../../node-gateway/src/usecases/sharing/list-grants.ts";
import { getRequest, listRequests } from "../../../node-gateway/src/usecases/sharing/list-requests.ts";
import { getPolicy, setPolicy } from "../../../node-gateway/src/usecases/sharing/policy.ts";
import { grantRequest, makeRequest, refuseRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber, UCR } from "../../support/gateway/papers.ts";
import { handOver, receive, sentBy, settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

const KIND = "re-export-certificate";
let keys = 0;
const writing = () => ({ actor: "officer", idempotencyKey: `key-${++keys}` });

describe("a request for access", () => {
  let network: TestNetwork;
  let [singapore, rotterdam, auditor]: TestMember[] = [];
  const all = () => [singapore, rotterdam, auditor] as [TestMember, TestMember, TestMember];
  const end = (): number => singapore!.clock.now() + 1_000_000 + ++keys;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
    auditor = await makeGateway(network, "auditor");
    await settleAll(...all());
  });
  after(async () => {
    for (const member of [singapore, rotterdam, auditor]) await member?.close();
    await network?.stop();
  });

  const submit = async (number: string, consignment?: string): Promise<string> => {
    const more = consignment === undefined ? {} : { consignment };
    const { documentId } = await submitNumber(singapore!.gateway, KIND, { number, ...more });
    return documentId;
  };
  const ask = (changed: object) =>
    makeRequest(rotterdam!.gateway, {
      ...{ holder: 1, about: { consignment: UCR }, scope: "goods", purpose: "risk-assessment" },
      ...{ caseNumber: `case-${++keys}`, note: "Please.", ...writing() },
      ...changed,
    });

  it("shows event and note in either order, each alone as such", async () => {
    const first = await ask({});
    expect(await handOver(rotterdam!, singapore!)).to.deep.equal(["RECE"]);
    const look = async (requestId: string) => getRequest(singapore!.gateway, { requestId });
    expect(await look(first.requestId)).to.include({ standing: "noteOnly", requester: 2, subject: null });
    expect((await listRequests(singapore!.gateway, {})).items.map((it) => it.standing)).to.deep.equal(["noteOnly"]);
    await settleAll(...all());
    expect(await look(first.requestId)).to.deep.include({ standing: "open", purpose: "risk-assessment" });
    const second = await ask({});
    await settleAll(...all());
    expect(await look(second.requestId)).to.include({ standing: "open", note: null });
    await handOver(rotterdam!, singapore!);
    expect((await look(second.requestId)).note?.text).to.equal("Please.");
    await refuseRequest(singapore!.gateway, { requestId: first.requestId, reason: "no-legal-basis", ...writing() });
    const later = { validUntilSeconds: end(), ...writing() };
    await expectRejection(
      grantRequest(singapore!.gateway, { requestId: first.requestId, ...later }),
      "REQUEST_ANSWERED",
    );
    const { grantId } = await grantRequest(singapore!.gateway, { requestId: second.requestId, ...later });
    await settleAll(...all());
    const answer = (requestId: string) => getRequest(rotterdam!.gateway, { requestId });
    expect(await answer(first.requestId)).to.include({ standing: "refused", refusal: "no-legal-basis" });
    expect(await answer(second.requestId)).to.include({ standing: "granted", grantId });
  });

  it("is refused as INCD when the note is of another scope or case than the chain's", async () => {
    await ask({});
    await settleAll(...all());
    const { envelope } = (await sentBy(rotterdam!)).at(-1)!;
    const changed = (content: object) => ({ ...envelope, content: { ...envelope.content, ...content } }) as never;
    expect(await receive(singapore!, changed({ scope: "full" }))).to.equal("INCD");
    expect(await receive(singapore!, changed({ caseNumber: "other" }))).to.equal("INCD");
    expect(await receive(singapore!, changed({ note: 1 }))).to.equal("INCD");
    await handOver(rotterdam!, singapore!);
  });

  it("is answered once by the standing policy, which names its rule; what it does not allow waits", async () => {
    const rule = (changed: object) => ({
      ...{ readers: { roles: 1 }, kinds: [KIND], scopes: ["transport"], purposes: ["transit"], maxDays: 30 },
      ...{ maxUses: null, agreementRequired: false, ...changed },
    });
    const policy = { rules: [rule({ readers: { members: [6] } }), rule({ maxUses: 9 })] } as unknown as Policy;
    expect((await getPolicy(singapore!.gateway)).version).to.equal(0);
    await expectRejection(setPolicy(singapore!.gateway, { policy: { rules: [{}] }, ...writing() }), "POLICY_INVALID");
    expect((await setPolicy(singapore!.gateway, { policy, ...writing() })).version).to.equal(1);
    const about = { documentId: await submit("SG-11") };
    await settleAll(...all());
    const allowed = await ask({ about, scope: "transport", purpose: "transit" });
    const tooWide = await ask({ about, scope: "goods", purpose: "transit" });
    // Papers of other kinds may join it, and the policy speaks of one.
    const tooMany = await ask({ scope: "transport", purpose: "transit" });
    const notHeld = await ask({ about: { consignment: "UCR-NOWHERE" }, scope: "transport", purpose: "transit" });
    await handOver(rotterdam!, singapore!);
    await settleAll(...all());
    for (let round = 0; round < 3; round++) await answerTick(singapore!.gateway);
    await settleAll(...all());
    await answerTick(singapore!.gateway);
    const standing = async ({ requestId }: { requestId: string }) =>
      (await getRequest(rotterdam!.gateway, { requestId })).standing;
    expect(await standing(allowed)).to.equal("granted");
    for (const left of [tooWide, tooMany, notHeld]) expect(await standing(left)).to.equal("open");
    const entries = await singapore!.gateway.database
      .selectFrom("audit")
      .selectAll()
      .where("action", "=", "answerByPolicy")
      .execute();
    expect(entries.map(({ actor, subject }) => [actor, subject])).to.deep.equal([
      ["policy 1, rules 1", allowed.requestId],
    ]);
    const { grantId } = await getRequest(rotterdam!.gateway, { requestId: allowed.requestId });
    expect(await getGrant(rotterdam!.gateway, { grantId: grantId! })).to.include({ maxUses: 9, scope: "transport" });
  });
});
