import { base64urlOf, hexOf, sha256 } from "@sealane/sdk";
import { z } from "zod";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { signMemberToken, TRANSPORT_TYPE, verifyMemberToken } from "../../identity/member-token.ts";
import { findMember, keyIn } from "./member-key.ts";

/** How long a token is good. */
export const TOKEN_SECONDS = 60;
/** How far the clocks of two members may be apart. */
const CLOCK_SKEW_SECONDS = 60;
/** Within this, a token that is over or not yet good tells of a clock that is wrong, and the answer says so. */
const CLOCK_DOUBT_SECONDS = 86_400;

/** What a token is bound to. */
export interface BoundCall {
  readonly method: string;
  /** Below the gateway's URL, with its query. */
  readonly path: string;
  /** Empty without one. */
  readonly body: Uint8Array;
}

/** A call that its token vouches for, but for the body, which is not read yet. */
export interface TokenOfPeer {
  readonly memberId: number;
  readonly jti: string;
  readonly expiresAtSeconds: number;
  readonly bodySha256: string;
}

const boundSchema = z.object({
  htm: z.enum(["GET", "POST"]),
  htu: z.string().max(2048),
  bodySha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const bodyDigest = (body: Uint8Array): string => hexOf(sha256(body));

/** A token for one call, good for a minute. */
export function makeTransportToken(gateway: Gateway, audience: number, { method, path, body }: BoundCall): string {
  const iat = gateway.clock();
  return signMemberToken(
    {
      typ: TRANSPORT_TYPE,
      issuer: gateway.memberId,
      audience,
      jti: base64urlOf(gateway.randomBytes(24)),
      iat,
      exp: iat + TOKEN_SECONDS,
      more: { htm: method, htu: path, bodySha256: bodyDigest(body) },
    },
    gateway.keys.transport,
  );
}

/**
 * Judges a token against the call it came with; the body is for {@link assertBody}.
 * @throws GatewayError PEER_TOKEN_INVALID, PEER_CLOCK_DIFFERS, PEER_SUSPENDED.
 */
export async function judgeTransportToken(
  gateway: Pick<Gateway, "memberId" | "clock" | "database">,
  token: string,
  call: Omit<BoundCall, "body">,
): Promise<TokenOfPeer> {
  const nowSeconds = gateway.clock();
  let isSuspended = false;
  const claims = await verifyMemberToken(token, {
    typ: TRANSPORT_TYPE,
    audience: gateway.memberId,
    keyOf: async (memberId, kid) => {
      const found = await findMember(gateway.database, memberId);
      isSuspended = found?.member.status === "suspended";
      // By this gateway's clock: a token is of now, or it is refused for its time.
      return found && keyIn(found.member, { memberId, kid, nowSeconds, use: "transport", atSeconds: nowSeconds });
    },
    nowSeconds,
    maxLifetimeSeconds: TOKEN_SECONDS,
    clockSkewSeconds: CLOCK_DOUBT_SECONDS,
  });
  // No gateway calls itself: who does holds this one's key elsewhere, and would hear what only others may.
  if (claims.issuer === gateway.memberId)
    throw new GatewayError("PEER_TOKEN_INVALID", "The member's token is this member's own.");
  // Only now: who is suspended is told to the member itself, and to nobody who names it.
  if (isSuspended) throw new GatewayError("PEER_SUSPENDED", `Member ${claims.issuer} is suspended.`);
  const bound = boundSchema.safeParse(claims);
  if (!bound.success) throw new GatewayError("PEER_TOKEN_INVALID", "The member's token is not bound to a call.");
  if (bound.data.htm !== call.method || bound.data.htu !== call.path)
    throw new GatewayError("PEER_TOKEN_INVALID", "The member's token is for another call.");
  const isOff = claims.exp + CLOCK_SKEW_SECONDS <= nowSeconds || claims.iat - CLOCK_SKEW_SECONDS > nowSeconds;
  if (isOff) throw clockDiffers(claims.iat, nowSeconds);
  const { jti, exp: expiresAtSeconds } = claims;
  return { memberId: claims.issuer, jti, expiresAtSeconds, bodySha256: bound.data.bodySha256 };
}

/** @throws GatewayError PEER_TOKEN_INVALID when the body that came is not the one the token was made for. */
export function assertBody({ bodySha256 }: TokenOfPeer, body: Uint8Array): void {
  if (bodyDigest(body) !== bodySha256)
    throw new GatewayError("PEER_TOKEN_INVALID", "The member's token is for another body.");
}

function clockDiffers(issuedAtSeconds: number, nowSeconds: number): GatewayError {
  const seconds = issuedAtSeconds - nowSeconds;
  const side = seconds > 0 ? "ahead of" : "behind";
  return new GatewayError(
    "PEER_CLOCK_DIFFERS",
    `The caller's clock is ${Math.abs(seconds)} s ${side} this gateway's; mend the one that is wrong.`,
  );
}
