import { kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { openFields } from "../../../node-gateway/src/papers/facts-of.ts";
import { openReadable } from "../../../node-gateway/src/readings/open-readable.ts";
import { getAssessment, listQueue } from "../../../node-gateway/src/selectivity/lanes/list-queue.ts";
import { TOLD_POINTERS, tellIssuersTick } from "../../../node-gateway/src/selectivity/lanes/tell-issuers.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import { deliver, openReaders, type Reader, share } from "../../support/gateway/readers.ts";
import { decide, declare, inForce } from "../../support/gateway/selectivity.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("Lanes of declarations that other members share", () => {
  let network: TestNetwork;
  let stop: () => Promise<void>;
  let exporter: Reader;
  let rotterdam: Reader;
  let singapore: Reader;
  before(async () => {
    ({ network, exporter, rotterdam, singapore, stop } = await openReaders("exporter", "rotterdam", "singapore"));
    await inForce(singapore, "from-rotterdam", 'issuer.country = "NL" and any issuer.roles (it = "agency")');
  });
  after(() => stop?.());

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

  it("tell their issuer the lane and the category of the reason, once for each version, and nothing of why", async () => {
    await network.registrar("accredit", 1, kindByName("lane-decision").code, 0, 4_000_000_000);
    await singapore.settle();
    await decide(singapore);
    await tellIssuersTick(singapore.gateway);
    await tellIssuersTick(singapore.gateway);
    await settleAll(singapore, rotterdam);
    const rows = await rotterdam.gateway.database.selectFrom("grants").selectAll().where("granter", "=", 1).execute();
    expect(rows).to.have.length(1);
    const { subject: documentId, grant_id: grantId } = rows[0] as { subject: string; grant_id: string };
    await deliver(singapore, rotterdam, { grantId, documentId, scope: { pointers: TOLD_POINTERS } });
    const { paper } = await openReadable(rotterdam.gateway, { documentId, grantId, actor: "officer" });
    const told = Object.fromEntries(openFields(paper.body).fields.map(({ pointer, value }) => [pointer, value]));
    expect(told).to.include({ "/details/lane": "red", "/details/reasonCategory": "rule" });
    expect(JSON.stringify(told)).not.to.include("from-rotterdam");
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
