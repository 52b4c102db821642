import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { DEMO_BILL } from "../../scripts/demo/bill.ts";
import { freePort } from "../../scripts/free-port.ts";
import { type LocalChain, startLocalChain } from "../../scripts/local-chain.ts";

/** Words that stand in the papers and must stand nowhere else. */
const PLANTED = {
  shipper: "Quillfeather Outdoor Furniture",
  number: "ZQXW26110457",
  consignment: "6VN0109999990-26-QPLM731",
  container: "QZXU3054380",
  seal: "QS4471902X",
  goods: "Acaciaquill furniture",
};

/** A text as it could stand in bytes: plain, wide, hexadecimal, base64 at every offset, and as a bare digest. */
function spellings(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const base64 = [0, 1, 2].flatMap((offset) => {
    // The first and last characters depend on what stands before and after; those between do not.
    const inner = Buffer.concat([Buffer.alloc(offset), utf8])
      .toString("base64")
      .slice(offset === 0 ? 0 : 4)
      .slice(0, -4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const digests = ["sha256", "sha3-256", "sha1", "md5"].map((name) => createHash(name).update(utf8).digest());
  const digestTexts = digests.flatMap((digest) => [digest.toString("hex"), digest.toString("base64url")]);
  const texts = [text, text.toUpperCase(), text.toLowerCase(), utf8.toString("hex"), ...base64, ...digestTexts];
  return [...texts.map((one) => Buffer.from(one)), Buffer.from(text, "utf16le"), ...digests];
}

const findsAny = (haystack: Buffer, needles: readonly Buffer[]): boolean =>
  needles.some((needle) => haystack.includes(needle));

describe("Privacy, over everything the demo leaves behind", () => {
  const folder = mkdtempSync(join(tmpdir(), "sealane-privacy-"));
  let chain: LocalChain;
  let onChain: Buffer;
  let files: { path: string; bytes: Buffer }[];

  before(async function () {
    this.timeout(180_000);
    chain = await startLocalChain();
    const bill = join(folder, "bill.json");
    writeFileSync(bill, JSON.stringify(plantedBill()));
    const demo = join(import.meta.dirname, "../../scripts/demo.ts");
    const options = [
      "--rpc",
      chain.rpcUrl,
      "--bill",
      bill,
      "--folder",
      join(folder, "demo"),
      "--port",
      String(await freePort()),
    ];
    await promisify(execFile)(process.execPath, [demo, ...options]);
    onChain = await everythingOnChain(chain);
    files = filesUnder(join(folder, "demo")).map((path) => ({ path, bytes: readFileSync(path) }));
  });

  after(async () => {
    await chain?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds the planted words where they belong, so the search can find", () => {
    const trader = files.find(({ path }) => path.endsWith("trader.sealane.json"));
    expect(findsAny(trader?.bytes ?? Buffer.alloc(0), spellings(PLANTED.number))).to.equal(true);
    expect(onChain.length).to.be.greaterThan(10_000);
  });

  for (const [what, text] of Object.entries(PLANTED)) {
    it(`leaves no ${what} in calldata, logs, code, storage, sealed blobs or log files, in any spelling`, () => {
      const needles = spellings(text);
      expect(findsAny(onChain, needles), "chain").to.equal(false);
      const leaks = files.filter(({ path }) => isBlob(path) || path.endsWith(".log"));
      expect(leaks.length).to.be.greaterThan(6);
      expect(leaks.filter(({ bytes }) => findsAny(bytes, needles)).map(({ path }) => path)).to.deep.equal([]);
    });
  }

  it("leaves no CID and no private or tag key on the chain or in log files", () => {
    const cids = files.filter(({ path }) => isBlob(path)).map(({ path }) => path.split("/").at(-1) as string);
    const secrets = files
      .filter(({ path }) => path.endsWith("demo-secrets.json"))
      .flatMap(({ bytes }) => secretsIn(JSON.parse(bytes.toString("utf8"))));
    expect(cids.length).to.be.greaterThan(5);
    expect(secrets.length).to.equal(20);
    const logs = files.filter(({ path }) => path.endsWith(".log"));
    for (const secret of [...cids, ...secrets.map((bytes) => bytes.toString("hex"))]) {
      const needles = [...spellings(secret), Buffer.from(secret, "hex"), base64urlOf(secret)].filter(
        ({ length }) => length > 8,
      );
      expect(findsAny(onChain, needles), "chain").to.equal(false);
      expect(
        logs.some(({ bytes }) => findsAny(bytes, needles)),
        "log",
      ).to.equal(false);
    }
  });
});

const isBlob = (path: string): boolean => path.includes("/blobs/");
const base64urlOf = (hex: string): Buffer => Buffer.from(Buffer.from(hex, "hex").toString("base64url"));

function secretsIn(secrets: {
  operatorKey: string;
  statementKey: { d: string };
  sealingKey: { d: string };
  transportKey: { d: string };
  tagKeys: Record<string, string>;
}): Buffer[] {
  const { operatorKey, statementKey, sealingKey, transportKey, tagKeys } = secrets;
  const keys = [statementKey, sealingKey, transportKey].map(({ d }) => d);
  const encoded = [...keys, ...Object.values(tagKeys)].map((key) => Buffer.from(key, "base64url"));
  return [Buffer.from(operatorKey.slice(2), "hex"), ...encoded];
}

function plantedBill(): object {
  const text = JSON.stringify(DEMO_BILL)
    .replaceAll("Hai Phong Outdoor Furniture JSC", PLANTED.shipper)
    .replaceAll(DEMO_BILL.transportDocumentReference, PLANTED.number)
    .replaceAll("6VN0104567890-26-PO88213", PLANTED.consignment)
    .replaceAll("CSQU3054383", PLANTED.container)
    .replaceAll("SL4471902", PLANTED.seal)
    .replaceAll("Garden furniture", PLANTED.goods);
  return JSON.parse(text) as object;
}

/** Every block's transactions and receipts as text and as bytes, and the whole state of the node. */
async function everythingOnChain({ rpc }: LocalChain): Promise<Buffer> {
  const head = Number(await rpc("eth_blockNumber"));
  const state = Buffer.from(String(await rpc("anvil_dumpState")).slice(2), "hex");
  const texts: string[] = [gunzipSync(state).toString("utf8")];
  for (let number = 0; number <= head; number++) {
    const tag = `0x${number.toString(16)}`;
    texts.push(JSON.stringify(await rpc("eth_getBlockByNumber", tag, true)));
    texts.push(JSON.stringify(await rpc("eth_getBlockReceipts", tag)));
  }
  const text = texts.join("\n");
  const bytes = [...text.matchAll(/0x([0-9a-f]{8,})/g)].map(([, hex]) => Buffer.from(hex as string, "hex"));
  return Buffer.concat([Buffer.from(text), ...bytes]);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
