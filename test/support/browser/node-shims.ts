import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** What the SDK's tests use of Node, for a browser: few lines, so that the tests run there unchanged. */

type Encoding = "hex" | "base64" | "base64url" | "ascii" | "utf8" | "latin1" | undefined;

const decoders: Record<string, (text: string) => Uint8Array> = {
  hex: (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  base64: (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0)),
  latin1: (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
  utf8: (text) => new TextEncoder().encode(text),
};

export class Buffer extends Uint8Array {
  static override from(input: unknown, encoding?: unknown): Buffer {
    if (typeof input !== "string") return new Buffer(Uint8Array.from(input as Iterable<number>));
    const name = encoding === "base64url" ? "base64" : ((encoding as Encoding) ?? "utf8");
    return new Buffer((decoders[name] as (text: string) => Uint8Array)(input));
  }
  static override of(...bytes: number[]): Buffer {
    return new Buffer(bytes);
  }
  static alloc(length: number): Buffer {
    return new Buffer(length);
  }
  static concat(parts: Uint8Array[]): Buffer {
    return new Buffer(parts.flatMap((part) => [...part]));
  }
  static byteLength(text: string): number {
    return new TextEncoder().encode(text).length;
  }
  static compare(a: Uint8Array, b: Uint8Array): number {
    return Math.sign(a.toString() < b.toString() ? -1 : a.toString() === b.toString() ? 0 : 1);
  }
  readBigUInt64BE(at = 0): bigint {
    return new DataView(this.buffer, this.byteOffset).getBigUint64(at);
  }
  readUIntBE(at: number, bytes: number): number {
    return this.subarray(at, at + bytes).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  writeUInt8(value: number, at = 0): void {
    this[at] = value;
  }
  writeUInt32BE(value: number, at = 0): void {
    new DataView(this.buffer, this.byteOffset).setUint32(at, value);
  }
  override toString(encoding?: Encoding): string {
    if (encoding === "hex") return Array.from(this, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const base64 = () => btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(""));
    if (encoding === "base64") return base64();
    if (encoding === "base64url") return base64().replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this);
  }
}

function digester(finish: (bytes: Uint8Array) => Uint8Array) {
  const parts: Uint8Array[] = [];
  const self = {
    update(input: Uint8Array | string) {
      parts.push(Buffer.from(input));
      return self;
    },
    digest(encoding?: Encoding): Buffer | string {
      const bytes = Buffer.from(finish(Buffer.concat(parts)));
      return encoding ? bytes.toString(encoding) : bytes;
    },
  };
  return self;
}

export const createHash = (_: "sha256") => digester(sha256);
export const createHmac = (_: "sha256", key: Uint8Array) => digester((bytes) => hmac(sha256, key, bytes));

/** Files of test/ that the bundle carries, by their paths below it, in base64. */
declare const CARRIED_FILES: Readonly<Record<string, string>>;

const carried = (path: string): string => path.replace(/^(?:\.\.\/)+/, "");

export const existsSync = (): boolean => false;
export const statSync = (): never => {
  throw new Error("There are no folders in a browser.");
};

export function readFileSync(path: string): Buffer {
  const base64 = CARRIED_FILES[carried(path)];
  if (base64 === undefined) throw new Error(`The bundle carries no ${path}.`);
  return Buffer.from(base64, "base64");
}

export function readdirSync(path: string, { withFileTypes = false } = {}): unknown[] {
  const folder = `${carried(path)}/`;
  const below = Object.keys(CARRIED_FILES).filter((name) => name.startsWith(folder));
  const names = [...new Set(below.map((name) => name.slice(folder.length).split("/")[0] as string))];
  const isFile = (name: string) => CARRIED_FILES[folder + name] !== undefined;
  return withFileTypes ? names.map((name) => ({ name, isFile: () => isFile(name) })) : names;
}

export const join = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join("/");
