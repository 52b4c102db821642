import { SdkError } from "../errors.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SIX_BITS = (code: number): string => ALPHABET.charAt(code & 63);
const VALUE_OF = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) VALUE_OF[ALPHABET.charCodeAt(i)] = i;

export function base64urlOf(bytes: Uint8Array): string {
  let text = "";
  const whole = bytes.length - (bytes.length % 3);
  for (let i = 0; i < whole; i += 3) {
    const n = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    text += SIX_BITS(n >> 18) + SIX_BITS(n >> 12) + SIX_BITS(n >> 6) + SIX_BITS(n);
  }
  const left = bytes.length - whole;
  if (left === 1) {
    const n = bytes[whole] as number;
    text += SIX_BITS(n >> 2) + SIX_BITS(n << 4);
  } else if (left === 2) {
    const n = ((bytes[whole] as number) << 8) | (bytes[whole + 1] as number);
    text += SIX_BITS(n >> 10) + SIX_BITS(n >> 4) + SIX_BITS(n << 2);
  }
  return text;
}

export function bytesOfBase64url(text: string): Uint8Array {
  const left = text.length % 4;
  if (left === 1) throw notCanonical();
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUE_OF[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw notCanonical();
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = (held >> bits) & 0xff;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw notCanonical();
  return bytes;
}

const notCanonical = (): SdkError => new SdkError("ENCODING_INVALID", "Expected canonical unpadded base64url.");
