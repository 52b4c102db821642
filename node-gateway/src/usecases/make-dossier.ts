import type { Dossier, Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { Acting } from "./views.ts";

export interface MakeDossierInput extends Acting {
  readonly documentId: Hex32;
  /** RFC 6901 pointers of fields that stay open, with everything below them; all by default. */
  readonly fields?: readonly string[];
  /** Also the papers it links to, and theirs, as far as readable here. */
  readonly includeLinked?: boolean;
  /** Also the original bytes; not together with `fields`. */
  readonly includeOriginal?: boolean;
}

/**
 * One file that proves a document without this gateway.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_ANCHORED, CHAIN_UNAVAILABLE, ORIGINAL_NOT_HELD; SdkError FIELD_UNKNOWN.
 */
export async function makeDossier(_gateway: Gateway, _input: MakeDossierInput): Promise<Dossier> {
  throw new Error("not written yet");
}
