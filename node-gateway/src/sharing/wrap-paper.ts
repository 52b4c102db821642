import { opensField, type PublicKey, packPaper, presentScope, type Scope, seal, wrapKey } from "@sealane/sdk";
import type { DocumentRow } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";
import { openPaper } from "../papers/find-document.ts";

/** A sealed paper for a reader. */
export interface WrappedPaper {
  readonly blobCid: string;
  readonly sizeBytes: number;
  /** The content key for the reader's sealing key, compact JWE. */
  readonly wrappedKey: string;
  /** The same for ourselves, so that it can be given out for a newer key of the reader. */
  readonly ownKey: string;
}

/** The key that papers for a member are sealed to now: the one that began last; undefined when it has none. */
export async function sealingKeyOf(gateway: Gateway, memberId: number): Promise<PublicKey | undefined> {
  const now = gateway.clock();
  const [found] = await readMembers(gateway.database, [memberId]);
  const keys = (found?.member.keys ?? []).filter(
    ({ use, validFromSeconds, validUntilSeconds, compromisedSinceSeconds }) =>
      use === "sealing" && validFromSeconds <= now && now < validUntilSeconds && compromisedSinceSeconds === 0,
  );
  const latest = keys.toSorted((a, b) => b.validFromSeconds - a.validFromSeconds)[0];
  return latest && { x: latest.x, y: latest.y };
}

/**
 * A paper of ours, for a reader and as far as a scope opens it. In full it is our own blob with its key wrapped once more;
 * of fewer fields a blob of its own.
 * @throws SdkError FIELD_UNKNOWN when it states nothing that the scope opens; BLOB_*.
 */
export async function wrapPaper(
  gateway: Gateway,
  row: DocumentRow,
  { scope, reader }: { readonly scope: Scope; readonly reader: PublicKey },
): Promise<WrappedPaper> {
  if (opensField(scope, "")) {
    const { length: sizeBytes } = await gateway.blobs.get(row.blob_cid);
    const wrappedKey = await wrapKey(await unwrapOwn(gateway.keys, row.wrapped_key), reader);
    return { blobCid: row.blob_cid, sizeBytes, wrappedKey, ownKey: row.wrapped_key };
  }
  const paper = presentScope(await openPaper(gateway, row), scope);
  const [contentKey, iv] = [gateway.randomBytes(32), gateway.randomBytes(12)];
  const blob = seal({ plaintext: packPaper(paper), header: { documentId: row.document_id }, contentKey, iv });
  const { x, y } = gateway.keys.sealing;
  const keys = [wrapKey(contentKey, reader), wrapKey(contentKey, { x, y })] as const;
  const [blobCid, wrappedKey, ownKey] = await Promise.all([gateway.blobs.put(blob), ...keys]);
  return { blobCid, sizeBytes: blob.length, wrappedKey, ownKey };
}
