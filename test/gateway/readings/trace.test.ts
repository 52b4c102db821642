import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { listDocuments } from "../../../node-gateway/src/usecases/list-documents.ts";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { traceConsignment } from "../../../node-gateway/src/usecases/trace-consignment.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { openReaders, type Reader, share, tell } from "../../support/gateway/readers.ts";

describe("the trace of what is shared", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let auditor: Reader;
  let origin: Hex32;
  let certificate: Hex32;
  let grantId: Hex32;
  before(async () => {
    ({ singapore, rotterdam, auditor, stop } = await openReaders("singapore", "rotterdam", "auditor"));
    const kind = "re-export-certificate";
    origin = (await submitNumber(singapore.gateway, kind, { number: "T-1" })).documentId;
    const links = [{ documentId: origin, relation: "derivedFrom" as const }];
    certificate = (await submitNumber(singapore.gateway, kind, { number: "T-2", links })).documentId;
    await singapore.settle();
    grantId = await share(singapore, { to: rotterdam, documentId: certificate, scope: "transport" });
  });
  after(() => stop?.());
  const traced = async (member: Reader, readings = false) =>
    traceConsignment(member.gateway, { documentId: certificate, readings });

  it("shows a shared paper as readable under its grant, with its links, and opens nothing for it", async () => {
    const { papers } = await traced(rotterdam);
    const paper = papers.find(({ documentId }) => documentId === certificate);
    expect(paper).to.deep.include({ isReadable: true, grantId, documentNumber: null });
    expect(paper?.links).to.deep.equal([{ documentId: origin, relation: "derivedFrom" }]);
    const [made] = await rotterdam.gateway.database.selectFrom("readings").selectAll().execute();
    expect(made).to.equal(undefined);
    const { items } = await listDocuments(rotterdam.gateway, { state: "shared" });
    expect(items.map(({ documentId, state }) => [documentId, state])).to.deep.equal([[certificate, "shared"]]);
  });

  it("lists every reading to the owner and the reader, and to an auditor as the owner shows it", async () => {
    await openGranted(rotterdam.gateway, { documentId: certificate, actor: "officer" });
    await makeDossier(rotterdam.gateway, { documentId: certificate, actor: "officer", includeLinked: true });
    await readingsTick(rotterdam.gateway);
    for (const member of [singapore, rotterdam, auditor]) {
      const { papers, notReached } = await traced(member, true);
      const readings = papers.find(({ documentId }) => documentId === certificate)?.readings;
      expect(readings, member.name).to.have.length(2);
      expect(readings?.map(({ reader, worth }) => [reader, worth])).to.deep.equal([
        [2, "sound"],
        [2, "sound"],
      ]);
      expect(notReached).to.deep.equal([]);
      expect(papers.find(({ documentId }) => documentId === origin)?.readings).to.deep.equal([]);
    }
  });

  it("names the members whose gateways an auditor could not ask", async () => {
    singapore.isAway = true;
    const { papers, notReached } = await traced(auditor, true);
    expect(notReached).to.deep.equal([1]);
    expect(papers).to.have.length(2);
    singapore.isAway = false;
  });

  it("shows it as not readable once the grant is withdrawn", async () => {
    await tell(singapore, { purpose: "withdrawGrant", documentId: null, subjectId: grantId, payload: { reason: 1 } });
    const { papers } = await traced(rotterdam);
    const paper = papers.find(({ documentId }) => documentId === certificate);
    expect(paper).to.include({ isReadable: false, grantId: null });
  });
});
