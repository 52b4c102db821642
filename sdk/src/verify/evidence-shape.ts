import {
  type Check,
  hasExactly,
  isHexString,
  isListOf,
  isNullOr,
  isPositiveUint32,
  isSeconds,
  isUint32,
} from "../canonical/shape.ts";
import { isKind } from "../statement/claims.ts";
import type { Evidence, Member, MemberKey, Network } from "./evidence.ts";

const shaped =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    hasExactly(value, checks) === undefined;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);

const isBase64url32 = matches(/^[A-Za-z0-9_-]{43}$/);
const isBlockNumber: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isReason: Check = (value) => isUint32(value) && (value as number) < 256;
const isUse: Check = (value) => value === "statement" || value === "sealing" || value === "transport";

const isKey = shaped({
  kid: isBase64url32,
  x: isBase64url32,
  y: isBase64url32,
  use: isUse,
  validFromSeconds: isSeconds,
  validUntilSeconds: isSeconds,
  compromisedSinceSeconds: isSeconds,
});

const isMember = shaped({
  memberId: isPositiveUint32,
  country: matches(/^[A-Z]{2}$/),
  roles: isUint32,
  status: (value) => value === "active" || value === "suspended",
  statusSinceSeconds: isSeconds,
  keys: (value) => isListOf(isKey)(value) && isEachOnce((value as readonly MemberKey[]).map(({ kid }) => kid)),
  accreditations: isListOf(shaped({ kind: isKind, validFromSeconds: isSeconds, validUntilSeconds: isSeconds })),
});

const isAnchor = shaped({
  root: isHexString,
  index: isUint32,
  size: isPositiveUint32,
  path: isListOf(isHexString),
  anchoredAtSeconds: isSeconds,
  blockNumber: isBlockNumber,
});

const isTombstone = shaped({
  supersededAtSeconds: isSeconds,
  withdrawnAtSeconds: isSeconds,
  supersedeReason: isReason,
  withdrawReason: isReason,
  successorId: isHexString,
});

const isNetworkShape = shaped({
  chainId: isBlockNumber,
  genesisHash: isHexString,
  directory: matches(/^[0-9a-f]{40}$/),
});

const isEvidenceShape = shaped({
  network: isNetworkShape,
  block: shaped({ number: isBlockNumber, hash: isHexString, timeSeconds: isSeconds }),
  members: isListOf(isMember),
  documents: isListOf(
    shaped({
      documentId: isHexString,
      memberId: isPositiveUint32,
      anchor: isNullOr(isAnchor),
      tombstone: isNullOr(isTombstone),
    }),
  ),
});

/** Whether a value is evidence: every member there, none more, each member of the consortium and document once. */
export function isEvidence(value: unknown): value is Evidence {
  if (!isEvidenceShape(value)) return false;
  const { members, documents } = value as Evidence;
  return areMembers(members) && isEachOnce(documents.map(({ documentId, memberId }) => `${documentId} ${memberId}`));
}

/** Whether a value is a list of members, none twice. */
export function areMembers(value: unknown): value is readonly Member[] {
  return isListOf(isMember)(value) && isEachOnce((value as readonly Member[]).map(({ memberId }) => memberId));
}

/** Whether a value names a network. */
export const isNetwork = (value: unknown): value is Network => isNetworkShape(value);

const isEachOnce = (names: readonly unknown[]): boolean => new Set(names).size === names.length;
