import { SdkError } from "../errors.ts";
import type { KindName } from "../kinds/kinds.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { hmacSha256 } from "../primitives/hmac.ts";
import { utf8Encode } from "../primitives/utf8.ts";

/**
 * One spelling of a number people write: NFKC, upper case, without white space. So that two members who type the same
 * number get the same tag; nothing else is folded, since a dash can tell two numbers apart.
 */
export const normaliseReference = (reference: string): string =>
  reference.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();

/**
 * Tag of a consignment: HMAC-SHA-256(tag key, "sealane/1 subject" ‖ 0x00 ‖ reference).
 * @param tagKey The consortium's key of one epoch, 32 bytes; never on chain.
 * @param reference UCR or whatever the parties call the consignment.
 * @throws SdkError TAG_INPUT_EMPTY.
 */
export const subjectTag = (tagKey: Uint8Array, reference: string): Hex32 => tag(tagKey, ["subject", reference]);

/**
 * Tag of a document's own number within its kind: HMAC-SHA-256(tag key, "sealane/1 reference" ‖ 0x00 ‖ kind ‖ 0x00 ‖
 * number). The same number issued twice, by anyone, shows as the same tag.
 * @throws SdkError TAG_INPUT_EMPTY.
 */
export const referenceTag = (tagKey: Uint8Array, kind: KindName, number: string): Hex32 =>
  tag(tagKey, ["reference", number], kind);

/**
 * Keyed digest of the case number for which access is asked: HMAC-SHA-256(tag key, "sealane/1 case" ‖ 0x00 ‖ number).
 * @throws SdkError TAG_INPUT_EMPTY.
 */
export const caseDigest = (tagKey: Uint8Array, caseNumber: string): Hex32 => tag(tagKey, ["case", caseNumber]);

function tag(tagKey: Uint8Array, [domain, reference]: readonly [string, string], kind?: KindName): Hex32 {
  const normal = normaliseReference(reference);
  if (normal === "") throw new SdkError("TAG_INPUT_EMPTY", "A reference to be tagged is blank.");
  const parts = [`sealane/1 ${domain}`, ...(kind === undefined ? [] : [kind]), normal];
  return hexOf(hmacSha256(tagKey, utf8Encode(parts.join("\0"))));
}
