import { isSignedBy } from "../statement/jws.ts";
import { type Evidence, evidenceDigest, type Member, type MemberKey, type Network } from "./evidence.ts";
import type { Finding, FindingCode, Status } from "./finding.ts";
import type { Trust } from "./trust.ts";
import { readWitness } from "./witness.ts";

/** Where evidence comes from: the caller asked the chain himself, or somebody else did and signed for it. */
export type EvidenceSource =
  | { readonly from: "chain" }
  | { readonly from: "witness"; readonly witness: string; readonly trust?: Trust };

const CUSTOMS_OR_AUDITOR = 1 | 16;

/** Whether evidence may be built on. Says what the other checks are worth, so it stands first. */
export function judgeEvidence(evidence: Evidence, source: EvidenceSource): Finding {
  if (source.from === "chain")
    return finding("valid", "EVIDENCE_FROM_CHAIN", "The evidence was read from the chain for this report.");
  const { trust } = source;
  if (!trust) {
    return finding(
      "unknown",
      "EVIDENCE_NOT_WITNESSED",
      "Nothing pinned says which members to believe.",
      "Give a trust file, or verify against the chain.",
    );
  }
  if (!isSameNetwork(evidence.network, trust.network)) {
    return finding("invalid", "EVIDENCE_OF_OTHER_NETWORK", "The evidence is of another network than the pinned one.");
  }
  if (evidence.members.some((member) => contradicts(member, trust, evidence.block.timeSeconds))) {
    return finding("invalid", "EVIDENCE_CONTRADICTED", "The evidence says otherwise of a member than what is pinned.");
  }
  return judgeWitness(evidence, source.witness, trust);
}

function judgeWitness(evidence: Evidence, witness: string, trust: Trust): Finding {
  const read = tryRead(witness);
  if (!read || read.claims.evidence !== evidenceDigest(evidence)) {
    return finding("invalid", "EVIDENCE_ALTERED", "The evidence is not what its witness signed.");
  }
  const { kid } = read.jws;
  const isWitness = ({ memberId }: Member): boolean => memberId === read.claims.issuer;
  const member = trust.members.find(isWitness);
  const key = member?.keys.find((one) => one.kid === kid);
  // A theft or suspension that is newer than what is pinned stands in the evidence itself.
  const said = [...trust.members, ...evidence.members].filter(isWitness);
  if (!member || !key || !said.every((one) => mayVouch(one, kid, evidence.block.timeSeconds))) {
    return finding(
      "unknown",
      "EVIDENCE_NOT_WITNESSED",
      "No pinned customs agency or auditor vouches for the evidence.",
      "Ask one for a dossier, or verify against the chain.",
    );
  }
  if (!isSignedBy(read.jws, key)) {
    return finding("invalid", "EVIDENCE_ALTERED", "The witness's signature is false.");
  }
  return finding(
    "valid",
    "EVIDENCE_WITNESSED",
    `Member ${member.memberId} (${member.country}) vouches for the evidence.`,
  );
}

function tryRead(witness: string): ReturnType<typeof readWitness> | undefined {
  try {
    return readWitness(witness);
  } catch {
    return undefined;
  }
}

function mayVouch({ roles, status, statusSinceSeconds, keys }: Member, kid: string, timeSeconds: number): boolean {
  const isOfAgency = (roles & CUSTOMS_OR_AUDITOR) !== 0 && (status === "active" || timeSeconds < statusSinceSeconds);
  return isOfAgency && keys.some((key) => key.kid === kid && isSound(key, timeSeconds));
}

/** A key that was ever stolen vouches for nothing: who writes evidence chooses its time, and a thief one before the theft. */
const isSound = (key: MemberKey, timeSeconds: number): boolean =>
  key.use === "statement" &&
  key.validFromSeconds <= timeSeconds &&
  timeSeconds < key.validUntilSeconds &&
  key.compromisedSinceSeconds === 0;

const isSameNetwork = (a: Network, b: Network): boolean =>
  a.chainId === b.chainId && a.genesisHash === b.genesisHash && a.directory === b.directory;

/**
 * A key is what it was pinned as, and a status holds from its second until it was pinned: evidence of a time between
 * them cannot say otherwise. What is older or newer than the pin may.
 */
function contradicts(member: Member, trust: Trust, timeSeconds: number): boolean {
  const pinned = trust.members.find(({ memberId }) => memberId === member.memberId);
  if (!pinned) return false;
  if (pinned.country !== member.country) return true;
  const isPinnedTime = pinned.statusSinceSeconds < timeSeconds && timeSeconds < trust.madeAtSeconds;
  if (isPinnedTime && pinned.status !== member.status) return true;
  return pinned.keys.some((key) => {
    const shown = member.keys.find(({ kid }) => kid === key.kid);
    return shown !== undefined && (shown.x !== key.x || shown.y !== key.y || shown.use !== key.use);
  });
}

function finding(status: Status, code: FindingCode, message: string, action?: string): Finding {
  return { check: "evidenceTrusted", status, code, message, ...(action === undefined ? {} : { action }) };
}
