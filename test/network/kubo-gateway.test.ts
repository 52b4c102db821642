import { expect } from "chai";
import { openOriginal } from "../../node-gateway/src/usecases/open-original.ts";
import { readiness } from "../../node-gateway/src/usecases/readiness.ts";
import { collect } from "../support/collect.ts";
import { makeGateway, type TestMember } from "../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../support/gateway/network.ts";
import { originalOf, submitNumber } from "../support/gateway/papers.ts";
import { createKuboNode, type KuboNode, kuboProgram, swarmKeyOf } from "../support/kubo/node.ts";
import { expectRejection } from "../support/refusal.ts";
import { seededBytes } from "../support/seeded.ts";

const program = kuboProgram();

describe("A gateway whose blobs are on Kubo", function () {
  this.timeout(120_000);
  let kubo: KuboNode;
  let network: TestNetwork;
  let exporter: TestMember;
  const logged: unknown[] = [];
  const submit = (number: string) => submitNumber(exporter.gateway, "packing-list", { number });
  const blobsHealth = async () => (await readiness(exporter.gateway)).dependencies.find(({ name }) => name === "blobs");

  before(async function () {
    if (program === undefined) {
      process.stderr.write("Skipped: run scripts/kubo/build.sh.\n");
      return this.skip();
    }
    kubo = await createKuboNode({ program, name: "exporter", swarmKey: swarmKeyOf(seededBytes("swarm")(32)) });
    await kubo.start();
    network = await deployNetwork();
    const note = (...words: unknown[]) => void logged.push(words);
    const log = { info: note, warn: note, error: note };
    exporter = await makeGateway(network, "exporter", { blobs: { url: kubo.url, token: kubo.token }, log });
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
    await kubo?.close();
  });

  it("keeps sealed papers there, and gives their originals back", async () => {
    const { documentId } = await submit("PL-1");
    const { bytes } = await openOriginal(exporter.gateway, { documentId, actor: "officer" });
    expect(Buffer.from(bytes).equals(originalOf("packing-list", "PL-1"))).to.equal(true);
    expect(await collect(exporter.gateway.blobs.list())).to.have.length(1);
  });

  it("refuses papers with BLOB_UNAVAILABLE while Kubo is dead, names it in /readyz, and acknowledges none", async () => {
    await kubo.kill();
    for (const number of ["PL-2", "PL-3"]) await expectRejection(submit(number), "BLOB_UNAVAILABLE");
    expect(await blobsHealth()).to.deep.include({ isReady: false, message: "The blob store does not answer pin/ls." });
  });

  it("takes the same requests after its return, has every paper, and anchors each once", async () => {
    await kubo.start();
    const documents = [await submit("PL-1"), await submit("PL-2"), await submit("PL-3")];
    expect(await blobsHealth()).to.include({ isReady: true });
    await exporter.settle();
    for (const { documentId } of documents) await openOriginal(exporter.gateway, { documentId, actor: "officer" });
    expect(await collect(exporter.gateway.blobs.list())).to.have.length(3);
    const rows = await exporter.gateway.database.selectFrom("outbox_items").select("item_id").execute();
    expect(rows).to.have.length(3 + 3, "three keys and three papers");
  });

  it("answers BLOB_CORRUPT for a paper whose block was harmed, names it in /readyz and not in the log", async () => {
    const { documentId } = await submit("PL-4");
    const cids = await collect(exporter.gateway.blobs.list());
    for (const cid of cids) kubo.damage(cid, 20);
    await expectRejection(openOriginal(exporter.gateway, { documentId, actor: "officer" }), "BLOB_CORRUPT");
    const [named = "none", ...others] = exporter.gateway.blobs.damaged();
    expect(others).to.deep.equal([]);
    expect(cids).to.include(named);
    expect((await blobsHealth())?.message).to.include(named);
    expect(JSON.stringify(logged)).to.include("A blob is damaged").and.not.include(named);
  });
});
