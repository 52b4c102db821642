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
  const { cid } = await importByteStream([bytes], { put: async (name: CID) => name } as never, {
    profile: "unixfs-v1-2025",
  });
  return cid.toString();
}

/** Whether a text is a CID as this gateway writes them, so that it can be a file name. */
export function isCid(text: string): boolean {
  try {
    return CID.parse(text).toString() === text && text.startsWith("baf");
  } catch {
    return false;
  }
}
