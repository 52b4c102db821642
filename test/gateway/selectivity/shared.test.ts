import { expect } from "chai";
import { getAssessment, listQueue } from "../../../node-gateway/src/selectivity/lanes/list-queue.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { createSwitchboard, openReader, type Reader, share } from "../../support/gateway/readers.ts";
import { decide, declare, inForce } from "../../support/gateway/selectivity.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("Lanes of declarations that other members share", () => {
  let network: TestNetwork;
  let exporter: Reader;
  let rotterdam: Reader;
  let singapore: Reader;
  before(async () => {
    network = await deployNetwork();
    const board = createSwitchboard();
    exporter = await openReader(network, "exporter", board);
    rotterdam = await openReader(network, "rotterdam", board);
    singapore = await openReader(network, "singapore", board);
    await inForce(singapore, "from-rotterdam", 'issuer.country = "NL" and any issuer.roles (it = "agency")');
  });
  after(async () => {
    for (const member of [exporter, rotterdam, singapore]) await member?.close();
    await network?.stop();
  });

  it("are decided where the grant opens them for any number of readings, by who issued them too", async () => {
    const documentId = await declare(rotterdam, {});
    await settleAll(rotterdam, singapore);
    await decide(singapore);
    await expectRejection(getAssessment(singapore.gateway, { documentId }), "ASSESSMENT_NOT_FOUND");
    await share(rotterdam, { to: singapore, documentId });
    await settleAll(rotterdam, singapore);
    await decide(singapore);
    const { issuer, lane, decision } = await getAssessment(singapore.gateway, { documentId });
    expect([issuer, lane]).to.deep.equal([2, "red"]);
    expect(decision.signals.map(({ name }) => name)).to.include("from-rotterdam");
  });

  it("are not opened for it where the grant is for a number of readings", async () => {
    const documentId = await declare(rotterdam, {});
    await share(rotterdam, { to: singapore, documentId, maxUses: 2 });
    await settleAll(rotterdam, singapore);
    await decide(singapore);
    await expectRejection(getAssessment(singapore.gateway, { documentId }), "ASSESSMENT_NOT_FOUND");
    const uses = await singapore.gateway.database
      .selectFrom("readings")
      .selectAll()
      .where("document_id", "=", documentId)
      .execute();
    expect(uses).to.deep.equal([]);
  });

  it("are decided by agencies alone", async () => {
    await network.registrar("accredit", 5, 101, 0, 4_000_000_000);
    await declare(exporter, {});
    await decide(exporter);
    expect((await listQueue(exporter.gateway, { state: "all" })).items).to.deep.equal([]);
  });
});
