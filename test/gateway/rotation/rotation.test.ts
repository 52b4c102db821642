import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Hex32, type KeyUse, readStatement, thumbprintOf } from "@sealane/sdk";
import { expect } from "chai";
import { readSecrets, type Secrets } from "../../../node-gateway/src/keys/keystore.ts";
import { readerKidOf } from "../../../node-gateway/src/keys/wrapped-keys.ts";
import { rewrapTick } from "../../../node-gateway/src/rotation/rewrap-tick.ts";
import { NOTICE_SECONDS, OVERLAP_SECONDS, rotationTick } from "../../../node-gateway/src/rotation/rotation-tick.ts";
import { selectKeys } from "../../../node-gateway/src/rotation/select-keys.ts";
import { getDocument } from "../../../node-gateway/src/usecases/get-document.ts";
import { readiness } from "../../../node-gateway/src/usecases/readiness.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { rotateCommand } from "../../../scripts/member/rotate-command.ts";
import { makeGateway, openMember, PASSPHRASE, pathsOf, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";

describe("a change of keys", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let folder: string;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    folder = join(network.folder, "rotating");
    await mkdir(folder, { recursive: true });
  });
  after(async () => {
    await singapore?.close();
    await network?.stop();
  });

  const environment = { SEALANE_KEYSTORE_PASSPHRASE: PASSPHRASE };
  const keystorePath = () => pathsOf(network, "singapore").keystorePath;
  const secretsNow = async () => (await readSecrets(keystorePath(), PASSPHRASE)) as Secrets;

  /** What the operator does: the command, and a start. */
  async function rotate(use: KeyUse): Promise<{ kid: string; before: string; setAside: string }> {
    await singapore.close();
    await copyFile(keystorePath(), join(folder, "keystore.json"));
    const told = (await rotateCommand({ folder, use }, environment)) as {
      kid: string;
      before: string;
      setAside: string;
    };
    await copyFile(join(folder, "keystore.json"), keystorePath());
    singapore = await openMember(network, "singapore");
    return told;
  }
  async function round(seconds = 0): Promise<void> {
    singapore.clock.advance(seconds);
    if (seconds > 0) await network.anvil.rpc("evm_increaseTime", seconds);
    await rotationTick(singapore.gateway);
    await singapore.settle();
    await selectKeys(singapore.gateway);
  }
  const documentsOf = async (numbers: readonly string[]): Promise<Hex32[]> => {
    const ids: Hex32[] = [];
    for (const number of numbers)
      ids.push((await submitNumber(singapore.gateway, "re-export-certificate", { number })).documentId);
    await singapore.settle();
    return ids;
  };

  it("signs with the new key only once the chain has it and it is valid, then ends the old one", async () => {
    const [old = ""] = await documentsOf(["S-1"]);
    const { kid, before } = await rotate("statement");
    expect(singapore.gateway.keys.statement.kid).to.equal(before);
    await round();
    expect(singapore.gateway.keys.statement.kid).to.equal(before);
    await round(NOTICE_SECONDS + 1);
    expect(singapore.gateway.keys.statement.kid).to.equal(kid);
    const [fresh = ""] = await documentsOf(["S-2"]);
    const { statement } = await getDocument(singapore.gateway, { documentId: fresh, actor: "officer" });
    expect(readStatement(statement).jws.kid).to.equal(kid);
    await round(OVERLAP_SECONDS + 1);
    await round();
    for (const documentId of [old, fresh]) {
      const { reports } = await verifyPaper(singapore.gateway, { documentId, actor: "officer" });
      expect(reports[0]?.verdict).to.equal("valid");
    }
    const items = await singapore.gateway.database
      .selectFrom("outbox_items")
      .select("payload")
      .where("purpose", "=", "member")
      .orderBy("item_id")
      .execute();
    const added = items.map(({ payload }) => JSON.parse(payload).action as string).slice(3);
    expect(added).to.deep.equal(["addKey", "endKey"]);
  });

  it("goes on with the key in use after a start, whichever step it was at", async () => {
    const { kid, before } = await rotate("transport");
    await rotationTick(singapore.gateway);
    await singapore.close();
    singapore = await openMember(network, "singapore");
    expect(singapore.gateway.keys.transport.kid).to.equal(before);
    singapore.clock.advance(OVERLAP_SECONDS * 2);
    await round();
    await round(NOTICE_SECONDS + 1);
    await singapore.close();
    singapore = await openMember(network, "singapore");
    singapore.clock.advance(OVERLAP_SECONDS * 3);
    await round();
    expect(singapore.gateway.keys.transport.kid).to.equal(kid);
  });

  it("wraps all content keys anew, in batches that may be interrupted, and needs the old key no more", async () => {
    const ids = await documentsOf(Array.from({ length: 130 }, (_, n) => `W-${n}`));
    const { kid } = await rotate("sealing");
    singapore.clock.advance(OVERLAP_SECONDS * 4);
    await round();
    await rewrapTick(singapore.gateway);
    expect(await kidsInUse()).not.to.include(kid);
    await round(NOTICE_SECONDS + 1);
    expect(thumbprintOf(singapore.gateway.keys.sealing)).to.equal(kid);
    await rewrapTick(singapore.gateway);
    expect((await kidsInUse()).size).to.equal(2);
    const figures = (await readiness(singapore.gateway)).dependencies.find(({ name }) => name === "keys")?.figures;
    expect(figures).to.include({ rewrapped: 100 }).and.to.have.property("waiting").greaterThan(0);
    await rewrapTick(singapore.gateway);
    expect([...(await kidsInUse())]).to.deep.equal([kid]);
    const { gateway } = singapore;
    const bare = { ...gateway, keys: { ...gateway.keys, sealing: gateway.keys.sealing, olderSealing: [] } };
    for (const documentId of ids.slice(0, 3)) {
      const opened = await getDocument(bare, { documentId, actor: "officer" });
      expect(opened.documentId).to.equal(documentId);
    }
  });

  it("leaves the keystore of before aside, and changes nothing when it is run again after the same key", async () => {
    const { kid, before, setAside } = await rotate("sealing");
    expect(existsSync(setAside)).to.equal(true);
    const again = await rotateCommand({ folder, use: "sealing", after: before }, environment);
    expect(again).to.include({ kid });
    const { sealingKey, olderKeys } = await secretsNow();
    expect(thumbprintOf(sealingKey)).to.equal(kid);
    expect(olderKeys?.sealing?.map(thumbprintOf)[0]).to.equal(before);
  });

  async function kidsInUse(): Promise<Set<string | undefined>> {
    const rows = await singapore.gateway.database.selectFrom("documents").select("wrapped_key").execute();
    return new Set(rows.map(({ wrapped_key }) => readerKidOf(wrapped_key)));
  }
});
