import * as encoding from "#encoding";

/**
 * UTF-8 of a text.
 * @throws SdkError JSON_LONE_SURROGATE when the text is not a sequence of Unicode scalar values.
 */
export const utf8Encode: (text: string) => Uint8Array = encoding.utf8Encode;

/**
 * The text of UTF-8 bytes; a byte order mark is kept as a character.
 * @throws SdkError JSON_NOT_UTF8 for overlong forms, surrogates, values over U+10FFFF and truncation (RFC 3629 §3).
 */
export const utf8Decode: (bytes: Uint8Array) => string = encoding.utf8Decode;
