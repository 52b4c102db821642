import { expect } from "chai";
import { duePapers } from "../../../node-gateway/src/sharing/due-papers.ts";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { admit, makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";

describe("papers that are due", () => {
  let network: TestNetwork;
  let members: TestMember[] = [];
  before(async () => {
    network = await deployNetwork();
    // The stranger is admitted, and has published no key that anything could be sealed to.
    await admit(network, "stranger");
    members = [await makeGateway(network, "singapore"), await makeGateway(network, "rotterdam")];
  });
  after(async () => {
    for (const member of members) await member.close();
    await network?.stop();
  });

  it("leave out a reader without a sealing key, so that he holds up nobody", async () => {
    const [singapore] = members as [TestMember, TestMember];
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: "SG-D1" });
    await singapore.settle();
    for (const name of ["stranger", "rotterdam"] as const) {
      await makeGrant(singapore.gateway, {
        ...{ about: { documentId }, reader: ACTORS[name].memberId, scope: "full", purpose: "transit" },
        ...{ validUntilSeconds: singapore.clock.now() + 1_000_000, actor: "officer", idempotencyKey: name },
      });
      await singapore.settle();
    }
    const due = await duePapers(singapore.gateway, 1);
    expect(due.map(({ grant }) => grant.reader)).to.deep.equal([ACTORS.rotterdam.memberId]);
  });
});
