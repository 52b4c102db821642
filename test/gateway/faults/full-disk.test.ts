import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { listDocuments } from "../../../node-gateway/src/usecases/list-documents.ts";
import { sealane } from "../../cli/support/run.ts";
import { pathsOf } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf, submitNumber } from "../../support/gateway/papers.ts";
import { createSwitchboard, grant, openReader, type Reader } from "../../support/gateway/readers.ts";
import { mountSmallDisk, type SmallDisk } from "../../support/gateway/small-disk.ts";
import { jsonOf, startServer, type TestServer } from "../http/server.ts";

const DISK_BYTES = 32 * 1024 * 1024;
const STEP_BYTES = 8 * 1024;

describe("a gateway whose disk is full", () => {
  let network: TestNetwork;
  let disk: SmallDisk | undefined;
  let singapore: Reader;
  let rotterdam: Reader;
  let stranger: Reader;
  let server: TestServer;
  /** What the gateway acknowledged, by idempotency key. */
  const acknowledged = new Map<string, Hex32>();
  const refused: string[] = [];

  before(async function () {
    network = await deployNetwork();
    disk = mountSmallDisk(pathsOf(network, "rotterdam").dataDir, DISK_BYTES);
    if (!disk) {
      process.stderr.write("Skipped: this machine gives no leave to mount a small disk.\n");
      this.skip();
    }
    const board = createSwitchboard();
    singapore = await openReader(network, "singapore", board);
    rotterdam = await openReader(network, "rotterdam", board);
    stranger = await openReader(network, "stranger", board);
    server = await startServer({ gateway: rotterdam.gateway });
    for (const member of [singapore, rotterdam, stranger]) await member.settle();
  });
  after(async () => {
    await server?.stop();
    for (const member of [singapore, rotterdam, stranger]) await member?.close();
    disk?.unmount();
    await network?.stop();
  });

  it("answers submissions 503 STORAGE_UNAVAILABLE or BLOB_UNAVAILABLE, whatever the last room is enough for", async () => {
    await submit("roomy");
    expect(refused).to.deep.equal([]);
    for (let step = 12; step >= 0; step--) {
      await disk?.fill(step * STEP_BYTES);
      await submit(`left-${step}`);
    }
    expect(refused).to.include("left-0");
    await disk?.fill(0);
    const { status, code } = await answerTo("none");
    expect({ status, code }).to.deep.equal({ status: 503, code: "STORAGE_UNAVAILABLE" });
  });

  it("names the disk in /readyz, and doctor prints it", async () => {
    const response = await server.ask("/readyz");
    expect(response.status).to.equal(503);
    const { dependencies } = await jsonOf<{ dependencies: Dependency[] }>(response);
    const notReady = new Map(dependencies.filter((it) => !it.isReady).map(({ name, message }) => [name, message]));
    expect(notReady.get("disk")).to.equal("The data folder's disk is full.");
    expect(notReady.get("blobs")).to.equal("The blob store's disk is full.");
    const { code, stdout } = await sealane(["doctor", "--gateway", server.url]);
    expect(code).to.equal(13);
    expect(stdout).to.contain("The blob store's disk is full.");
  });

  it("takes nothing from a partner, whose delivery waits, and whose deliveries to others arrive", async () => {
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: "SG-1" });
    await singapore.settle();
    for (const to of [rotterdam, stranger]) await share(to, documentId);
    await shareTick(singapore.gateway);
    await deliverTick(singapore.gateway);
    expect(await deliveries()).to.deep.equal({ 2: "waiting", 7: "acknowledged" });
    expect(await rotterdam.gateway.database.selectFrom("shared_papers").selectAll().execute()).to.deep.equal([]);
  });

  it("goes on by itself once there is room: nothing acknowledged is lost, and nothing is there twice", async () => {
    await disk?.empty();
    for (const key of refused.splice(0)) await submit(key);
    expect(refused).to.deep.equal([]);
    await rotterdam.settle();
    expect((await server.ask("/readyz")).status).to.equal(200);
    for (const [key, documentId] of [...acknowledged]) {
      await submit(key);
      expect(acknowledged.get(key)).to.equal(documentId, "a repeated request is the same document");
      const shown = await jsonOf<{ state: string }>(await server.ask(`/v1/documents/${documentId}`));
      expect(shown.state).to.equal("anchored");
    }
    const { items } = await listDocuments(rotterdam.gateway, { limit: 200 });
    expect(items.map(({ documentId }) => documentId)).to.have.members([...acknowledged.values()]);
  });

  it("then has what its partner kept for it, once", async () => {
    for (const { clock } of [singapore, rotterdam, stranger]) clock.advance(120);
    await deliverTick(singapore.gateway);
    expect(await deliveries()).to.deep.equal({ 2: "acknowledged", 7: "acknowledged" });
    const papers = await rotterdam.gateway.database.selectFrom("shared_papers").select("document_id").execute();
    expect(papers).to.have.length(1);
    const [{ document_id: documentId = "" } = {}] = papers;
    const { paper } = await openGranted(rotterdam.gateway, { documentId, actor: "officer" });
    expect(paper.original).to.be.a("string");
  });

  async function answerTo(key: string): Promise<{ status: number; code: string; documentId: Hex32 }> {
    const response = await server.ask("/v1/documents", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: new Uint8Array(originalOf("declaration-import", key)),
    });
    if (!response.ok) expect(response.headers.get("content-type")).to.contain("application/problem+json");
    return { status: response.status, ...(await jsonOf<{ code: string; documentId: Hex32 }>(response)) };
  }

  async function submit(key: string): Promise<void> {
    const { status, code, documentId } = await answerTo(key);
    if (status === 202) acknowledged.set(key, documentId);
    else {
      expect(status).to.equal(503);
      expect(code).to.be.oneOf(["STORAGE_UNAVAILABLE", "BLOB_UNAVAILABLE"]);
      refused.push(key);
    }
  }

  async function share(to: Reader, documentId: Hex32): Promise<void> {
    await grant(singapore, { to, documentId });
  }

  async function deliveries(): Promise<Record<number, string>> {
    const rows = await singapore.gateway.database.selectFrom("deliveries").select(["partner", "state"]).execute();
    return Object.fromEntries(rows.map(({ partner, state }) => [partner, state]));
  }
});

interface Dependency {
  readonly name: string;
  readonly isReady: boolean;
  readonly message: string;
}
