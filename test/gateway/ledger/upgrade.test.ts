import { hexOf, kindByName, sha256, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { listBalances } from "../../../node-gateway/src/usecases/ledger/balances.ts";
import { openBalance } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { makeGateway, openMember } from "../../support/gateway/member.ts";
import { deployNetwork } from "../../support/gateway/network.ts";
import { originalOf } from "../../support/gateway/papers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("a database from before the ledger", () => {
  it("opens, pins its contract, and reads what the chain said of balances meanwhile", async () => {
    const network = await deployNetwork();
    const singapore = await makeGateway(network, "singapore");
    await network.registrar("accredit", 1, kindByName("declaration-import").code, 0, 4_000_000_000);
    const original = originalOf("declaration-import", "D-1", { quantities: [{ value: "5", unit: "KGM" }] });
    const writing = (key: string) => ({ actor: "officer", idempotencyKey: key });
    const { documentId } = await submitDocument(singapore.gateway, { original, ...writing("paper") });
    await settleAll(singapore);
    await openBalance(singapore.gateway, { documentId, ...writing("balance") });
    await settleAll(singapore);
    const { database, chain, contracts } = singapore.gateway;
    const before = await listBalances(singapore.gateway, {});
    expect(before.items).to.have.length(1);
    const { memberRegistry, documentRegistry, accessRegistry, agreementRegistry } = contracts;
    const known = [memberRegistry, documentRegistry, accessRegistry, agreementRegistry];
    const codes = await Promise.all(known.map((address) => chain.code(address)));
    const pinned = (code_hash: string) =>
      database.updateTable("identity").set({ code_hash, quantity_ledger: null, selection_registry: null }).execute();
    await database.deleteFrom("ledger_events").execute();
    await pinned("00".repeat(32));
    await expectRejection(openMember(network, "singapore"), "CHAIN_CODE_CHANGED");
    await pinned(hexOf(sha256(utf8Encode(codes.join(" ").toLowerCase()))));
    const opened = await openMember(network, "singapore");
    expect(opened.gateway.contracts).to.deep.equal(contracts);
    await opened.settle();
    expect(await listBalances(opened.gateway, {})).to.deep.equal(before);
    await (await openMember(network, "singapore")).close();
    for (const member of [singapore, opened]) await member.close();
    await network.stop();
  });
});
