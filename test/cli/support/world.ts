import {
  batchTree,
  type Dossier,
  type Evidence,
  entryOf,
  type Hex32,
  type KindName,
  type Link,
  type Member,
  type Paper,
  prepareDocument,
  readStatement,
  signStatement,
  signWitness,
  type Trust,
  utf8Encode,
  ZERO_HEX32,
} from "../../../sdk/src/index.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";
import { seededBytes } from "../../support/seeded.ts";

/** A consortium of two: singapore issues, rotterdam looks at the chain and witnesses. */
export const ISSUED_AT = 1_760_000_000;
const ANCHORED_AT = ISSUED_AT + 60;
const LOOKED_AT = ISSUED_AT + 3_600;
const FOREVER = 2 ** 39;

const NETWORK = { chainId: 4242, genesisHash: "11".repeat(32), directory: "22".repeat(20) };
const KINDS_OF_SINGAPORE: KindName[] = ["bill-of-lading-master", "declaration-export"];

export function memberOf(memberId: number, actor: string, country: string): Member {
  const { x, y } = privateKeyOf(actor);
  const period = { validFromSeconds: 1, validUntilSeconds: FOREVER };
  return {
    memberId,
    country,
    roles: 1,
    status: "active",
    statusSinceSeconds: 1,
    keys: [{ kid: signerOf(actor).kid, x, y, use: "statement", compromisedSinceSeconds: 0, ...period }],
    accreditations: memberId === 1 ? KINDS_OF_SINGAPORE.map((kind) => ({ kind, ...period })) : [],
  };
}

export const singapore = memberOf(1, "singapore", "SG");
export const rotterdam = memberOf(2, "rotterdam", "NL");

export const TRUST: Trust = {
  type: "sealane-trust/1",
  network: NETWORK,
  members: [singapore, rotterdam],
  madeAtSeconds: ISSUED_AT - 1_000,
};

export interface Making {
  readonly kind?: KindName;
  readonly links?: readonly Link[];
  readonly signedBy?: string;
  readonly withOriginal?: boolean;
  readonly issuedAt?: number;
  readonly details?: object;
}

/** A paper of singapore's in Sealane JSON. */
export function makePaper(number: string, making: Making = {}): Paper {
  const { kind = "bill-of-lading-master", links = [], signedBy = "singapore", issuedAt = ISSUED_AT } = making;
  const original = utf8Encode(
    JSON.stringify({
      sealane: kind,
      documentNumber: number,
      grossWeightKg: "18500",
      containers: ["MSCU1234566"],
      details: making.details,
    }),
  );
  const { documentId, body } = prepareDocument({ original, randomBytes: seededBytes(number) });
  const tags = { referenceTag: "33".repeat(32), subjectTag: "44".repeat(32), tagEpoch: 1 };
  const statement = signStatement({ documentId, issuedAt, issuer: 1, kind, links, ...tags }, signerOf(signedBy));
  return { statement, body, ...(making.withOriginal && { original: base64urlOf(original) }) };
}

export const idOf = (paper: Paper): Hex32 => readStatement(paper.statement).claims.documentId;

/** What the chain says when all these papers are anchored in one batch. */
export function makeEvidence(papers: readonly Paper[]): Evidence {
  const entries = papers.map(({ statement }) => entryOf(readStatement(statement).claims));
  const { root, path } = batchTree(entries);
  return {
    network: NETWORK,
    block: { number: 99, hash: "55".repeat(32), timeSeconds: LOOKED_AT },
    members: [singapore, rotterdam],
    documents: entries.map(({ documentId }, index) => ({
      documentId,
      memberId: 1,
      anchor: { root, index, size: entries.length, path: path(index), anchoredAtSeconds: ANCHORED_AT, blockNumber: 7 },
      tombstone: null,
    })),
  };
}

/** A dossier over evidence that rotterdam witnesses. */
export function makeDossier(papers: readonly Paper[], evidence: Evidence = makeEvidence(papers)): Dossier {
  const witness = signWitness(evidence, { issuer: 2, issuedAt: evidence.block.timeSeconds }, signerOf("rotterdam"));
  return { type: "sealane-dossier/1", papers, evidence, witness };
}

/** Evidence in which the first document is changed. */
export function changeDocument(evidence: Evidence, change: Partial<Evidence["documents"][number]>): Evidence {
  const [first, ...rest] = evidence.documents;
  return { ...evidence, documents: [{ ...(first as Evidence["documents"][number]), ...change }, ...rest] };
}

/** Evidence in which singapore is changed. */
export const changeSingapore = (evidence: Evidence, change: Partial<Member>): Evidence => ({
  ...evidence,
  members: evidence.members.map((member) => (member.memberId === 1 ? { ...member, ...change } : member)),
});

export const tombstone = (change: { withdrawnAtSeconds?: number; supersededAtSeconds?: number }) => ({
  supersededAtSeconds: 0,
  withdrawnAtSeconds: 0,
  supersedeReason: 0,
  withdrawReason: 0,
  successorId: ZERO_HEX32,
  ...change,
});
