import { randomBytes } from "node:crypto";
import {
  base64urlOf,
  bytesOfBase64url,
  createEs256Signer,
  type Hex32,
  type Paper,
  prepareDocument,
  readDisclosure,
  referenceTag,
  signStatement,
  subjectTag,
  utf8Decode,
  utf8Encode,
} from "@sealane/sdk";
import type { DemoMember } from "./gateways.ts";
import type { DemoPaper } from "./papers.ts";

/** A paper with one digit of its gross weight changed, as a forger with a text editor would. */
export function withOneDigitChanged(paper: Paper): Paper {
  const disclosures = paper.body.disclosures.map(([index, disclosure]) => {
    const { pointer, value } = readDisclosure(disclosure);
    if (pointer !== "/$facts/grossWeightKg" || typeof value !== "string") return [index, disclosure] as const;
    const forged = value.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    const text = utf8Decode(bytesOfBase64url(disclosure));
    return [index, base64urlOf(utf8Encode(text.replace(JSON.stringify(value), JSON.stringify(forged))))] as const;
  });
  return { ...paper, body: { ...paper.body, disclosures } };
}

export interface Issue {
  readonly consignment: string;
  readonly derivedFrom: Hex32;
  /** Unix seconds. */
  readonly issuedAt: number;
}

/** A paper that a member signs with its own true key although it is not accredited for that kind. */
export function issuedWithoutRight(
  { memberId, secrets }: DemoMember,
  { original, kind }: DemoPaper,
  { consignment, derivedFrom, issuedAt }: Issue,
): Paper {
  const { documentId, body, facts } = prepareDocument({ original, kind, randomBytes });
  const tagKey = bytesOfBase64url(secrets.tagKeys["1"] as string);
  const claims = {
    documentId,
    issuedAt,
    issuer: memberId,
    kind,
    links: [{ documentId: derivedFrom, relation: "derivedFrom" as const }],
    referenceTag: referenceTag(tagKey, kind, facts.documentNumber as string),
    subjectTag: subjectTag(tagKey, consignment),
    tagEpoch: 1,
  };
  return { statement: signStatement(claims, createEs256Signer(secrets.statementKey)), body };
}
