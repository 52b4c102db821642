import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex32, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { admitMember, foundConsortium, introduceGateway } from "../../scripts/demo/consortium.ts";
import { type DemoGateway, memberOf, startGateway } from "../../scripts/demo/gateways.ts";
import type { Deployment } from "../../scripts/deploy.ts";
import { freePort } from "../../scripts/free-port.ts";
import { createClient } from "../../sdk/client/index.ts";
import { until, type Validators, validatorsIn } from "../support/validators.ts";

const BASE_PORT = 27_800;
const TAG_KEYS = { 1: Buffer.alloc(32, 7).toString("base64url") };

/** Two gateways on four real validators, of which some are killed. */
describe("Sharing on four BFT validators", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "sealane-sharing-validators-"));
  let validators: Validators | undefined;
  let rpcUrls: readonly string[] = [];
  let singapore: DemoGateway;
  let rotterdam: DemoGateway;
  let first: Hex32;
  let second: Hex32;
  /** Granted while the chain stood. */
  let granted: Hex32;

  before(async function () {
    validators = validatorsIn(join(folder, "chain"), BASE_PORT);
    if (!validators) this.skip();
    rpcUrls = validators.up();
    const deployment = await foundConsortium(rpcUrls.join(","), folder);
    singapore = await joined(deployment, { memberId: 1, name: "Singapore customs", country: "SG" });
    rotterdam = await joined(deployment, { memberId: 2, name: "Rotterdam customs", country: "NL" });
    await introduceGateway(singapore);
    await introduceGateway(rotterdam);
  });
  after(async () => {
    await singapore?.stop();
    await rotterdam?.stop();
    validators?.down();
    rmSync(folder, { recursive: true, force: true });
  });

  it("brings a paper to its reader, whose reading its owner sees", async () => {
    first = await submit("PL-1");
    await grant(first, null);
    await until(() => isReadable(first), "the first paper is readable");
    await rotterdam.client.getDocument(first);
    await until(async () => (await servedOf(first)).length === 1, "the owner has the reading");
  });

  it("takes a grant that waits while two of four are dead, and reads by the last block what was granted before", async () => {
    validators?.kill(0, 1);
    await until(async () => !(await isReady()), "readyz tells of the halted chain");
    second = await submit("PL-2");
    granted = await grant(second, 2);
    expect((await singapore.client.getGrant(granted)).standing).to.equal("queued");
    await expectCode(second, "DOCUMENT_NOT_FOUND");
    // The nodes that are left answer, and nothing after their last block can be withdrawn by anybody.
    expect((await rotterdam.client.getDocument(first)).facts.documentNumber).to.equal("PL-1");
    await until(async () => (await servedOf(first)).length === 2, "the owner has the reading of the halted chain");
  });

  it("reads nothing while no validator answers: CHAIN_UNAVAILABLE", async () => {
    validators?.pause(2, 3);
    await expectCode(first, "CHAIN_UNAVAILABLE");
    expect(await servedOf(first)).to.have.length(2);
  });

  it("carries out what waited once they are back: one grant, one delivery and one use for one reading", async () => {
    validators?.go(2, 3);
    validators?.start(0, 1);
    await until(async () => (await singapore.client.getGrant(granted)).standing === "effective", "the grant is made");
    await until(() => isReadable(second), "the second paper is readable");
    await until(isReady, "readyz is content again");
    expect((await rotterdam.client.getDocument(second)).grant).to.include({ grantId: granted, usesLeft: 1 });
    const { items: deliveries } = await singapore.client.listDeliveries();
    expect(deliveries.map(({ state }) => state)).to.deep.equal(["acknowledged", "acknowledged"]);
    const { items: grants } = await rotterdam.client.listGrants();
    expect(grants.map(({ standing }) => standing)).to.deep.equal(["effective", "effective"]);
    expect(await servedOf(second)).to.have.length(1);
  });

  it("has every reading once in the owner's log, each of them effective, and nothing missing", async () => {
    const { items } = await singapore.client.listReadings({ direction: "served" });
    expect(items.map(({ receipt }) => receipt?.wasEffective)).to.deep.equal([true, true, true]);
    const { items: made } = await rotterdam.client.listReadings({ direction: "made" });
    expect(items.map(({ readingId }) => readingId)).to.have.members(made.map(({ readingId }) => readingId));
    await until(async () => (await singapore.client.auditReceipts(1)).isWhole, "the whole log is anchored");
  });

  async function joined(deployment: Deployment, who: { memberId: number; name: string; country: string }) {
    const place = { folder: join(folder, String(who.memberId)), port: await freePort() };
    const member = memberOf({ ...who, ...place }, TAG_KEYS);
    const at = { member, rpcUrl: rpcUrls.join(","), folder };
    await admitMember(deployment, at, { roles: 1, kinds: ["packing-list"] });
    return startGateway(member, { rpcUrls, chainId: deployment.chainId, directory: deployment.directory });
  }

  async function submit(documentNumber: string): Promise<Hex32> {
    const paper = { sealane: "packing-list", documentNumber, ucr: "9SG1234567-VALIDATORS" };
    const submission = { original: utf8Encode(JSON.stringify(paper)), mediaType: "application/json" };
    return (await singapore.client.submitDocument(submission)).documentId;
  }

  async function grant(documentId: Hex32, maxUses: number | null): Promise<Hex32> {
    const { grantId } = await singapore.client.makeGrant({
      ...{ about: { documentId }, reader: 2, scope: "full", purpose: "import-clearance", maxUses },
      validUntilSeconds: Math.floor(Date.now() / 1000) + 86_400,
    });
    return grantId;
  }

  async function isReadable(documentId: Hex32): Promise<boolean> {
    const { papers } = await rotterdam.client.trace({ documentId }).catch(() => ({ papers: [] }));
    return papers.some((paper) => paper.documentId === documentId && paper.isReadable);
  }

  const servedOf = async (documentId: Hex32) =>
    (await singapore.client.listReadings({ direction: "served", documentId })).items;

  const isReady = async (): Promise<boolean> =>
    (await Promise.all([singapore, rotterdam].map(({ url }) => fetch(`${url}/readyz`)))).every(({ ok }) => ok);

  /** One try: a client would go on asking for what may come. */
  async function expectCode(documentId: Hex32, code: string): Promise<void> {
    const { url, token } = rotterdam;
    const asked = createClient({ gatewayUrl: url, token, tries: 1 }).getDocument(documentId);
    expect(await asked.then(String, (error: { code: string }) => error.code)).to.equal(code);
  }
});
