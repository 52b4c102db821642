import { batchTree, type Entry } from "../../../sdk/src/document/batch.ts";
import type { Paper } from "../../../sdk/src/document/paper.ts";
import type { Field } from "../../../sdk/src/document/pointer.ts";
import { readFields } from "../../../sdk/src/document/prepare.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import { referenceTag, subjectTag } from "../../../sdk/src/document/tags.ts";
import type { KindName } from "../../../sdk/src/kinds/kinds.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import type { Link } from "../../../sdk/src/statement/claims.ts";
import { thumbprintOf } from "../../../sdk/src/statement/jws.ts";
import { entryOf, type StatementClaims, signStatement } from "../../../sdk/src/statement/statement.ts";
import type { DocumentEvidence, KeyUse, Member, MemberKey, Network } from "../../../sdk/src/verify/evidence.ts";
import { seededBytes } from "../seeded.ts";
import { privateKeyOf, signerOf } from "./keys.ts";

/** The second in which everything of the tests' world happens; chains and keys are counted from it. */
export const T0 = 1_760_000_000;
export const DAY = 86_400;
export const TAG_KEY = seededBytes("the consortium's tag key")(32);
export const NETWORK: Network = {
  chainId: 31_337,
  genesisHash: hexOf(seededBytes("genesis")(32)),
  directory: hexOf(seededBytes("directory")(20)),
};

interface Actor {
  readonly memberId: number;
  readonly country: string;
  readonly roles: number;
  readonly kinds: readonly KindName[];
}

/** The members; the stranger is none. */
export const ACTORS: Readonly<Record<string, Actor>> = {
  singapore: { memberId: 1, country: "SG", roles: 1, kinds: ["declaration-reexport", "re-export-certificate"] },
  rotterdam: { memberId: 2, country: "NL", roles: 1, kinds: ["declaration-import"] },
  carrier: { memberId: 3, country: "DK", roles: 2, kinds: ["bill-of-lading-transshipment"] },
  exporter: { memberId: 5, country: "MY", roles: 8, kinds: ["packing-list"] },
  auditor: { memberId: 6, country: "CH", roles: 16, kinds: [] },
};

/** A member's key as the chain states it. */
export function keyOf(name: string, use: KeyUse = "statement"): MemberKey {
  const { x, y } = privateKeyOf(name);
  const kid = thumbprintOf({ x, y });
  return {
    kid,
    x,
    y,
    use,
    validFromSeconds: T0 - 30 * DAY,
    validUntilSeconds: T0 + 365 * DAY,
    compromisedSinceSeconds: 0,
  };
}

/** A member as the chain states it. */
export function memberOf(name: string): Member {
  const { kinds, ...actor } = ACTORS[name] as Actor;
  const period = { validFromSeconds: T0 - 30 * DAY, validUntilSeconds: T0 + 365 * DAY };
  return {
    ...actor,
    status: "active",
    statusSinceSeconds: T0 - 30 * DAY,
    keys: [keyOf(name)],
    accreditations: kinds.map((kind) => ({ kind, ...period })),
  };
}

export interface IssueInput {
  readonly by: string;
  readonly kind: KindName;
  readonly number: string;
  readonly links?: readonly Link[];
  /** What the issuer seals instead of what his original says. */
  readonly reword?: (fields: readonly Field[]) => Field[];
  readonly original?: Uint8Array;
  readonly claims?: Partial<StatementClaims>;
}

/** A document issued: the paper, and what is to be anchored of it. */
export interface Issued {
  readonly paper: Paper;
  readonly claims: StatementClaims;
  readonly entry: Entry;
}

/** The original of a document: Sealane's own JSON with a few facts. */
export const originalOf = (kind: KindName, number: string): Uint8Array =>
  utf8Encode(JSON.stringify({ sealane: kind, documentNumber: number, ucr: "5SG201234567X1", grossWeightKg: "1200.5" }));

/** Issues a document as a member does. */
export function issue({
  by,
  kind,
  number,
  links = [],
  reword,
  original = originalOf(kind, number),
  claims,
}: IssueInput): Issued {
  const fields = reword ? reword([]) : readFields({ original }).fields;
  const { documentId, body } = sealFields(fields, seededBytes(`${by} ${kind} ${number}`));
  const all: StatementClaims = {
    documentId,
    issuedAt: T0,
    issuer: ACTORS[by]?.memberId ?? 99,
    kind,
    links,
    referenceTag: referenceTag(TAG_KEY, kind, number),
    subjectTag: subjectTag(TAG_KEY, "5SG201234567X1"),
    tagEpoch: 1,
    ...claims,
  };
  const statement = signStatement(all, signerOf(by));
  return { paper: { statement, body, original: base64urlOf(original) }, claims: all, entry: entryOf(all) };
}

/** What the chain says of a document that was anchored with others in one batch. */
export function anchoredWith(issued: Issued, batch: readonly Issued[] = [issued]): DocumentEvidence {
  const { root, path } = batchTree(batch.map(({ entry }) => entry));
  const index = batch.indexOf(issued);
  const { documentId, issuer: memberId } = issued.claims;
  const anchor = { root, index, size: batch.length, path: path(index), anchoredAtSeconds: T0 + 60, blockNumber: 41 };
  return { documentId, memberId, anchor, tombstone: null };
}
