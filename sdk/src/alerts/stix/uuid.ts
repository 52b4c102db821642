import { sha1 } from "@noble/hashes/legacy.js";
import { hexOf } from "../../primitives/hex.ts";
import { utf8Encode } from "../../primitives/utf8.ts";

/** Of the names below: nobody else makes ids in it. */
const NAMESPACE = Uint8Array.from([
  ...[0xe4, 0x10, 0xc3, 0x9e, 0xf0, 0x46, 0x45, 0x52],
  ...[0xa4, 0xfe, 0xa4, 0x3d, 0xcd, 0xde, 0x88, 0x71],
]);

/** The UUID of a name: version 5 (RFC 9562 §5.5) in a namespace of ours, the same wherever it is made. */
export function uuidOf(name: string): string {
  const bytes = sha1(Uint8Array.from([...NAMESPACE, ...utf8Encode(name)])).slice(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const ID = /^[a-z][a-z0-9-]{2,250}--[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a value is an id of a STIX object (STIX 2.1 §2.9); of one type where that is given. */
export const isStixId = (value: unknown, type?: string): value is string =>
  typeof value === "string" && ID.test(value) && (type === undefined || value.startsWith(`${type}--`));
