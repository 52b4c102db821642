import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  base64urlOf,
  batchTree,
  createEs256Signer,
  type Evidence,
  entryOf,
  type Paper,
  type PrivateKey,
  prepareDocument,
  referenceTag,
  type StatementClaims,
  signStatement,
  subjectTag,
  thumbprintOf,
  ZERO_HEX32,
} from "@sealane/sdk";

const ISSUED_AT = 1_760_000_000;
const MEMBER_ID = 7;
const tagKey = randomBytes(32);
const privateKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
  format: "jwk",
}) as PrivateKey;
const signer = createEs256Signer(privateKey);

export interface Issued {
  readonly claims: StatementClaims;
  readonly paper: Paper;
}

/** Everything a gateway computes for a document before it seals and anchors it: read, salt, hash, tag, sign. */
export function issue(original: Uint8Array): Issued {
  const { documentId, kind, body, facts } = prepareDocument({ original, randomBytes });
  const claims: StatementClaims = {
    documentId,
    issuedAt: ISSUED_AT,
    issuer: MEMBER_ID,
    kind,
    links: [],
    referenceTag: referenceTag(tagKey, kind, facts.documentNumber ?? ""),
    subjectTag: subjectTag(tagKey, facts.ucr ?? ""),
    tagEpoch: 1,
  };
  return { claims, paper: { statement: signStatement(claims, signer), body } };
}

/** The paper with the original bytes in it, as members hand them on. */
export const withOriginal = ({ claims, paper }: Issued, original: Uint8Array): Issued => ({
  claims,
  paper: { ...paper, original: base64urlOf(original) },
});

/** What the chain says of each of these documents, had they been anchored as one batch. */
export function evidenceOf(issued: readonly Issued[]): Evidence[] {
  const { root, path } = batchTree(issued.map(({ claims }) => entryOf(claims)));
  const { x, y } = privateKey;
  const period = { validFromSeconds: ISSUED_AT - 1000, validUntilSeconds: ISSUED_AT + 1000 };
  const key = { kid: thumbprintOf({ x, y }), x, y, use: "statement" as const, ...period, compromisedSinceSeconds: 0 };
  const member = {
    memberId: MEMBER_ID,
    country: "SG",
    roles: 2,
    status: "active" as const,
    statusSinceSeconds: ISSUED_AT - 1000,
    keys: [key],
    accreditations: [{ kind: "bill-of-lading-master" as const, ...period }],
  };
  return issued.map(({ claims }, index) => ({
    network: { chainId: 1, genesisHash: ZERO_HEX32, directory: "0".repeat(40) },
    block: { number: 2, hash: ZERO_HEX32, timeSeconds: ISSUED_AT + 20 },
    members: [member],
    documents: [
      {
        documentId: claims.documentId,
        memberId: MEMBER_ID,
        anchor: {
          root,
          index,
          size: issued.length,
          path: path(index),
          anchoredAtSeconds: ISSUED_AT + 10,
          blockNumber: 1,
        },
        tombstone: null,
      },
    ],
  }));
}
