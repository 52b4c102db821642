import { hexOf, sha256, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { getGrant } from "../../../node-gateway/src/usecases/sharing/list-grants.ts";
import { makeGateway, openMember } from "../../support/gateway/member.ts";
import { deployNetwork } from "../../support/gateway/network.ts";
import { UCR } from "../../support/gateway/papers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("a database from before sharing", () => {
  it("opens, pins the further contracts, and reads what the chain said of grants meanwhile", async () => {
    const network = await deployNetwork();
    const singapore = await makeGateway(network, "singapore");
    const rotterdam = await makeGateway(network, "rotterdam");
    await settleAll(singapore, rotterdam);
    const { grantId } = await makeGrant(singapore.gateway, {
      ...{ about: { consignment: UCR }, reader: 2, scope: "full", purpose: "transit" },
      ...{ validUntilSeconds: singapore.clock.now() + 1_000, actor: "officer", idempotencyKey: "grant" },
    });
    await settleAll(singapore, rotterdam);
    const { database, chain, contracts } = rotterdam.gateway;
    const before = [contracts.memberRegistry, contracts.documentRegistry];
    const codes = await Promise.all(before.map((address) => chain.code(address)));
    const pinned = (code_hash: string) =>
      database
        .updateTable("identity")
        .set({
          ...{ code_hash, access_registry: null, agreement_registry: null },
          ...{ quantity_ledger: null, selection_registry: null },
        })
        .execute();
    await database.deleteFrom("grants").execute();
    await pinned("00".repeat(32));
    await expectRejection(openMember(network, "rotterdam"), "CHAIN_CODE_CHANGED");
    await pinned(hexOf(sha256(utf8Encode(codes.join(" ").toLowerCase()))));
    const opened = await openMember(network, "rotterdam");
    expect(opened.gateway.contracts).to.deep.equal(contracts);
    await opened.settle();
    expect((await getGrant(opened.gateway, { grantId })).standing).to.equal("effective");
    await (await openMember(network, "rotterdam")).close();
    for (const member of [singapore, rotterdam, opened]) await member.close();
    await network.stop();
  });
});
