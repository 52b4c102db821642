import { createHash } from "node:crypto";
import { expect } from "chai";
import { base32 } from "multiformats/bases/base32";
import { cidOf, isCid } from "../../../node-gateway/src/blobs/cid.ts";
import { seededBytes } from "../../support/seeded.ts";

const MIB = 1024 * 1024;

/** CIDs that the IPFS documentation and Kubo give for these bytes. */
const KNOWN = [
  { text: "", cid: "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku" },
  { text: "hello world", cid: "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e" },
];

describe("the CID of a blob", () => {
  for (const { text, cid } of KNOWN) {
    it(`is the one IPFS gives for "${text}"`, async () => {
      expect(await cidOf(new TextEncoder().encode(text))).to.equal(cid);
    });
  }

  it("of up to 1 MiB is the digest of the bytes themselves", async () => {
    const bytes = seededBytes("one chunk")(MIB);
    expect(await cidOf(bytes)).to.equal(rawCid(bytes));
  });

  for (const size of [MIB + 1, 2.5 * MIB, 5 * MIB]) {
    it(`of ${size} bytes is the digest of a UnixFS node over its chunks, built here by hand`, async () => {
      const bytes = seededBytes("many chunks")(size);
      expect(await cidOf(bytes)).to.equal(nodeCid(bytes));
    });
  }

  it("is told from any other text", () => {
    expect(KNOWN.every(({ cid }) => isCid(cid))).to.equal(true);
    for (const text of ["", "..", "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR", `${KNOWN[0]?.cid}/..`]) {
      expect(isCid(text), text).to.equal(false);
    }
  });
});

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const cidBytes = (codec: number, block: Uint8Array): Buffer => Buffer.from([1, codec, 0x12, 32, ...sha256(block)]);
const rawCid = (bytes: Uint8Array): string => base32.encode(cidBytes(0x55, bytes));

/** A dag-pb node (links first, then UnixFS data) over raw leaves of 1 MiB: dag-pb and UnixFS specifications. */
function nodeCid(bytes: Uint8Array): string {
  const chunks = Array.from({ length: Math.ceil(bytes.length / MIB) }, (_, i) =>
    bytes.subarray(i * MIB, (i + 1) * MIB),
  );
  const links = chunks.map((chunk) =>
    field(2, Buffer.concat([field(1, cidBytes(0x55, chunk)), field(2, Buffer.alloc(0)), number(3, chunk.length)])),
  );
  const sizes = chunks.map((chunk) => number(4, chunk.length));
  const data = Buffer.concat([number(1, 2), number(3, bytes.length), ...sizes]);
  return base32.encode(cidBytes(0x70, Buffer.concat([...links, field(1, data)])));
}

const field = (tag: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([varint(tag * 8 + 2), varint(bytes.length), bytes]);
const number = (tag: number, value: number): Buffer => Buffer.concat([varint(tag * 8), varint(value)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
