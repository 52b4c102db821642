import { p256, p256_hasher } from "@noble/curves/nist.js";
import { canonicalize } from "../canonical/canonicalize.ts";
import { SdkError } from "../errors.ts";
import { base64urlOf, bytesOfBase64url } from "../primitives/base64url.ts";
import { bytesOfHex32, type Hex32, hexOf, isHex32 } from "../primitives/hex.ts";
import { hmacSha256 } from "../primitives/hmac.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import type { StatedFact } from "./stated-facts.ts";

/** A point of P-256, never the identity: base64url of its 33 compressed bytes (SEC 1 §2.3.3). */
export type PointText = string;

/** The secret exponent of each fact, 1 to n − 1, big-endian. */
export type Scalars = (fact: string) => Hex32;

type Point = ReturnType<typeof p256_hasher.hashToCurve>;

const DST = "SEALANE-V01-COMPARISON-with-P256_XMD:SHA-256_SSWU_RO_";
const { ORDER } = p256.Point.Fn;

/**
 * The point that stands for a fact's value, of which nobody knows the logarithm: RFC 9380 P256_XMD:SHA-256_SSWU_RO_ over
 * name ‖ 0x00 ‖ RFC 8785 of the value.
 */
export const factPoint = ({ fact, value }: StatedFact): PointText =>
  textOf(p256_hasher.hashToCurve(utf8Encode(`${fact}\u0000${canonicalize(value)}`), { DST }));

/**
 * A point raised to a secret.
 * @throws SdkError COMPARISON_INVALID for a point that is none, or a scalar that is not 1 to n − 1.
 */
export const raise = (point: PointText, scalar: Hex32): PointText => textOf(pointOf(point).multiply(scalarOf(scalar)));

/** Whether a value is a point in its one spelling. */
export function isPoint(value: unknown): value is PointText {
  if (typeof value !== "string" || value.length !== 44) return false;
  try {
    return textOf(pointOf(value)) === value;
  } catch {
    return false;
  }
}

/** Whether a value is an exponent: 1 to n − 1. */
export const isScalar = (value: unknown): value is Hex32 => isHex32(value) && isInGroup(BigInt(`0x${value}`));

/**
 * Secret exponents, one for each fact, of a key that nobody else has: the same key and context give the same again.
 * @param context Never used for two questions: who gets two answers under one exponent compares two values for one.
 */
export function scalarsFrom(key: Uint8Array, context: Hex32): Scalars {
  const seed = hmacSha256(key, bytesOfHex32(context));
  return (fact) => {
    const halves = [1, 2].map((half) => hexOf(hmacSha256(seed, utf8Encode(`sealane/1 scalar\u0000${fact}${half}`))));
    // 512 bits, so that no residue is likelier than another by more than 2⁻²⁵⁶.
    const scalar = (BigInt(`0x${halves.join("")}`) % (ORDER - 1n)) + 1n;
    return scalar.toString(16).padStart(64, "0");
  };
}

/** What came from elsewhere and does not fit. */
export const invalid = (why: string): SdkError =>
  new SdkError("COMPARISON_INVALID", `The comparison is refused. ${why}`);

const textOf = (point: Point): PointText => base64urlOf(point.toBytes(true));

function pointOf(text: PointText): Point {
  try {
    const bytes = bytesOfBase64url(text);
    if (bytes.length === 33) return p256.Point.fromBytes(bytes);
  } catch {
    // What the library says names the bytes.
  }
  throw invalid("A point is not one of the curve.");
}

function scalarOf(scalar: Hex32): bigint {
  if (isScalar(scalar)) return BigInt(`0x${scalar}`);
  throw invalid("A scalar is not one of the group.");
}

const isInGroup = (scalar: bigint): boolean => scalar > 0n && scalar < ORDER;
