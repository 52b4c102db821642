import { SdkError } from "../errors.ts";
import { textOfUnits } from "../primitives/code-units.ts";
import { utf8Decode } from "../primitives/utf8.ts";

/** How the bytes of an encoding become text, by the name in the XML declaration (XML 1.0 §4.3.3), lower case. */
const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  "utf-8": utf8Decode,
  "us-ascii": utf8Decode,
  "iso-8859-1": textOfUnits,
  "utf-16": utf16Decode,
  "utf-16le": utf16Decode,
  "utf-16be": utf16Decode,
};
const DECLARATION_BYTES = 256;
const DECLARED = /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/**
 * The text of an XML document, by its byte order mark or its declared encoding.
 * @throws SdkError XML_ENCODING_UNKNOWN, XML_SYNTAX when the bytes are not of the encoding.
 */
export function decodeXml(bytes: Uint8Array): string {
  const decode = isUtf16(bytes) ? utf16Decode : DECODERS[declaredEncoding(bytes)];
  if (!decode) throw new SdkError("XML_ENCODING_UNKNOWN", "The XML is in an encoding other than UTF-8, 16 or Latin-1.");
  try {
    return decode(bytes).replace(/^\ufeff/, "");
  } catch (error) {
    throw new SdkError("XML_SYNTAX", "The bytes of the XML are not of its encoding.", error);
  }
}

const declaredEncoding = (bytes: Uint8Array): string =>
  DECLARED.exec(
    textOfUnits(bytes.subarray(0, DECLARATION_BYTES)).replace(/^\u00ef\u00bb\u00bf/, ""),
  )?.[1]?.toLowerCase() ?? "utf-8";

/** Whether the bytes begin with the mark of UTF-16, in either order. */
export const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);

/** Without a mark, bytes are big-endian (RFC 2781 §4.3). */
function utf16Decode(bytes: Uint8Array): string {
  if (bytes.length % 2 !== 0) throw new SdkError("XML_SYNTAX", "Half of a character is missing.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const units = new Uint16Array(bytes.length / 2);
  for (let i = 0; i < units.length; i++) units[i] = view.getUint16(2 * i, isLittle);
  const text = textOfUnits(units);
  if (!text.isWellFormed()) throw new SdkError("XML_SYNTAX", "The text holds half of a surrogate pair.");
  return text;
}
