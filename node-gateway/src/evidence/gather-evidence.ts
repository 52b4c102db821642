import {
  type Anchor,
  type DocumentEvidence,
  type Evidence,
  type Hex32,
  readStatement,
  type Tombstone,
} from "@sealane/sdk";
import { isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { type Cursor, readCursor } from "../indexer/cursor.ts";
import { findAnchors, findTombstone } from "../indexer/find-anchors.ts";
import { readMembers } from "../indexer/members.ts";
import { confirmAnchor, confirmTombstone } from "./confirm.ts";

/** A document to ask the chain about, and the member that is said to have anchored it. */
export interface Asked {
  readonly documentId: Hex32;
  readonly memberId: number;
  /** A link names no issuer: whoever anchored it will do. */
  readonly isLink: boolean;
}

/** What to ask about papers: each under its issuer, and what it links to. Unreadable statements ask nothing. */
export function askedBy(statements: readonly string[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const statement of statements) {
    const claims = attempt(() => readStatement(statement).claims);
    if (!claims) continue;
    const memberId = claims.issuer;
    asked.set(`${claims.documentId} ${memberId}`, { documentId: claims.documentId, memberId, isLink: false });
    for (const { documentId } of claims.links) {
      const key = `${documentId} ${memberId}`;
      if (!asked.has(key)) asked.set(key, { documentId, memberId, isLink: true });
    }
  }
  return [...asked.values()];
}

/**
 * What the chain says of documents and members at one block: the head when it was asked. Each anchor and tombstone of
 * the index is asked of the contract again at that block. While the chain does not answer, the evidence speaks of no
 * document and no member, so that a verdict is unknown and never false: a suspension may just have been lifted.
 */
export async function gatherEvidence(gateway: Gateway, asked: readonly Asked[]): Promise<Evidence> {
  const isUp = await isCaughtUp(gateway);
  const cursor = await readCursor(gateway.database);
  const documents = isUp ? await documentsAt(gateway, cursor, asked) : undefined;
  const issuers = [gateway, ...asked, ...(documents ?? [])].map(({ memberId }) => memberId);
  const members = documents ? await readMembers(gateway.database, [...new Set(issuers)]) : [];
  const { number, hash, timeSeconds } = cursor;
  return {
    network: gateway.network,
    block: { number, hash, timeSeconds },
    members: members.map(({ member }) => member),
    documents: documents ?? [],
  };
}

async function isCaughtUp(gateway: Gateway): Promise<boolean> {
  try {
    await catchUp(gateway);
    return true;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw error;
  }
}

/** Undefined when the chain stopped answering meanwhile. */
async function documentsAt(
  gateway: Gateway,
  cursor: Cursor,
  asked: readonly Asked[],
): Promise<DocumentEvidence[] | undefined> {
  const found = new Map<string, DocumentEvidence>();
  try {
    for (const one of asked) {
      for (const document of await documentAt(gateway, cursor, one)) {
        const key = `${document.documentId} ${document.memberId}`;
        if (!found.has(key) || document.anchor) found.set(key, document);
      }
    }
  } catch (error) {
    if (isUnavailable(error)) return undefined;
    throw error;
  }
  return [...found.values()];
}

async function documentAt(gateway: Gateway, { number }: Cursor, asked: Asked): Promise<DocumentEvidence[]> {
  const { documentId } = asked;
  const documents: DocumentEvidence[] = [];
  for (const { memberId, anchor } of await findAnchors(gateway.database, documentId)) {
    if (!asked.isLink && memberId !== asked.memberId) continue;
    const confirmed: Anchor | null = (await confirmAnchor(gateway, { memberId, anchor, block: number }))
      ? anchor
      : null;
    const indexed = await findTombstone(gateway.database, documentId, memberId);
    const tombstone: Tombstone | null = await confirmTombstone(gateway, {
      memberId,
      documentId,
      indexed,
      block: number,
    });
    documents.push({ documentId, memberId, anchor: confirmed, tombstone });
  }
  if (documents.length > 0) return documents;
  return [{ documentId, memberId: asked.memberId, anchor: null, tombstone: null }];
}

const isUnavailable = (error: unknown): boolean => isCode(error, "CHAIN_UNAVAILABLE");

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
