import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { auditTrail } from "../../../node-gateway/src/usecases/audit-trail.ts";
import { listDocuments } from "../../../node-gateway/src/usecases/list-documents.ts";
import { listMembers } from "../../../node-gateway/src/usecases/list-members.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { readiness } from "../../../node-gateway/src/usecases/readiness.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { traceConsignment } from "../../../node-gateway/src/usecases/trace-consignment.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber, UCR } from "../../support/gateway/papers.ts";
import { expectRejection } from "../../support/refusal.ts";

const OFFICER = { actor: "officer" };

describe("what a gateway keeps and shows", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  before(async () => {
    network = await deployNetwork();
    exporter = await makeGateway(network, "exporter");
    for (let n = 1; n <= 5; n++) await submitNumber(exporter.gateway, "packing-list", { number: `PL-${n}` });
    await exporter.settle();
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
  });

  it("lists documents newest first, page by page, each once, also when new ones come in between", async () => {
    const first = await listDocuments(exporter.gateway, { limit: 2 });
    await submitNumber(exporter.gateway, "commercial-invoice", { number: "CI-1" });
    const second = await listDocuments(exporter.gateway, { limit: 2, after: first.next! });
    const third = await listDocuments(exporter.gateway, { limit: 2, after: second.next! });
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ documentId }) => documentId));
    expect(new Set(ids).size).to.equal(5);
    expect(third.next).to.equal(null);
    const { items } = await listDocuments(exporter.gateway, { kind: "commercial-invoice" });
    expect(items).to.have.length(1);
  });

  it("refuses cursors and sizes that are none", async () => {
    await expectRejection(listDocuments(exporter.gateway, { after: "1; drop table documents" }), "CURSOR_INVALID");
    await expectRejection(listDocuments(exporter.gateway, { limit: 0 }), "QUERY_INVALID");
    await expectRejection(auditTrail(exporter.gateway, { after: "-1" }), "CURSOR_INVALID");
  });

  it("writes who did what in a chain of hashes that shows any change", async () => {
    const { items, isUnbroken } = await auditTrail(exporter.gateway, { limit: 200 });
    expect(isUnbroken).to.equal(true);
    expect(items.map(({ action }) => action)).to.include.members(["addKey", "submitDocument"]);
    const { database } = exporter.gateway;
    await database.updateTable("audit").set({ actor: "nobody" }).where("sequence", "=", 3).execute();
    expect((await auditTrail(exporter.gateway, { limit: 200 })).isUnbroken).to.equal(false);
    await database.updateTable("audit").set({ actor: items[2]!.actor }).where("sequence", "=", 3).execute();
  });

  it("traces a consignment by its number, a document's number, a container or an id, however it is typed", async () => {
    await exporter.settle();
    const all = await traceConsignment(exporter.gateway, { consignment: UCR });
    expect(all.papers).to.have.length(6);
    const blocks = all.papers.map(({ blockNumber }) => blockNumber);
    expect(blocks).to.deep.equal([...blocks].sort((a, b) => a - b));
    const { documentId } = all.papers[0]!;
    for (const query of [
      { consignment: " 5sg2012 34567x1" },
      { documentNumber: "pl-2" },
      { container: "msku9070323" },
      { documentId },
    ]) {
      expect((await traceConsignment(exporter.gateway, query)).papers, JSON.stringify(query)).to.deep.equal(all.papers);
    }
    expect((await traceConsignment(exporter.gateway, { consignment: "UNHEARD-OF" })).papers).to.deep.equal([]);
  });

  it("refuses a trace by nothing, by two things, or by what is no id", async () => {
    const queries = [{}, { consignment: "a", container: "b" }, { documentId: "abc" }, { consignment: "  " }];
    for (const query of queries) await expectRejection(traceConsignment(exporter.gateway, query), "QUERY_INVALID");
  });

  it("refuses to replace a document by one of another kind, or one that is leaving already", async () => {
    const { documentId } = await submitNumber(exporter.gateway, "packing-list", { number: "PL-old" });
    const supersede = (kind: "packing-list" | "commercial-invoice", idempotencyKey: string) =>
      supersedeDocument(exporter.gateway, {
        documentId,
        reason: "correction",
        original: originalOf(kind, "PL-new"),
        idempotencyKey,
        ...OFFICER,
      });
    await expectRejection(supersede("commercial-invoice", "s-1"), "DOCUMENT_KIND_DIFFERS");
    await supersede("packing-list", "s-2");
    await expectRejection(supersede("packing-list", "s-3"), "DOCUMENT_NOT_CURRENT");
    await exporter.settle();
    await expectRejection(supersede("packing-list", "s-3"), "DOCUMENT_NOT_CURRENT");
    const { state } = await supersede("packing-list", "s-2");
    expect(state).to.equal("anchored");
  });

  it("dates no statement before the newest block it knows, however far its clock fell behind", async () => {
    const now = exporter.clock.now();
    exporter.clock.set(now - 400 * 86_400);
    const { documentId, issuedAt } = await submitNumber(exporter.gateway, "packing-list", { number: "PL-late" });
    exporter.clock.set(now);
    await exporter.settle();
    expect(issuedAt).to.be.within(now - 3_600, now + 3_600);
    expect((await verifyPaper(exporter.gateway, { actor: "officer", documentId })).reports[0]).to.include({
      verdict: "valid",
    });
  });

  it("takes one successor of a document, however many are sent at once", async () => {
    const { documentId } = await submitNumber(exporter.gateway, "packing-list", { number: "PL-race" });
    const supersede = (number: string) =>
      supersedeDocument(exporter.gateway, {
        documentId,
        reason: "correction",
        original: originalOf("packing-list", number),
        idempotencyKey: number,
        ...OFFICER,
      });
    const results = await Promise.allSettled(["r-1", "r-2", "r-3", "r-4"].map(supersede));
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).to.deep.equal(Array(3).fill("DOCUMENT_NOT_CURRENT"));
  });

  it("refuses reasons that are not in the table, and documents that are not there", async () => {
    const documentId = "cd".repeat(32);
    const withdraw = (reason: string) =>
      withdrawDocument(exporter.gateway, { documentId, reason, idempotencyKey: "w", ...OFFICER });
    await expectRejection(withdraw("because"), "REASON_UNKNOWN");
    await expectRejection(withdraw("fraud"), "DOCUMENT_NOT_FOUND");
  });

  it("tells the chain what a member changes about itself", async () => {
    const change = { action: "setGatewayUrl", gatewayUrl: "https://exporter.example/" } as const;
    await memberAction(exporter.gateway, { ...OFFICER, idempotencyKey: "url", change });
    await exporter.settle();
    expect((await memberAction(exporter.gateway, { ...OFFICER, idempotencyKey: "url", change })).state).to.equal(
      "done",
    );
    const [member] = await listMembers(exporter.gateway);
    expect(member?.gatewayUrl).to.equal(change.gatewayUrl);
  });

  it("does not call valid what was anchored after the second in which its key was stolen", async () => {
    const { items } = await listDocuments(exporter.gateway, { limit: 1 });
    const { documentId, issuedAt } = items[0]!;
    const { kid } = exporter.gateway.keys.statement;
    const change = { action: "declareKeyCompromised", kid, compromisedSinceSeconds: issuedAt - 1 } as const;
    await memberAction(exporter.gateway, { ...OFFICER, idempotencyKey: "stolen", change });
    await exporter.settle();
    const { reports } = await verifyPaper(exporter.gateway, { actor: "officer", documentId });
    expect(reports[0]).to.include({ verdict: "unknown", code: "KEY_COMPROMISED" });
  });

  it("says that it is ready when everything answers", async () => {
    const { isReady, dependencies } = await readiness(exporter.gateway);
    expect(dependencies.map(({ name }) => name)).to.deep.equal([
      "database",
      "disk",
      "chain",
      "blobs",
      "outbox",
      "index",
      "partners",
      "readings",
      "keys",
    ]);
    expect(isReady, JSON.stringify(dependencies)).to.equal(true);
  });

  it("names this machine's clock where it is ten minutes off, and is not ready", async () => {
    const { gateway } = exporter;
    const { timeSeconds } = await gateway.chain.head();
    const messageAt = async (offSeconds: number): Promise<string> => {
      const { isReady, dependencies } = await readiness({ ...gateway, clock: () => timeSeconds + offSeconds });
      expect(isReady).to.equal(false);
      return dependencies.find(({ name }) => name === "chain")?.message ?? "";
    };
    expect(await messageAt(-600)).to.include("600 s ahead of this machine's clock");
    expect(await messageAt(600))
      .to.include("600 s old")
      .and.to.include("clock is ahead");
  });

  it("names a blob that was found damaged, and stays ready", async () => {
    const { blobs, dataDir } = exporter.gateway;
    const cid = await blobs.put(Uint8Array.of(1, 2, 3));
    await writeFile(join(dataDir, "blobs", cid.slice(-3, -1), cid), Uint8Array.of(1, 2, 2));
    await expectRejection(blobs.get(cid), "BLOB_CORRUPT");
    const { isReady, dependencies } = await readiness(exporter.gateway);
    const health = dependencies.find(({ name }) => name === "blobs");
    expect(health?.message).to.include(cid);
    expect(health?.figures).to.deep.equal({ damaged: 1 });
    expect(isReady).to.equal(true);
  });
});
