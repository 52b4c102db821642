import type { JsonObject } from "../canonical/json.ts";
import { hasExactly, isHexString, isPositiveUint32, isSeconds } from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { type ReadJws, readJws, type Signer, signJws } from "../statement/jws.ts";
import { type Evidence, evidenceDigest } from "./evidence.ts";

/** A member's word that the chain said this. */
export interface WitnessClaims {
  readonly evidence: Hex32;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Number of the member that looked. */
  readonly issuer: number;
}

const TYP = "sealane-evidence+jwt";
const CLAIMS = { evidence: isHexString, issuedAt: isSeconds, issuer: isPositiveUint32 };

/** Signs that a member's gateway read this evidence from the chain. */
export function signWitness(evidence: Evidence, by: { issuer: number; issuedAt: number }, signer: Signer): string {
  return signJws(TYP, { evidence: evidenceDigest(evidence), issuedAt: by.issuedAt, issuer: by.issuer }, signer);
}

/**
 * Reads a witness; its signature is not checked yet.
 * @throws SdkError STATEMENT_INVALID.
 */
export function readWitness(witness: string): { claims: WitnessClaims; jws: ReadJws } {
  const jws = readJws(TYP, witness);
  const fault = hasExactly(jws.payload, CLAIMS);
  if (fault) throw new SdkError("STATEMENT_INVALID", `A witness is not of its shape: ${fault}.`);
  return { claims: jws.payload as JsonObject as unknown as WitnessClaims, jws };
}
