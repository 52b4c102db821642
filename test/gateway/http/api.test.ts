import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { ROUTES } from "../../../node-gateway/src/http/routes.ts";
import { SCOPE_NAMES } from "../../../node-gateway/src/identity/scopes.ts";
import { createClient } from "../../../sdk/client/index.ts";
import type { TestMember } from "../../support/gateway/member.ts";
import { makeGateway } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, UCR } from "../../support/gateway/papers.ts";
import { jsonOf, startServer, type TestServer } from "./server.ts";

const mediaType = "application/json";

describe("the API of a gateway", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  let here: TestServer;
  let there: TestServer;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
    here = await startServer({ gateway: singapore.gateway });
    there = await startServer({ gateway: rotterdam.gateway });
  });
  after(async () => {
    await Promise.all([here?.stop(), there?.stop()]);
    await Promise.all([singapore?.close(), rotterdam?.close()]);
    await network?.stop();
  });

  /** A client that judges every answer by the schema that the API document states for it. */
  const clientOf = (server: TestServer) =>
    createClient({
      gatewayUrl: server.url,
      tries: 1,
      token: () => server.tokenWith(...SCOPE_NAMES),
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        const { pathname } = new URL(String(input));
        const isOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname);
        const route = ROUTES.find((it) => isOf(it.path) && it.method === String(init?.method).toLowerCase());
        const reply = route?.replies[response.status];
        if (reply !== undefined && reply.mediaType === undefined) reply.schema.parse(await response.clone().json());
        else if (response.ok) expect(reply, pathname).to.have.property("mediaType");
        return response;
      },
    });

  const submission = (number: string) => ({ original: originalOf("re-export-certificate", number), mediaType });

  it("takes a document in with 202, anchors it, and shows, lists, judges and traces it", async () => {
    const client = clientOf(here);
    const accepted = await client.submitDocument(submission("SG-1"));
    expect(accepted).to.include({ state: "accepted", statusUrl: `/v1/documents/${accepted.documentId}` });
    await singapore.settle();
    const opened = await client.awaitAnchored(accepted.documentId);
    expect(opened).to.include({ state: "anchored", standing: "current" });
    expect(opened.facts.documentNumber).to.equal("SG-1");
    const original = await client.getOriginal(accepted.documentId);
    expect(original.bytes).to.deep.equal(originalOf("re-export-certificate", "SG-1"));
    expect(original.mediaType).to.equal(mediaType);
    expect((await client.getReport(accepted.documentId)).reports[0]?.verdict).to.equal("valid");
    for (const consignment of [UCR, ` ${UCR.toLowerCase()}\t`, UCR.replace("SG", "SG ")]) {
      const { papers } = await client.trace({ consignment });
      expect(papers.map((it) => it.documentId)).to.include(accepted.documentId);
    }
  });

  it("names a damaged or lost blob as the gateway's own fault, and says nothing against the document", async () => {
    const { documentId } = await clientOf(here).submitDocument(submission("SG-blob"));
    const { blob_cid: cid } = await singapore.gateway.database
      .selectFrom("documents")
      .select("blob_cid")
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    const path = join(singapore.gateway.dataDir, "blobs", cid.slice(-3, -1), cid);
    const whole = await readFile(path);
    const answer = async () => {
      const response = await here.ask(`/v1/documents/${documentId}`);
      const { code, detail } = await jsonOf<{ code: string; detail: string }>(response);
      expect(detail).to.contain("not in doubt").and.not.to.contain(cid);
      return [response.status, code];
    };
    await writeFile(
      path,
      Uint8Array.from(whole, (byte, at) => (at === 99 ? byte ^ 1 : byte)),
    );
    expect(await answer()).to.deep.equal([500, "BLOB_CORRUPT"]);
    await rm(path);
    expect(await answer()).to.deep.equal([500, "BLOB_NOT_FOUND"]);
    await writeFile(path, whole);
    expect((await here.ask(`/v1/documents/${documentId}`)).status).to.equal(200);
    await singapore.settle();
  });

  it("answers a repeated request the same and marked as a replay, and 422 when the key is used for another", async () => {
    const headers = { "content-type": mediaType, "idempotency-key": "once" };
    const send = (number: string) =>
      here.ask("/v1/documents", {
        method: "POST",
        body: originalOf("re-export-certificate", number) as Uint8Array<ArrayBuffer>,
        headers,
      });
    const [first, second] = [await send("SG-2"), await send("SG-2")];
    expect([first.status, second.status]).to.deep.equal([202, 202]);
    expect(first.headers.get("idempotency-replayed")).to.equal(null);
    expect(second.headers.get("idempotency-replayed")).to.equal("true");
    expect(await second.json()).to.deep.equal(await first.json());
    const other = await send("SG-3");
    expect([other.status, (await jsonOf(other)).code]).to.deep.equal([422, "IDEMPOTENCY_CONFLICT"]);
    expect(other.headers.get("idempotency-replayed")).to.equal(null);
  });

  it("carries a paper to another member as a dossier, who verifies, receives and traces it", async () => {
    const accepted = await clientOf(here).submitDocument(submission("SG-4"));
    await singapore.settle();
    await rotterdam.settle();
    const dossier = await clientOf(here).makeDossier(accepted.documentId, { includeOriginal: true });
    const receiver = clientOf(there);
    expect((await receiver.verify(dossier)).reports[0]?.verdict).to.equal("valid");
    expect((await receiver.verify(dossier.papers[0]!)).reports[0]?.verdict).to.equal("valid");
    expect((await receiver.receiveDossier(dossier)).documentIds).to.deep.equal([accepted.documentId]);
    const { papers } = await receiver.trace({ documentNumber: "SG-4" });
    const paper = papers.find((it) => it.documentId === accepted.documentId);
    expect(paper).to.include({ isReadable: true, documentNumber: "SG-4", standing: "current" });
  });

  it("supersedes and withdraws with a reason, each visible once it is on the chain", async () => {
    const client = clientOf(here);
    const old = await client.submitDocument(submission("SG-5"));
    await singapore.settle();
    const newer = await client.supersedeDocument(old.documentId, { ...submission("SG-5"), reason: "correction" });
    await singapore.settle();
    expect(await client.getDocument(old.documentId)).to.include({
      standing: "superseded",
      successorId: newer.documentId,
    });
    await client.withdrawDocument(newer.documentId, { reason: "issued-in-error" });
    await singapore.settle();
    expect((await client.getDocument(newer.documentId)).standing).to.equal("withdrawn");
  });

  it("lists in pages that neither miss nor repeat a document, and takes any cursor of the right form", async () => {
    const client = clientOf(here);
    const whole = await client.listDocuments({ limit: 200 });
    const ids: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await client.listDocuments({ limit: 2, ...(after && { after }) });
      ids.push(...page.items.map((it) => it.documentId));
      after = page.next;
    }
    expect(ids).to.deep.equal(whole.items.map((it) => it.documentId));
    expect((await client.listDocuments({ after: "________" })).items).to.have.length(ids.length);
    expect((await client.listDocuments({ after: "AAAAAAAA" })).items).to.deep.equal([]);
  });

  it("takes a scan with facts beside it, in any alphabet", async () => {
    const facts = { documentNumber: "SG-6 \u8239", ucr: UCR };
    const scan = { original: new Uint8Array([0x25, 0x50, 0x44, 0x46]), mediaType: "application/pdf" };
    const accepted = await clientOf(here).submitDocument({ ...scan, kind: "re-export-certificate", facts });
    expect((await clientOf(here).getDocument(accepted.documentId)).facts.documentNumber).to.equal("SG-6 \u8239");
  });

  it("lists what the chain refused, tries it again and gives it up, each once for one key", async () => {
    const client = clientOf(here);
    const refused = { original: originalOf("packing-list", "SG-PL"), mediaType };
    const { documentId } = await client.submitDocument(refused);
    await singapore.settle();
    const { items } = await client.listOutbox({ state: "refused", purpose: "anchor", limit: 5 });
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ documentId, refusal: "IssuerNotAccredited", state: "refused" });
    const { itemId } = items[0]!;
    expect(await client.retryItem(itemId, "again")).to.include({ state: "queued" });
    expect((await client.getDocument(documentId)).state).to.equal("accepted");
    const headers = { "content-type": mediaType, "idempotency-key": "again" };
    const post = (path: string) => here.ask(path, { method: "POST", body: "{}", headers });
    const repeated = await post(`/v1/outbox/${itemId}/retry`);
    expect([repeated.status, repeated.headers.get("idempotency-replayed")]).to.deep.equal([202, "true"]);
    expect(await client.cancelItem(itemId)).to.include({ state: "cancelled" });
    expect(await client.getDocument(documentId)).to.include({ state: "refused", refusal: "Cancelled" });
    const codeOf = async (path: string) => {
      const response = await here.ask(path, {
        method: "POST",
        body: "{}",
        headers: { ...headers, "idempotency-key": path },
      });
      return [response.status, (await jsonOf(response)).code];
    };
    expect(await codeOf(`/v1/outbox/${itemId}/cancel`)).to.deep.equal([409, "ITEM_NOT_OPEN"]);
    expect(await codeOf("/v1/outbox/1/retry")).to.deep.equal([409, "ITEM_NOT_REFUSED"]);
    expect(await codeOf("/v1/outbox/999999/retry")).to.deep.equal([404, "ITEM_NOT_FOUND"]);
    expect(await codeOf("/v1/outbox/0/retry")).to.deep.equal([400, "REQUEST_INVALID"]);
  });

  it("takes an alarm off, and says when there is none", async () => {
    const client = clientOf(here);
    expect(await client.acknowledgeAlarm()).to.deep.equal({ alarm: null });
    await singapore.gateway.database.updateTable("cursor").set({ alarm: "The chain changed." }).execute();
    expect((await here.ask("/readyz")).status).to.equal(503);
    expect(await client.acknowledgeAlarm()).to.deep.equal({ alarm: "The chain changed." });
    expect((await here.ask("/readyz")).status).to.equal(200);
  });

  it("tells of members, trust, audit and itself, in the form it states", async () => {
    const client = clientOf(here);
    expect((await client.listMembers()).items.map((it) => it.member.memberId)).to.include.members([1, 2]);
    expect((await client.exportTrust()).members).not.to.deep.equal([]);
    const audit = await client.readAudit({ limit: 3 });
    expect(audit).to.include({ isUnbroken: true });
    expect((await client.readAudit({ limit: 3, after: String(audit.next) })).isUnbroken).to.equal(true);
    expect((await client.describeGateway()).memberId).to.equal(1);
  });

  it("is ready, and has its dependencies' figures among the metrics", async () => {
    const response = await here.ask("/readyz");
    const state = await jsonOf<{ isReady: boolean }>(response);
    expect([response.status, state.isReady], JSON.stringify(state)).to.deep.equal([200, true]);
    const metrics = await (await here.ask("/metrics", { headers: { authorization: "" } })).text();
    expect(metrics).to.match(/sealane_dependency_ready\{dependency="chain"\} 1/);
    expect(metrics).to.match(/sealane_http_request_seconds_count\{operation="submitDocument",status="202"\}/);
  });
});
