/**
 * Bytes by their own name. Names are the CIDs that Kubo's profile unixfs-v1-2025 gives.
 * Proven by test/behaviours/blob-store.ts; to add a store, write an adapter and a row in that suite's table.
 */
export interface BlobStore {
  /** Keeps bytes durably and returns their CID; the same bytes again change nothing. @throws BLOB_UNAVAILABLE */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, checked against their CID. @throws BLOB_NOT_FOUND, BLOB_CORRUPT, BLOB_UNAVAILABLE */
  get(cid: string): Promise<Uint8Array>;
  /** Whether the store holds something under this CID; whether it is whole shows only on `get`. @throws BLOB_UNAVAILABLE */
  has(cid: string): Promise<boolean>;
  /** CIDs of everything held, in no order. @throws BLOB_UNAVAILABLE */
  list(): AsyncIterable<string>;
  /** Whether the store would keep something now, as far as it knows without writing. @throws BLOB_UNAVAILABLE saying why not */
  check(): Promise<void>;
  /**
   * Replaces whatever is damaged by good copies from elsewhere; what became of each blob shows on `get`. Not there when the
   * store has no elsewhere. @throws BLOB_UNAVAILABLE
   */
  heal?(stop: AbortSignal): Promise<void>;
}
