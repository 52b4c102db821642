import { type Hex32, type KindName, type Link, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { auditTrail } from "../../../node-gateway/src/usecases/audit-trail.ts";
import { judgeConsignment } from "../../../node-gateway/src/usecases/judge-consignment.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { openReaders, type Reader, share } from "../../support/gateway/readers.ts";
import { expectRejection } from "../../support/refusal.ts";

const UCR = "6MY-JUDGED-1";
const ASKED = { consignment: UCR, actor: "officer" };

describe("Judging a consignment", () => {
  let stop: () => Promise<void>;
  let exporter: Reader;
  let rotterdam: Reader;
  let invoice: Hex32;
  let packing: Hex32;
  before(async () => {
    ({ exporter, rotterdam, stop } = await openReaders("exporter", "rotterdam"));
    invoice = await submit(exporter, "commercial-invoice", { documentNumber: "I-1", grossWeightKg: "1000" });
    const links: Link[] = [{ documentId: invoice, relation: "supports" }];
    packing = await submit(exporter, "packing-list", { documentNumber: "P-1", grossWeightKg: "1500" }, links);
    await exporter.settle();
    await share(exporter, { to: rotterdam, documentId: invoice, scope: "goods" });
  });
  after(() => stop?.());

  async function submit(member: Reader, kind: KindName, facts: object, links: readonly Link[] = []): Promise<Hex32> {
    const original = utf8Encode(JSON.stringify({ sealane: kind, ucr: UCR, containers: ["SLMU4012337"], ...facts }));
    const idempotencyKey = JSON.stringify(facts);
    return (await submitDocument(member.gateway, { actor: "officer", idempotencyKey, original, links })).documentId;
  }

  it("names the papers that contradict each other, with what each states", async () => {
    const { verdict, findings, unread } = await judgeConsignment(exporter.gateway, ASKED);
    expect([verdict, unread]).to.deep.equal(["invalid", []]);
    const [wrong, ...more] = findings.filter(({ status }) => status === "invalid");
    expect(more).to.deep.equal([]);
    expect(wrong).to.deep.include({ check: "grossWeight", code: "GROSS_WEIGHTS_DIFFER", papers: [invoice, packing] });
    expect(wrong?.values).to.deep.include({ documentId: packing, fact: "grossWeightKg", value: "1500" });
  });

  it("draws the papers and what they speak of", async () => {
    const { graph } = await judgeConsignment(exporter.gateway, ASKED);
    expect(graph.nodes.map(({ sort, label }) => `${sort} ${label}`)).to.have.members([
      "paper I-1",
      "paper P-1",
      "container SLMU4012337",
    ]);
    expect(graph.edges).to.deep.include({ from: `paper ${packing}`, to: `paper ${invoice}`, relation: "supports" });
  });

  it("writes each paper that it opens into the audit log", async () => {
    await judgeConsignment(exporter.gateway, { ...ASKED, actor: "the auditor's friend" });
    const { items } = await auditTrail(exporter.gateway, { limit: 200 });
    const opened = items.filter(
      ({ action, actor }) => action === "judgeConsignment" && actor === "the auditor's friend",
    );
    expect(opened.map(({ subject }) => subject)).to.have.members([invoice, packing]);
  });

  it("opens what others share only when asked, and says why a paper was not compared", async () => {
    const closed = await judgeConsignment(rotterdam.gateway, ASKED);
    expect([closed.verdict, closed.unread]).to.deep.equal([
      "unknown",
      [
        { documentId: invoice, code: "NOT_OPENED" },
        { documentId: packing, code: "DOCUMENT_NOT_READABLE" },
      ],
    ]);
    expect(await rotterdam.gateway.database.selectFrom("readings").selectAll().execute()).to.deep.equal([]);
    const open = await judgeConsignment(rotterdam.gateway, { ...ASKED, opensShared: true });
    expect(open.unread).to.deep.equal([{ documentId: packing, code: "DOCUMENT_NOT_READABLE" }]);
    expect(await rotterdam.gateway.database.selectFrom("readings").selectAll().execute()).to.have.length(1);
    expect(open.verdict).to.equal("unknown");
  });

  it("does not compare what a grant does not open", async () => {
    const { graph } = await judgeConsignment(rotterdam.gateway, { ...ASKED, opensShared: true });
    expect(graph.nodes.map(({ sort }) => sort)).to.not.include("container");
  });

  it("finds a number that stands on a paper of another consignment too, also where that cannot be read", async () => {
    const number = "P-TWICE";
    const one = await submit(exporter, "packing-list", { documentNumber: number, ucr: "6MY-ONE" });
    await submit(exporter, "packing-list", { documentNumber: number, ucr: "6MY-TWO" });
    await exporter.settle();
    const { findings } = await judgeConsignment(exporter.gateway, { documentId: one, actor: "officer" });
    const twice = findings.filter(({ code }) => code === "NUMBER_ISSUED_TWICE");
    expect(twice.map(({ papers }) => papers.length)).to.deep.equal([2]);
  });

  it("judges nothing as unknown, and refuses a search by nothing", async () => {
    const { verdict, papers } = await judgeConsignment(exporter.gateway, { consignment: "NONE", actor: "officer" });
    expect([verdict, papers]).to.deep.equal(["unknown", []]);
    await expectRejection(judgeConsignment(exporter.gateway, { actor: "officer" }), "QUERY_INVALID");
  });
});
