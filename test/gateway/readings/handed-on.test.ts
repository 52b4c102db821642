import { type Hex32, PURPOSES, scopeDigest, ZERO_HEX32 } from "@sealane/sdk";
import { expect } from "chai";
import { type GrantTerms, grantIdOf } from "../../../node-gateway/src/chain/terms.ts";
import { auditReceipts } from "../../../node-gateway/src/readings/audit-receipts.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { findGrant } from "../../../node-gateway/src/sharing/grant-line.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { deliver, openReaders, type Reader, share, tell } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("readings under a grant that was handed on", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let stranger: Reader;
  let documentId: Hex32;
  let above: Hex32;
  before(async () => {
    ({ singapore, rotterdam, stranger, stop } = await openReaders("singapore", "rotterdam", "stranger"));
    documentId = (await submitNumber(singapore.gateway, "re-export-certificate", { number: "H-1" })).documentId;
    await singapore.settle();
    above = await share(singapore, { to: rotterdam, documentId, maxUses: 3, delegations: 1 });
    await rotterdam.settle();
    const child = await handOn();
    await singapore.settle();
    await deliver(singapore, stranger, { grantId: child, documentId, isLimited: true });
  });
  after(() => stop?.());

  async function handOn(): Promise<Hex32> {
    const parent = await findGrant(rotterdam.gateway.database, above);
    if (!parent) throw new Error("The grant is not there.");
    const terms: GrantTerms = {
      ...{ subject: documentId, isConsignment: false, reader: stranger.gateway.memberId },
      ...{ scope: scopeDigest("full"), narrowerScopes: ZERO_HEX32, purpose: PURPOSES[1].code },
      ...{ validUntilSeconds: parent.valid_until_seconds, maxUses: 2, delegations: 0 },
      ...{ agreementId: ZERO_HEX32, parentId: above, requestId: ZERO_HEX32 },
    };
    const subjectId = grantIdOf(rotterdam.gateway.memberId, terms);
    const proof = { size: 0, index: 0, path: [] };
    await tell(rotterdam, { purpose: "delegate", documentId: null, subjectId, payload: { terms, proof } });
    return subjectId;
  }
  const read = ({ gateway }: Reader) => openGranted(gateway, { documentId, actor: "officer" });

  it("count together with those under the grant above it", async () => {
    await read(stranger);
    await read(rotterdam);
    await read(rotterdam);
    await expectRejection(read(rotterdam), "GRANT_USES_SPENT");
    await expectRejection(read(stranger), "GRANT_USES_SPENT");
    const { items } = await listReadings(singapore.gateway, { direction: "served", documentId });
    expect(items.map(({ reader, receipt }) => [reader, receipt?.uses])).to.deep.equal([
      [7, 1],
      [2, 2],
      [2, 3],
    ]);
    expect((await auditReceipts(singapore.gateway, 1)).faults).to.deep.equal([]);
  });

  it("end when the grant above it is withdrawn", async () => {
    const other = (await submitNumber(singapore.gateway, "re-export-certificate", { number: "H-2" })).documentId;
    await singapore.settle();
    documentId = other;
    above = await share(singapore, { to: rotterdam, documentId, maxUses: 9, delegations: 1 });
    await rotterdam.settle();
    const child = await handOn();
    await singapore.settle();
    await deliver(singapore, stranger, { grantId: child, documentId, isLimited: true });
    await read(stranger);
    await tell(singapore, { purpose: "withdrawGrant", documentId: null, subjectId: above, payload: { reason: 1 } });
    await expectRejection(read(stranger), "GRANT_NOT_EFFECTIVE");
    await expectRejection(read(rotterdam), "GRANT_NOT_EFFECTIVE");
  });
});
