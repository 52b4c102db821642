import {
  bytesOfBase64url,
  isJsonObject,
  type PrivateKey,
  parseJson,
  SdkError,
  thumbprintOf,
  unwrapKey,
} from "@sealane/sdk";
import type { Keys } from "./keys.ts";

/** The key (RFC 7638 thumbprint) that a content key is wrapped for; undefined when that cannot be read. */
export function readerKidOf(wrappedKey: string): string | undefined {
  try {
    const header = parseJson(bytesOfBase64url(wrappedKey.split(".", 1)[0] ?? ""));
    return isJsonObject(header) && typeof header["kid"] === "string" ? header["kid"] : undefined;
  } catch {
    return undefined;
  }
}

/** The sealing key of this member, today's or an older one, that a content key is wrapped for; undefined for none. */
export function sealingKeyOf(keys: Pick<Keys, "sealing" | "olderSealing">, wrappedKey: string): PrivateKey | undefined {
  const kid = readerKidOf(wrappedKey);
  return [keys.sealing, ...keys.olderSealing].find((key) => thumbprintOf(key) === kid);
}

/** Unwraps a content key that is wrapped for this member. @throws SdkError BLOB_KEY_WRONG */
export async function unwrapOwn(keys: Pick<Keys, "sealing" | "olderSealing">, wrappedKey: string): Promise<Uint8Array> {
  const key = sealingKeyOf(keys, wrappedKey);
  if (!key) throw new SdkError("BLOB_KEY_WRONG", "The wrapped key is for no sealing key of this member.");
  return unwrapKey(wrappedKey, key);
}
