import { SdkError } from "../errors.ts";

export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      code = text.codePointAt(i) as number;
      if (code < 0x10000) throw new SdkError("JSON_LONE_SURROGATE", "The text holds half of a surrogate pair.");
      i++;
    }
    at = writeCodePoint(bytes, at, code);
  }
  return bytes.slice(0, at);
}

function writeCodePoint(bytes: Uint8Array, start: number, code: number): number {
  const continuations = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  const lead = [0, 0xc0, 0xe0, 0xf0][continuations] as number;
  bytes[start] = lead | (code >> (6 * continuations));
  for (let i = 1; i <= continuations; i++) bytes[start + i] = 0x80 | ((code >> (6 * (continuations - i))) & 0x3f);
  return start + continuations + 1;
}

const CHUNK = 8192;

export function utf8Decode(bytes: Uint8Array): string {
  let text = "";
  const units: number[] = [];
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      units.push(lead);
      i++;
    } else {
      const length = sequenceLength(lead);
      const code = readSequence(bytes, i, length);
      if (code > 0xffff) units.push(0xd7c0 + (code >> 10), 0xdc00 | (code & 0x3ff));
      else units.push(code);
      i += length;
    }
    if (units.length >= CHUNK) text += String.fromCharCode(...units.splice(0));
  }
  return text + String.fromCharCode(...units);
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  throw notUtf8();
}

function readSequence(bytes: Uint8Array, start: number, length: number): number {
  let code = (bytes[start] as number) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const byte = bytes[start + i];
    if (byte === undefined || (byte & 0xc0) !== 0x80) throw notUtf8();
    code = (code << 6) | (byte & 0x3f);
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw notUtf8();
  return code;
}

const notUtf8 = (): SdkError => new SdkError("JSON_NOT_UTF8", "The bytes are not valid UTF-8.");
