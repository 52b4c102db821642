import { type Hex32, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { type AgreementTerms, agreementIdOf } from "../../../node-gateway/src/chain/terms.ts";
import type { AgreementAction } from "../../../node-gateway/src/outbox/items.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { wasEffective } from "../../../node-gateway/src/readings/was-effective.ts";
import { opensAt } from "../../../node-gateway/src/sharing/opens-now.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { openReaders, type Reader, share, tell } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

const KIND = "re-export-certificate";

describe("reading under an agreement that sleeps", () => {
  let network: TestNetwork;
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let agreementId: Hex32;
  let documentId: Hex32;
  let grantId: Hex32;
  before(async () => {
    ({ network, singapore, rotterdam, stop } = await openReaders("singapore", "rotterdam"));
    documentId = (await submitNumber(singapore.gateway, KIND, { number: "A-1" })).documentId;
    await singapore.settle();
    const { timeSeconds } = await singapore.gateway.chain.head();
    const terms: AgreementTerms = {
      ...{ parties: [1, 2], kinds: [kindByName(KIND).code], alertCategories: 0, tlpCeiling: 1 },
      ...{
        validFromSeconds: timeSeconds - 10,
        validUntilSeconds: timeSeconds + 2_000_000,
        textDigest: "ab".repeat(32),
      },
    };
    agreementId = agreementIdOf(1, terms);
    await say(singapore, { action: "propose", terms });
    await say(singapore, { action: "accept" });
    await say(rotterdam, { action: "accept" });
    grantId = await share(singapore, { to: rotterdam, documentId, agreementId });
  });
  after(() => stop?.());

  const say = (member: Reader, payload: AgreementAction) =>
    tell(member, { purpose: "agreement", documentId: null, subjectId: agreementId, payload });
  const read = () => openGranted(rotterdam.gateway, { documentId, actor: "officer" });

  it("is refused while a party suspends it, and goes on once it is resumed", async () => {
    expect((await read()).grantId).to.equal(grantId);
    await say(singapore, { action: "suspend" });
    await expectRejection(read(), "GRANT_NOT_EFFECTIVE");
    await say(singapore, { action: "resume" });
    expect((await read()).grantId).to.equal(grantId);
  });

  it("is refused while a member of the grant is suspended", async () => {
    await network.registrar("suspend", 2);
    await expectRejection(read(), "GRANT_NOT_EFFECTIVE");
    await network.registrar("resume", 2);
    expect((await read()).grantId).to.equal(grantId);
  });

  it("is for good once the agreement is terminated", async () => {
    await say(rotterdam, { action: "terminate" });
    await expectRejection(read(), "GRANT_NOT_EFFECTIVE");
  });

  it("stood at every block of the past as the contract said then", async () => {
    await singapore.settle();
    const { gateway } = singapore;
    const kind = kindByName(KIND).code;
    const { number: last } = await gateway.chain.head();
    const answers: boolean[] = [];
    for (let number = 1; number <= last; number++) {
      const block = await gateway.chain.blockAt(number);
      if (!block) throw new Error("A block is missing.");
      const code = await opensAt(gateway, { grantId, kindCode: kind, block: number }).catch(() => false);
      answers.push(code);
      expect(await wasEffective(gateway.database, { grantId, kind, block }), `block ${number}`).to.equal(code);
    }
    const changes = answers.filter((answer, at) => answer !== answers[at - 1]);
    expect(changes).to.deep.equal([false, true, false, true, false, true, false]);
  });
});
