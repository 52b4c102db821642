import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { thumbprintOf } from "@sealane/sdk";
import { expect } from "chai";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { readerKidOf } from "../../../node-gateway/src/keys/wrapped-keys.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { rewrapTick } from "../../../node-gateway/src/rotation/rewrap-tick.ts";
import { NOTICE_SECONDS, rotationTick } from "../../../node-gateway/src/rotation/rotation-tick.ts";
import { selectKeys } from "../../../node-gateway/src/rotation/select-keys.ts";
import { rotateCommand } from "../../../scripts/member/rotate-command.ts";
import { openMember, PASSPHRASE, pathsOf, type TestMember } from "../../support/gateway/member.ts";
import { createMemoryPeers } from "../../support/gateway/memory-peers.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { createSwitchboard, openReader, type Reader, share } from "../../support/gateway/readers.ts";

describe("a reader that changed its sealing key", () => {
  let network: TestNetwork;
  let singapore: Reader;
  let rotterdam: TestMember;
  const board = createSwitchboard();
  before(async () => {
    network = await deployNetwork();
    singapore = await openReader(network, "singapore", board);
  });
  after(async () => {
    for (const member of [singapore, rotterdam]) await member?.close();
    await network?.stop();
  });

  it("reads what was shared before, with and without asking, by the new key alone", async () => {
    const before = await openReader(network, "rotterdam", board);
    const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number: "K-1" });
    await singapore.settle();
    const unlimited = await share(singapore, { to: before, documentId });
    const counted = await share(singapore, { to: before, documentId, maxUses: 5 });
    await before.close();
    const kid = await changeKeys();
    await singapore.settle();
    const { gateway } = rotterdam;
    const [row] = await gateway.database
      .selectFrom("shared_papers")
      .select("wrapped_key")
      .where("grant_id", "=", unlimited)
      .execute();
    expect(readerKidOf(row?.wrapped_key ?? "")).to.equal(kid);
    const peers = createMemoryPeers(board);
    const bare: Gateway = { ...gateway, peers, keys: { ...gateway.keys, olderSealing: [] } };
    for (const grantId of [unlimited, counted]) {
      const opened = await openGranted(bare, { documentId, grantId, actor: "officer" });
      expect(opened.paper.original).to.be.a("string");
    }
  });

  /** Changes rotterdam's sealing key, up to the last content key wrapped anew; the new key. */
  async function changeKeys(): Promise<string> {
    const folder = join(network.folder, "changing");
    await mkdir(folder, { recursive: true });
    const { keystorePath } = pathsOf(network, "rotterdam");
    await copyFile(keystorePath, join(folder, "keystore.json"));
    await rotateCommand({ folder, use: "sealing" }, { SEALANE_KEYSTORE_PASSPHRASE: PASSPHRASE });
    await copyFile(join(folder, "keystore.json"), keystorePath);
    rotterdam = await openMember(network, "rotterdam");
    await rotationTick(rotterdam.gateway);
    await rotterdam.settle();
    for (const { clock } of [rotterdam, singapore]) clock.advance(NOTICE_SECONDS * 2);
    await selectKeys(rotterdam.gateway);
    await rewrapTick(rotterdam.gateway);
    return thumbprintOf(rotterdam.gateway.keys.sealing);
  }
});
