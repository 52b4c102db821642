import {
  isSignedBy,
  type Json,
  type JsonObject,
  type PublicKey,
  type ReadJws,
  readJws,
  type Signer,
  signJws,
} from "@sealane/sdk";
import { z } from "zod";
import { GatewayError } from "../errors.ts";
import { isTooLong } from "./strict-jwt.ts";

/** Type of the token that every call between gateways carries. */
export const TRANSPORT_TYPE = "sealane-transport+jwt";

/** What a member's token says, beside claims of its type's own such as a body's hash. */
export interface MemberClaims {
  readonly [name: string]: unknown;
  /** Number of the member that signed it. */
  readonly issuer: number;
  /** Unique among the issuer's tokens: what {@link rememberToken} keeps. */
  readonly jti: string;
  /** Unix seconds. */
  readonly iat: number;
  /** Unix seconds; the token is not good at this second any more, nor after. */
  readonly exp: number;
}

export interface VerifyMemberTokenOptions {
  readonly typ: string;
  /** Number of the member that this token must be for. */
  readonly audience: number;
  /** The key that a member has under this id, for the use and at the time that the caller knows; undefined for none. */
  readonly keyOf: (memberId: number, kid: string) => Promise<PublicKey | undefined>;
  readonly nowSeconds: number;
  readonly maxLifetimeSeconds: number;
  /** How far the clocks of two members may be apart. */
  readonly clockSkewSeconds: number;
}

const memberNumber = z
  .string()
  .regex(/^[1-9][0-9]{0,9}$/)
  .transform(Number)
  .refine((it) => it <= 0xffffffff);
const seconds = z
  .int()
  .min(0)
  .max(2 ** 40);

/** Registered claims (RFC 7519 §4.1). Members are named by their number in decimal, since `iss` and `aud` are text there. */
const claimsSchema = z.looseObject({
  iss: memberNumber,
  aud: memberNumber,
  jti: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  iat: seconds,
  exp: seconds,
  nbf: z.never().optional(),
});

export interface SignMemberTokenInput {
  readonly typ: string;
  readonly issuer: number;
  readonly audience: number;
  /** 16 to 64 base64url characters, drawn anew for each token. */
  readonly jti: string;
  /** Unix seconds. */
  readonly iat: number;
  readonly exp: number;
  readonly more?: Readonly<Record<string, Json>>;
}

/** A token as {@link verifyMemberToken} takes it: compact JWS, ES256, RFC 8785. */
export function signMemberToken(input: SignMemberTokenInput, signer: Signer): string {
  const { typ, issuer, audience, jti, iat, exp, more = {} } = input;
  return signJws(typ, { ...more, iss: String(issuer), aud: String(audience), jti, iat, exp }, signer);
}

/**
 * The claims of a member's token, after everything about it was judged but whether it was used before: that the caller
 * does with `rememberToken` in the transaction of what the token is used for. One token has one spelling: the SDK's
 * strict reading takes only ES256 with a low s, only the headers alg, kid and typ, and only canonical JSON and base64url.
 * @throws GatewayError PEER_TOKEN_INVALID with the reason as a sentence; what `keyOf` throws.
 */
export async function verifyMemberToken(token: string, options: VerifyMemberTokenOptions): Promise<MemberClaims> {
  if (isTooLong(token)) throw refused("is longer than 8192 characters");
  const jws = read(options.typ, token);
  const claims = judge(jws.payload, options);
  const key = await options.keyOf(claims.issuer, jws.kid);
  if (key === undefined) throw refused("is signed with a key that its member does not have now");
  if (!isSignedBy(jws, key)) throw refused("has a false signature");
  return claims;
}

function read(typ: string, token: string): ReadJws {
  try {
    return readJws(typ, token);
  } catch (cause) {
    throw refused(`is not of the strict form of a ${typ}`, cause);
  }
}

function judge(payload: JsonObject, options: VerifyMemberTokenOptions): MemberClaims {
  const { audience, nowSeconds, maxLifetimeSeconds, clockSkewSeconds } = options;
  const judged = claimsSchema.safeParse(payload);
  if (!judged.success) throw refused(`lacks the claim ${String(judged.error.issues[0]?.path[0] ?? "")} in its form`);
  const { iss, aud, nbf: _none, ...claims } = judged.data;
  if (aud !== audience) throw refused("is for another member");
  if (claims.exp <= claims.iat) throw refused("ends before it begins");
  if (claims.exp - claims.iat > maxLifetimeSeconds) throw refused(`is good for longer than ${maxLifetimeSeconds} s`);
  if (claims.exp + clockSkewSeconds <= nowSeconds) throw refused("has ended");
  if (claims.iat - clockSkewSeconds > nowSeconds) throw refused("is not valid yet");
  return { ...claims, issuer: iss };
}

const refused = (fault: string, cause?: unknown): GatewayError =>
  new GatewayError("PEER_TOKEN_INVALID", `The member's token ${fault}.`, cause);
