import { leafHashes, pathIn, treeLevels } from "../document/tree.ts";
import { bytesOfHex32, type Hex32, hexOf, ZERO_HEX32 } from "../primitives/hex.ts";
import { type Scope, scopeDigest } from "./scopes.ts";

/** Where a scope stands among those that a grant lets its reader hand on. */
export interface ScopeProof {
  readonly size: number;
  readonly index: number;
  /** Sibling hashes from the leaf upwards. */
  readonly path: readonly Hex32[];
}

/** The scopes that may be handed on, as one hash. */
export interface ScopeTree {
  /** Zero when there is none. */
  readonly root: Hex32;
  /** Undefined when the scope is not among them. */
  proof(scope: Scope): ScopeProof | undefined;
}

/** RFC 9162 §2.1 tree over the digests of scopes, ascending and each once: leaf SHA-256(0x00 ‖ digest). */
export function scopeTree(scopes: readonly Scope[]): ScopeTree {
  const digests = [...new Set(scopes.map(scopeDigest))].sort();
  if (digests.length === 0) return { root: ZERO_HEX32, proof: () => undefined };
  const levels = treeLevels(leafHashes(digests.map(bytesOfHex32)));
  return {
    root: hexOf(levels.at(-1)?.[0] as Uint8Array),
    proof: (scope) => {
      const index = digests.indexOf(scopeDigest(scope));
      return index < 0 ? undefined : { size: digests.length, index, path: pathIn(levels, index).map(hexOf) };
    },
  };
}
