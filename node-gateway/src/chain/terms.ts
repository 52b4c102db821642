import { type Hex32, hexOf } from "@sealane/sdk";
import { getBytes, type Interface, keccak256 } from "ethers";
import { accessRegistry, agreementRegistry, quantityLedger } from "./interfaces.ts";

/** What a grant says, as `IAccessRegistry.Terms`; ids and digests are zero hashes where there is none. */
export interface GrantTerms {
  readonly subject: Hex32;
  readonly isConsignment: boolean;
  readonly reader: number;
  readonly scope: Hex32;
  readonly narrowerScopes: Hex32;
  readonly purpose: number;
  readonly validUntilSeconds: number;
  /** {@link UNLIMITED_USES} for any number. */
  readonly maxUses: number;
  readonly delegations: number;
  readonly agreementId: Hex32;
  readonly parentId: Hex32;
  readonly requestId: Hex32;
}

/** What a request asks, as `IAccessRegistry.Question`. */
export interface RequestQuestion {
  readonly holder: number;
  readonly subject: Hex32;
  readonly isConsignment: boolean;
  readonly scope: Hex32;
  readonly purpose: number;
  readonly caseDigest: Hex32;
}

/** What an agreement says, as `IAgreementRegistry.Terms`. */
export interface AgreementTerms {
  readonly parties: readonly number[];
  /** Codes, ascending. */
  readonly kinds: readonly number[];
  readonly alertCategories: number;
  readonly tlpCeiling: number;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  readonly textDigest: Hex32;
}

export const UNLIMITED_USES = 2 ** 32 - 1;
export const MAX_DELEGATIONS = 3;
/** Why a draw changed nothing, by its number in `IQuantityLedger`; 0 for one that drew. */
export const DRAW_REFUSALS = ["None", "DrawerNotAllowed", "OpeningNotCurrent", "QuantityShort"];
/** A hex string of 32 bytes as the contracts take it. */
export const bytes32 = (hex: Hex32): string => `0x${hex}`;

export const termsArgument = (terms: GrantTerms): object => ({
  ...terms,
  subject: bytes32(terms.subject),
  scope: bytes32(terms.scope),
  narrowerScopes: bytes32(terms.narrowerScopes),
  agreementId: bytes32(terms.agreementId),
  parentId: bytes32(terms.parentId),
  requestId: bytes32(terms.requestId),
});

export const questionArgument = (question: RequestQuestion): object => ({
  ...question,
  subject: bytes32(question.subject),
  scope: bytes32(question.scope),
  caseDigest: bytes32(question.caseDigest),
});

export const agreementArgument = (terms: AgreementTerms): object => ({
  ...terms,
  textDigest: bytes32(terms.textDigest),
});

/** The id that the contract gives a grant. */
export const grantIdOf = (granter: number, terms: GrantTerms): Hex32 =>
  idBy(accessRegistry, "grantIdOf", [granter, termsArgument(terms)]);

/** The id that the contract gives a request. */
export const requestIdOf = (requester: number, question: RequestQuestion): Hex32 =>
  idBy(accessRegistry, "requestIdOf", [requester, questionArgument(question)]);

/** The id that the contract gives an agreement. */
export const agreementIdOf = (proposer: number, terms: AgreementTerms): Hex32 =>
  idBy(agreementRegistry, "agreementIdOf", [proposer, agreementArgument(terms)]);

/** The id that the contract gives a balance. */
export const balanceIdOf = (opener: number, referenceTag: Hex32, item: number): Hex32 =>
  idBy(quantityLedger, "balanceIdOf", [opener, bytes32(referenceTag), item]);

/** Keccak-256 over the ABI encoding of the arguments: what the contract's own function of this name computes. */
function idBy(coder: Interface, name: string, args: readonly unknown[]): Hex32 {
  const selectorBytes = 4;
  return hexOf(getBytes(keccak256(getBytes(coder.encodeFunctionData(name, args)).subarray(selectorBytes))));
}
