/** Codes that one call takes as its arguments. */
const CHUNK = 8192;

/** The text of UTF-16 code units; of bytes, the text that they are in ISO 8859-1. */
export function textOfUnits(units: Uint8Array | Uint16Array): string {
  let text = "";
  for (let start = 0; start < units.length; start += CHUNK)
    text += String.fromCharCode(...units.subarray(start, start + CHUNK));
  return text;
}
