import * as encoding from "#encoding";

/** Unpadded base64url of bytes (RFC 4648 §5). */
export const base64urlOf: (bytes: Uint8Array) => string = encoding.base64urlOf;

/**
 * The bytes of an unpadded base64url text.
 * @throws SdkError ENCODING_INVALID for padding, other characters, an impossible length or unused bits that are not
 * zero: one value has one spelling, else a changed text could pass for the same bytes.
 */
export const bytesOfBase64url: (text: string) => Uint8Array = encoding.bytesOfBase64url;
