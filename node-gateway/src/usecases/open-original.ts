import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { Acting } from "./views.ts";

export interface OpenedOriginal {
  readonly documentId: Hex32;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The bytes a document came from, as they were taken in. @throws DOCUMENT_NOT_FOUND, ORIGINAL_NOT_HELD, BLOB_* */
export async function openOriginal(
  _gateway: Gateway,
  _input: Acting & { readonly documentId: Hex32 },
): Promise<OpenedOriginal> {
  throw new Error("not written yet");
}
