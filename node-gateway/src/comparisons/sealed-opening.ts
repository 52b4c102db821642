import {
  base64urlOf,
  bytesOfBase64url,
  type ComparisonOpening,
  type Hex32,
  packOpening,
  SdkError,
  seal,
  unpackOpening,
  unseal,
  wrapKey,
} from "@sealane/sdk";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";
import { sealingKeyOf } from "../sharing/wrap-paper.ts";

/** An opening sealed to the member that is to see it. */
export interface SealedOpening {
  /** base64url of a sealed blob. */
  readonly blob: string;
  readonly wrappedKey: string;
}

/** Seals an opening to another member's sealing key. @throws GatewayError DOCUMENT_NOT_READABLE when it has none now. */
export async function sealOpening(
  gateway: Gateway,
  { to, documentId, opening }: { readonly to: number; readonly documentId: Hex32; readonly opening: ComparisonOpening },
): Promise<SealedOpening> {
  const reader = await sealingKeyOf(gateway, to);
  if (!reader)
    throw new GatewayError("DOCUMENT_NOT_READABLE", "The other member has no sealing key that is valid now.");
  const [contentKey, iv] = [gateway.randomBytes(32), gateway.randomBytes(12)];
  const blob = seal({ plaintext: packOpening(opening), header: { documentId }, contentKey, iv });
  return { blob: base64urlOf(blob), wrappedKey: await wrapKey(contentKey, reader) };
}

/** Opens what another member sealed to this one. @throws SdkError COMPARISON_INVALID */
export async function unsealOpening(
  { keys }: Gateway,
  { blob, wrappedKey }: SealedOpening,
): Promise<ComparisonOpening> {
  const bytes = await opened(keys, { blob, wrappedKey }).catch((cause) => {
    throw new SdkError("COMPARISON_INVALID", "What was opened is not sealed to this member.", cause);
  });
  return unpackOpening(bytes);
}

async function opened(keys: Gateway["keys"], { blob, wrappedKey }: SealedOpening): Promise<Uint8Array> {
  return unseal(bytesOfBase64url(blob), await unwrapOwn(keys, wrappedKey)).plaintext;
}
