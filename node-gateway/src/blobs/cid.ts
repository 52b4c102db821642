import { sha256 } from "@sealane/sdk";
import { importByteStream } from "ipfs-unixfs-importer";
import { CID } from "multiformats/cid";
import * as Digest from "multiformats/hashes/digest";

const CHUNK_BYTES = 1024 * 1024;
const RAW = 0x55;
const SHA2_256 = 0x12;

/**
 * The CID that Kubo's profile unixfs-v1-2025 gives these bytes: CIDv1, raw leaves, chunks of 1 MiB, 1,024 links a node.
 * Source: IPIP-499.
 */
export async function cidOf(bytes: Uint8Array): Promise<string> {
  // One chunk is one raw block; its CID needs no tree.
  if (bytes.length <= CHUNK_BYTES) return CID.createV1(RAW, Digest.create(SHA2_256, sha256(bytes))).toString();
  return (await blocksOf(bytes)).at(-1) as string;
}

/** CIDs of all the blocks these bytes become, the one of the whole last. */
export async function blocksOf(bytes: Uint8Array): Promise<string[]> {
  const blocks: string[] = [];
  const put = async (name: CID): Promise<CID> => {
    blocks.push(name.toString());
    return name;
  };
  const { cid } = await importByteStream([bytes], { put } as never, { profile: "unixfs-v1-2025" });
  return [...blocks.filter((block) => block !== cid.toString()), cid.toString()];
}

/** Whether a block is the one a CID names. */
export function isBlockOf(cid: string, block: Uint8Array): boolean {
  const { code, digest } = CID.parse(cid).multihash;
  return code === SHA2_256 && Buffer.from(digest).equals(sha256(block));
}

/** Whether a text is a CID as this gateway writes them, so that it can be a file name. */
export function isCid(text: string): boolean {
  try {
    return CID.parse(text).toString() === text && text.startsWith("baf");
  } catch {
    return false;
  }
}
