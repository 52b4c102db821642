import {
  type Dossier,
  type Hex32,
  isAtOrBelow,
  type Paper,
  present,
  readStatement,
  SdkError,
  signWitness,
} from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import { GatewayError, type GatewayErrorCode } from "../errors.ts";
import { askedBy, gatherEvidence } from "../evidence/gather-evidence.ts";
import type { Gateway } from "../gateway.ts";
import { linkedPapers } from "../papers/linked-papers.ts";
import { openReadable } from "../readings/open-readable.ts";
import type { Acting } from "./views.ts";

export interface MakeDossierInput extends Acting {
  readonly documentId: Hex32;
  /** The grant to read it under, when another member shared it. */
  readonly grantId?: Hex32;
  /** RFC 6901 pointers of fields that stay open, with everything below them; all by default. */
  readonly fields?: readonly string[];
  /** Also the papers it links to, and theirs, as far as readable here. */
  readonly includeLinked?: boolean;
  /** Also the original bytes; not together with `fields`. */
  readonly includeOriginal?: boolean;
}

/**
 * One file that proves a document without this gateway.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_ANCHORED, CHAIN_UNAVAILABLE, ORIGINAL_NOT_HELD, QUERY_INVALID; SdkError
 * FIELD_UNKNOWN when a pointer leads to no open field.
 */
export async function makeDossier(gateway: Gateway, input: MakeDossierInput): Promise<Dossier> {
  // Before it is opened, which may cost a use.
  if (input.includeOriginal && input.fields)
    throw new GatewayError("QUERY_INVALID", "The original holds every field: choose fields or the original.");
  const readable = await openReadable(gateway, { ...input, withOriginal: input.includeOriginal });
  const subject = narrow(readable.paper, input);
  const linked = input.includeLinked ? await linkedPapers(subject, (id) => openLinked(gateway, id, input.actor)) : [];
  const papers = [subject, ...linked.map(({ statement, body }) => ({ statement, body }))];
  const evidence = await gatherEvidence(gateway, askedBy(papers.map(({ statement }) => statement)));
  const { issuer } = readStatement(subject.statement).claims;
  const found = evidence.documents.find((one) => one.documentId === input.documentId && one.memberId === issuer);
  if (!found)
    throw new GatewayError("CHAIN_UNAVAILABLE", "The chain does not answer, and nothing is proven without it.");
  if (!found.anchor) throw new GatewayError("DOCUMENT_NOT_ANCHORED", "The document is not anchored yet.");
  const timeSeconds = gateway.clock();
  const { actor } = input;
  await noteAudit(gateway.database, { action: "makeDossier", actor, subject: input.documentId, timeSeconds });
  const witness = signWitness(evidence, { issuer: gateway.memberId, issuedAt: timeSeconds }, gateway.keys.statement);
  return { type: "sealane-dossier/1", papers, evidence, witness };
}

/** Why a linked paper is left out: it is not readable here, or not now. */
const NOT_READABLE: readonly GatewayErrorCode[] = [
  "DOCUMENT_NOT_FOUND",
  "DOCUMENT_NOT_READABLE",
  "GRANT_NOT_EFFECTIVE",
  "GRANT_USES_SPENT",
  "PEER_UNAVAILABLE",
];

/** Each that another member shared leaves a receipt of its own. */
async function openLinked(gateway: Gateway, documentId: Hex32, actor: string): Promise<Paper | undefined> {
  try {
    return (await openReadable(gateway, { documentId, actor })).paper;
  } catch (error) {
    if (error instanceof GatewayError && NOT_READABLE.includes(error.code)) return undefined;
    throw error;
  }
}

function narrow({ statement, body, original }: Paper, { fields, includeOriginal }: MakeDossierInput): Paper {
  if (includeOriginal) {
    if (original === undefined) throw new GatewayError("ORIGINAL_NOT_HELD", "The original bytes are not held here.");
    return { statement, body, original };
  }
  if (!fields) return { statement, body };
  const used = new Set<string>();
  const kept = present(body, (pointer) => {
    const field = fields.find((one) => isAtOrBelow(pointer, one));
    if (field !== undefined) used.add(field);
    return field !== undefined;
  });
  const unknown = fields.filter((field) => !used.has(field));
  // A pointer that leads nowhere is a mistake of whoever asked, and must not look like a document without that field.
  if (unknown.length > 0 && !fields.some((field) => unknown.some((one) => one.startsWith(`${field}/`)))) {
    throw new SdkError("FIELD_UNKNOWN", "A chosen pointer leads to no open field.");
  }
  return { statement, body: kept };
}
