import { sha256 } from "#sha256";
import { canonicalize } from "../canonical/canonicalize.ts";
import type { Json } from "../canonical/json.ts";
import type { Anchor } from "../document/batch.ts";
import type { KindName } from "../kinds/kinds.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";

/** The chain that a statement is judged by. */
export interface Network {
  readonly chainId: number;
  /** Hash of block 0. */
  readonly genesisHash: Hex32;
  /** Address of the consortium's directory: 40 lower-case hexadecimal characters. */
  readonly directory: string;
}

/** Use of a member's key. */
export type KeyUse = "statement" | "sealing" | "transport";

export interface MemberKey {
  /** RFC 7638 thumbprint, base64url. */
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly use: KeyUse;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  /** Zero, or the second from which nothing the key made is to be trusted. */
  readonly compromisedSinceSeconds: number;
}

export interface Accreditation {
  readonly kind: KindName;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
}

/** A member as the chain knows it; all its accreditations, past ones too. */
export interface Member {
  readonly memberId: number;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Bits: 1 customs agency, 2 carrier, 4 certifier, 8 trader, 16 auditor. */
  readonly roles: number;
  readonly status: "active" | "suspended";
  readonly statusSinceSeconds: number;
  readonly keys: readonly MemberKey[];
  readonly accreditations: readonly Accreditation[];
}

/** Why a document no longer stands; zeros where it does not apply. */
export interface Tombstone {
  readonly supersededAtSeconds: number;
  readonly withdrawnAtSeconds: number;
  readonly supersedeReason: number;
  readonly withdrawReason: number;
  readonly successorId: Hex32;
}

/** What the chain says of one document of one member; it is listed only when it was asked for. */
export interface DocumentEvidence {
  readonly documentId: Hex32;
  readonly memberId: number;
  readonly anchor: Anchor | null;
  readonly tombstone: Tombstone | null;
}

/** Everything the chain says, at one block, that a verdict rests on. Gathered first, judged afterwards. */
export interface Evidence {
  readonly network: Network;
  readonly block: { readonly number: number; readonly hash: Hex32; readonly timeSeconds: number };
  readonly members: readonly Member[];
  readonly documents: readonly DocumentEvidence[];
}

/** SHA-256 over RFC 8785 of evidence: what a witness signs. */
export const evidenceDigest = (evidence: Evidence): Hex32 => hexOf(sha256(canonicalize(evidence as unknown as Json)));
