import { hexOf } from "./hex.ts";

/** A P-256 public key: affine coordinates as base64url of 32 bytes each (RFC 7518 §6.2.1). */
export interface PublicKey {
  readonly x: string;
  readonly y: string;
}

/** A P-256 private key with its public half. */
export interface PrivateKey extends PublicKey {
  /** base64url of the 32-byte scalar. */
  readonly d: string;
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = hexOf(bytesOf(ORDER >> 1n));

/** Whether a 64-byte r‖s signature has s in the lower half of the order: one signature, one spelling. */
export function isLowS(signature: Uint8Array): boolean {
  return signature.length === 64 && hexOf(signature.subarray(32)) <= HALF_ORDER;
}

/** The same signature with s in the lower half. */
export function toLowS(signature: Uint8Array): Uint8Array {
  if (isLowS(signature)) return signature;
  const low = Uint8Array.from(signature);
  low.set(bytesOf(ORDER - BigInt(`0x${hexOf(signature.subarray(32))}`)), 32);
  return low;
}

function bytesOf(scalar: bigint): Uint8Array {
  const hex = scalar.toString(16).padStart(64, "0");
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
