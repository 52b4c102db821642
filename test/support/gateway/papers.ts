import { type KindName, utf8Encode } from "@sealane/sdk";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { type SubmitDocumentInput, submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import type { DocumentView } from "../../../node-gateway/src/usecases/views.ts";

export const UCR = "5SG201234567X1";

/** The original of a document: Sealane's own JSON with a few facts. */
export const originalOf = (kind: KindName, number: string, more: object = {}): Uint8Array =>
  utf8Encode(
    JSON.stringify({
      sealane: kind,
      documentNumber: number,
      ucr: UCR,
      containers: ["MSKU9070323"],
      grossWeightKg: "1200.5",
      ...more,
    }),
  );

/** Submits such a document; the number is its idempotency key. */
export function submitNumber(
  gateway: Gateway,
  kind: KindName,
  { number, ...more }: { number: string } & Partial<SubmitDocumentInput>,
): Promise<DocumentView> {
  const original = originalOf(kind, number);
  return submitDocument(gateway, { actor: "officer", idempotencyKey: number, original, ...more });
}
