import { fileURLToPath } from "node:url";
import type { BlobStore } from "./blob-store.ts";
import { createFileBlobStore } from "./file-blob-store.ts";
import { createKuboBlobStore } from "./kubo-blob-store.ts";

/** Where blobs are kept. */
export interface BlobsPlace {
  readonly url: string;
  /** Bearer token of the service, if it wants one. */
  readonly token?: string | undefined;
}

const openKubo = async ({ url, token }: BlobsPlace): Promise<BlobStore> =>
  createKuboBlobStore({ url: url.replace(/^kubo\+/, ""), ...(token !== undefined && { token }) });

/** The adapter of each URL scheme. To add a store, add a row. */
const STORES: Readonly<Record<string, (place: BlobsPlace) => Promise<BlobStore>>> = {
  "file:": ({ url }) => createFileBlobStore(fileURLToPath(url)),
  "http:": openKubo,
  "https:": openKubo,
  "kubo+http:": openKubo,
  "kubo+https:": openKubo,
};

/** Schemes that a blob store can be named with, each with its colon. */
export const BLOB_SCHEMES: readonly string[] = Object.keys(STORES);

/** The blob store at a URL whose scheme is one of {@link BLOB_SCHEMES}. */
export async function openBlobStore(place: BlobsPlace): Promise<BlobStore> {
  const open = STORES[new URL(place.url).protocol];
  if (!open) throw new RangeError("No blob store has this scheme.");
  return open(place);
}
