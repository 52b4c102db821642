import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { deliverTick } from "../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../node-gateway/src/readings/readings-tick.ts";
import { shareTick } from "../../node-gateway/src/sharing/share-tick.ts";
import { listReadings } from "../../node-gateway/src/usecases/list-readings.ts";
import { readiness } from "../../node-gateway/src/usecases/readiness.ts";
import { deployNetwork, type TestNetwork } from "../support/gateway/network.ts";
import { submitNumber } from "../support/gateway/papers.ts";
import { createSwitchboard, grant, openReader, type Reader } from "../support/gateway/readers.ts";
import { createKuboNode, type KuboNode, kuboProgram, swarmKeyOf } from "../support/kubo/node.ts";
import { expectRejection } from "../support/refusal.ts";
import { seededBytes } from "../support/seeded.ts";

const program = kuboProgram();

/** The owner and one of two readers keep their blobs on a Kubo node each; the stranger keeps files. */
describe("Sharing between gateways whose blobs are on Kubo", function () {
  this.timeout(120_000);
  let owners: KuboNode;
  let readers: KuboNode;
  let network: TestNetwork;
  let singapore: Reader;
  let rotterdam: Reader;
  let stranger: Reader;

  before(async function () {
    if (program === undefined) {
      process.stderr.write("Skipped: run scripts/kubo/build.sh.\n");
      return this.skip();
    }
    const nodeOf = async (name: string): Promise<KuboNode> => {
      // Each in a swarm of its own: what is shared comes through the gateways.
      const node = await createKuboNode({ program, name, swarmKey: swarmKeyOf(seededBytes(name)(32)) });
      await node.start();
      return node;
    };
    owners = await nodeOf("owner");
    readers = await nodeOf("reader");
    network = await deployNetwork();
    const board = createSwitchboard();
    singapore = await openReader(network, "singapore", board, { blobs: owners });
    rotterdam = await openReader(network, "rotterdam", board, { blobs: readers });
    stranger = await openReader(network, "stranger", board);
    for (const member of [singapore, rotterdam, stranger]) await member.settle();
  });
  after(async () => {
    for (const member of [singapore, rotterdam, stranger]) await member?.close();
    await network?.stop();
    await owners?.close();
    await readers?.close();
  });

  it("brings a paper from one node to the other, and opens it", async () => {
    const documentId = await granted("SG-1", rotterdam);
    await rounds();
    await read(documentId);
    expect(await readings(documentId)).to.equal(1);
  });

  it("opens nothing and takes nothing while the reader's node is dead, and others are served", async () => {
    const before = await granted("SG-2", rotterdam);
    await rounds();
    await readers.kill();
    await expectRejection(read(before), "BLOB_UNAVAILABLE");
    const blobs = (await readiness(rotterdam.gateway)).dependencies.find(({ name }) => name === "blobs");
    expect(blobs).to.include({ isReady: false });
    const documentId = await granted("SG-3", rotterdam);
    await granted("SG-4", stranger);
    await rounds();
    expect(await states()).to.deep.equal({ 2: ["acknowledged", "acknowledged", "waiting"], 7: ["acknowledged"] });
    await readers.start();
    await rounds();
    for (const id of [before, documentId]) await read(id);
    for (const id of [before, documentId]) expect(await readings(id)).to.equal(1);
  });

  it("seals for nobody while the owner's node is dead, and once for each afterwards", async () => {
    const documentId = await granted("SG-5", rotterdam);
    await owners.kill();
    await expectRejection(shareTick(singapore.gateway), "BLOB_UNAVAILABLE");
    await owners.start();
    await rounds();
    await rounds();
    await read(documentId);
    expect((await states())[2]).to.deep.equal(Array.from({ length: 4 }, () => "acknowledged"));
    expect(await readings(documentId)).to.equal(1);
  });

  it("is asked again for what it sealed and could not send for a while", async () => {
    const documentId = await granted("SG-6", rotterdam);
    await shareTick(singapore.gateway);
    await owners.kill();
    await deliverTick(singapore.gateway);
    expect((await states())[2]?.at(-1)).to.equal("waiting");
    await owners.start();
    await rounds();
    await read(documentId);
  });

  const read = (documentId: Hex32) => openGranted(rotterdam.gateway, { documentId, actor: "officer" });

  async function granted(number: string, to: Reader): Promise<Hex32> {
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number });
    await singapore.settle();
    await grant(singapore, { to, documentId });
    return documentId;
  }

  /** The owner's rounds, two minutes later: what waited is due again. */
  async function rounds(): Promise<void> {
    for (const { clock } of [singapore, rotterdam, stranger]) clock.advance(120);
    await shareTick(singapore.gateway);
    await deliverTick(singapore.gateway);
  }

  async function readings(documentId: Hex32): Promise<number> {
    await readingsTick(rotterdam.gateway);
    return (await listReadings(singapore.gateway, { direction: "served", documentId })).items.length;
  }

  async function states(): Promise<Record<number, string[]>> {
    const query = singapore.gateway.database.selectFrom("deliveries").select(["partner", "state"]);
    const rows = await query.orderBy("delivery_id").execute();
    const of = (partner: number) => rows.filter((row) => row.partner === partner).map(({ state }) => state);
    return Object.fromEntries(rows.map(({ partner }) => [partner, of(partner)]));
  }
});
