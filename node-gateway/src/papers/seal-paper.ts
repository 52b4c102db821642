import { type Hex32, type Paper, packPaper, seal, unpackPaper, unseal, wrapKey } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";

/** Where a sealed paper is, and the wrapped key that opens it. */
export interface SealedPaper {
  readonly blobCid: string;
  readonly wrappedKey: string;
}

/** Seals a paper under a key of its own, keeps the blob durably, and wraps the key for this member. @throws BLOB_UNAVAILABLE */
export async function sealPaper(gateway: Gateway, documentId: Hex32, paper: Paper): Promise<SealedPaper> {
  const contentKey = gateway.randomBytes(32);
  const iv = gateway.randomBytes(12);
  const blob = seal({ plaintext: packPaper(paper), header: { documentId }, contentKey, iv });
  const { x, y } = gateway.keys.sealing;
  const [blobCid, wrappedKey] = await Promise.all([gateway.blobs.put(blob), wrapKey(contentKey, { x, y })]);
  return { blobCid, wrappedKey };
}

/** Opens a sealed paper. @throws BLOB_NOT_FOUND, BLOB_CORRUPT, BLOB_UNAVAILABLE; SdkError BLOB_KEY_WRONG. */
export async function unsealPaper(gateway: Gateway, { blobCid, wrappedKey }: SealedPaper): Promise<Paper> {
  const blob = await gateway.blobs.get(blobCid);
  return unpackPaper(unseal(blob, await unwrapOwn(gateway.keys, wrappedKey)).plaintext);
}
