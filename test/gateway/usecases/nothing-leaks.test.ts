import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, pathsOf, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf } from "../../support/gateway/papers.ts";

/** Words that stand nowhere but in the document. */
const PLANTED = { number: "PLANTEDNUMBER4711", ucr: "9PLANTEDUCR0815", name: "Planted Trading Company" };

describe("what leaves a gateway without being asked for", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  const lines: string[] = [];
  const hear = (fields: object, message: string): void => void lines.push(JSON.stringify({ ...fields, message }));
  before(async () => {
    network = await deployNetwork();
    exporter = await makeGateway(network, "exporter", { log: { info: hear, warn: hear, error: hear } });
    const parties = [{ role: "exporter", name: PLANTED.name }];
    for (const kind of ["packing-list", "certificate-of-origin"] as const) {
      const original = originalOf(kind, PLANTED.number, { ucr: PLANTED.ucr, parties });
      const { documentId } = await submitDocument(exporter.gateway, {
        actor: "officer",
        idempotencyKey: kind,
        original,
      });
      await exporter.settle();
      await verifyPaper(exporter.gateway, { actor: "officer", documentId });
      if (kind !== "packing-list") continue;
      await makeDossier(exporter.gateway, { documentId, actor: "officer" });
      await withdrawDocument(exporter.gateway, { documentId, reason: "fraud", actor: "officer", idempotencyKey: "w" });
    }
    await exporter.settle();
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
  });

  it("would be found here in any encoding, wherever it begins", () => {
    for (const before of ["", "1", "12", "123"]) {
      const bytes = Buffer.from(`${before}${PLANTED.number} and more`);
      for (const encoding of ["latin1", "hex", "base64", "base64url"] as const) {
        expect(foundIn(bytes.toString(encoding), [PLANTED.number]), `${before} ${encoding}`).to.have.length(1);
      }
    }
  });

  it("does not stand in any transaction or event on the chain, in any encoding", async () => {
    const texts: string[] = [];
    const { number } = await exporter.gateway.chain.head();
    for (let at = 0; at <= number; at++) {
      texts.push(JSON.stringify(await network.anvil.rpc("eth_getBlockByNumber", `0x${at.toString(16)}`, true)));
    }
    texts.push(JSON.stringify(await network.anvil.rpc("eth_getLogs", { fromBlock: "0x0", toBlock: "latest" })));
    expect(foundIn(texts.join("\n"), await secrets())).to.deep.equal([]);
    expect(foundIn(texts.join("\n"), [exporter.gateway.keys.operator.address])).to.have.length(1);
  });

  it("does not stand in the log, which speaks of what was refused", async () => {
    expect(lines.some((line) => line.includes("IssuerNotAccredited"))).to.equal(true);
    expect(foundIn(lines.join("\n"), await secrets())).to.deep.equal([]);
  });

  it("does not stand in any blob", async () => {
    const { dataDir } = pathsOf(network, "exporter");
    const files = await readdir(join(dataDir, "blobs"), { recursive: true, withFileTypes: true });
    const blobs = files.filter((file) => file.isFile());
    expect(blobs).to.have.length(2);
    const texts = await Promise.all(blobs.map((file) => readFile(join(file.parentPath, file.name), "latin1")));
    expect(foundIn(texts.join("\n"), Object.values(PLANTED))).to.deep.equal([]);
  });

  async function secrets(): Promise<string[]> {
    const cids: string[] = [];
    for await (const cid of exporter.gateway.blobs.list()) cids.push(cid);
    const rows = await exporter.gateway.database.selectFrom("documents").select("wrapped_key").execute();
    const { sealing } = exporter.gateway.keys;
    return [...Object.values(PLANTED), ...cids, ...rows.map(({ wrapped_key }) => wrapped_key), sealing.d];
  }
});

/** The words that a text holds, as they are, in hexadecimal, or in base64 at any of its three offsets. */
function foundIn(text: string, words: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return words.filter((word) => {
    const bytes = Buffer.from(word);
    const shifted = [0, 1, 2].map((skip) =>
      Buffer.concat([Buffer.alloc(skip), bytes])
        .toString("base64")
        .slice(skip === 0 ? 0 : skip + 1, -4),
    );
    const exact = [...shifted, ...shifted.map((one) => one.replaceAll("+", "-").replaceAll("/", "_"))];
    return (
      [word, bytes.toString("hex")].some((one) => lower.includes(one.toLowerCase())) ||
      exact.some((one) => text.includes(one))
    );
  });
}
