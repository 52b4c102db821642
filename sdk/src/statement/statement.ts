import type { JsonObject } from "../canonical/json.ts";
import { hasExactly, isHexString, isPositiveUint32, isSeconds } from "../canonical/shape.ts";
import type { Entry } from "../document/batch.ts";
import { PROFILE } from "../document/body.ts";
import { SdkError } from "../errors.ts";
import { type KindName, kindByName } from "../kinds/kinds.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { isKind, isLinks, type Link } from "./claims.ts";
import { type ReadJws, readJws, type Signer, signJws } from "./jws.ts";

/** The signed head of a document: what its issuer says of it without opening a field. */
export interface StatementClaims {
  readonly documentId: Hex32;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Number of the member that issues it. */
  readonly issuer: number;
  readonly kind: KindName;
  readonly links: readonly Link[];
  readonly referenceTag: Hex32;
  readonly subjectTag: Hex32;
  /** Epoch of the consortium's tag key under which the tags were made. */
  readonly tagEpoch: number;
}

/** A statement read: its claims, and what is needed to check its signature. */
export interface ReadStatement {
  readonly claims: StatementClaims;
  readonly jws: ReadJws;
}

const TYP = "sealane-statement+jwt";
const CLAIMS = {
  documentId: isHexString,
  issuedAt: isSeconds,
  issuer: isPositiveUint32,
  kind: isKind,
  links: isLinks,
  profile: (value: unknown) => value === PROFILE,
  referenceTag: isHexString,
  subjectTag: isHexString,
  tagEpoch: isPositiveUint32,
};

/**
 * Signs a statement: compact JWS, ES256, payload RFC 8785.
 * @throws SdkError STATEMENT_INVALID when a claim is missing, superfluous or of the wrong shape.
 */
export function signStatement(claims: StatementClaims, signer: Signer): string {
  const payload = { ...claims, links: claims.links.map((link) => ({ ...link })), profile: PROFILE };
  assertClaims(payload);
  return signJws(TYP, payload, signer);
}

/**
 * Reads a statement strictly; the signature is not checked, since the key comes from the chain.
 * @throws SdkError STATEMENT_INVALID.
 */
export function readStatement(statement: string): ReadStatement {
  const jws = readJws(TYP, statement);
  assertClaims(jws.payload);
  const { profile: _, ...claims } = jws.payload;
  return { claims: claims as unknown as StatementClaims, jws };
}

/** What is anchored of a statement's document. */
export function entryOf(claims: StatementClaims): Entry {
  const { documentId, kind, subjectTag, referenceTag } = claims;
  return { documentId, kind: kindByName(kind).code, subjectTag, referenceTag };
}

function assertClaims(payload: JsonObject): void {
  const fault = hasExactly(payload, CLAIMS);
  if (fault)
    throw new SdkError("STATEMENT_INVALID", `A statement's claim is missing, unknown or of the wrong shape: ${fault}.`);
}
