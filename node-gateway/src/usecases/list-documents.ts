import type { KindName } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { DocumentState, DocumentView, Page } from "./views.ts";

export interface ListDocumentsInput {
  readonly kind?: KindName;
  readonly state?: DocumentState;
  /** `next` of the page before. */
  readonly after?: string;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
}

/** Documents held here, the newest first. @throws CURSOR_INVALID */
export async function listDocuments(_gateway: Gateway, _input: ListDocumentsInput): Promise<Page<DocumentView>> {
  throw new Error("not written yet");
}
