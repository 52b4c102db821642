import { join } from "node:path";
import {
  base64urlOf,
  entryOf,
  type Facts,
  type Hex32,
  type Json,
  type KindName,
  type Link,
  type PreparedDocument,
  prepareDocument,
  readStatement,
  signStatement,
} from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import { codeFindings } from "../codes/code-findings.ts";
import { crashPoint } from "../crash-points.ts";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";
import { findResult, keepResult, type WriteRequest, writeRequest } from "../intake/idempotency.ts";
import { type Spooled, spool } from "../intake/spool.ts";
import { tagsOf } from "../intake/tags-of.ts";
import { type OutboxItem, queueItem } from "../outbox/items.ts";
import { documentView } from "../papers/document-view.ts";
import { findDocument } from "../papers/find-document.ts";
import { keepDocument, keepReferences } from "../papers/keep-paper.ts";
import { type SealedPaper, sealPaper } from "../papers/seal-paper.ts";
import type { DocumentView, Writing } from "./views.ts";

export interface SubmitDocumentInput extends Writing {
  /** The document as it is; a stream is spooled to disk and limited while it arrives. */
  readonly original: Uint8Array | AsyncIterable<Uint8Array>;
  readonly mediaType?: string;
  /** Needed when the format does not say it. */
  readonly kind?: KindName;
  /** Facts given beside an opaque original. */
  readonly facts?: Facts;
  /** UCR or other reference of the consignment; the document's own UCR, failing that its number, by default. */
  readonly consignment?: string;
  readonly links?: readonly Link[];
}

/** What else goes into the transaction that takes a document: the supersession it is meant for. */
export interface Submission {
  readonly route: string;
  readonly alsoQueue?: (documentId: Hex32) => OutboxItem;
  /** What else makes the request another one. */
  readonly content?: Json;
  /**
   * Throws when a new document of this kind cannot be taken; not asked for a repeated request. Asked before the work is
   * done, and in the transaction: of several requests at once, each passes the first.
   */
  readonly requireNew?: (database: Database, kind: KindName) => Promise<void>;
}

/**
 * Takes a document: seals it, writes it down and queues it for the chain, all in one database transaction.
 * @throws GatewayError INTAKE_TOO_LARGE, INTAKE_EMPTY, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT,
 * CONSIGNMENT_MISSING, BLOB_UNAVAILABLE; SdkError of preparing the document.
 */
export async function submitDocument(gateway: Gateway, input: SubmitDocumentInput): Promise<DocumentView> {
  return submit(gateway, input, { route: "submitDocument" });
}

/** {@link submitDocument} as a part of a larger change. */
export async function submit(
  gateway: Gateway,
  input: SubmitDocumentInput,
  submission: Submission,
): Promise<DocumentView> {
  const directory = join(gateway.dataDir, "intake");
  const spooled = await spool({ original: input.original, directory, maxBytes: gateway.maxOriginalBytes });
  try {
    const documentId = await takeIn(gateway, { input, spooled, submission });
    return documentView(gateway, await findDocument(gateway, documentId));
  } finally {
    await spooled.remove();
  }
}

interface TakeIn {
  readonly input: SubmitDocumentInput;
  readonly spooled: Spooled;
  readonly submission: Submission;
}

async function takeIn(gateway: Gateway, { input, spooled, submission }: TakeIn): Promise<Hex32> {
  const request = writeRequest(submission.route, input, contentOf(input, spooled, submission));
  const earlier = await findResult(gateway.database, request);
  if (earlier !== undefined) return earlier;
  const original = await spooled.read();
  const { mediaType, kind, facts } = input;
  const hints = { ...(mediaType && { mediaType }), ...(kind && { kind }), ...(facts && { facts }) };
  const prepared = prepareDocument({ original, randomBytes: gateway.randomBytes, ...hints });
  await submission.requireNew?.(gateway.database, prepared.kind);
  const statement = signStatement(
    {
      documentId: prepared.documentId,
      issuedAt: await issuedNow(gateway),
      issuer: gateway.memberId,
      kind: prepared.kind,
      links: input.links ?? [],
      ...tagsOf(gateway.tagKeys, prepared, input.consignment),
    },
    gateway.keys.statement,
  );
  const paper = { statement, body: prepared.body, original: base64urlOf(original) };
  const sealed = await sealPaper(gateway, prepared.documentId, paper);
  return writeDown(gateway, { request, prepared, statement, sealed, input, submission });
}

/** A clock that fell behind must not date a statement before its key or accreditation: the chain was there already. */
const issuedNow = async ({ clock, database }: Gateway): Promise<number> =>
  Math.max(clock(), (await readCursor(database)).timeSeconds);

interface WriteDown {
  readonly request: WriteRequest;
  readonly prepared: PreparedDocument;
  readonly statement: string;
  readonly sealed: SealedPaper;
  readonly input: SubmitDocumentInput;
  readonly submission: Submission;
}

async function writeDown(gateway: Gateway, written: WriteDown): Promise<Hex32> {
  const { request, prepared, statement, sealed, input, submission } = written;
  const { documentId } = prepared;
  const { claims } = readStatement(statement);
  const timeSeconds = gateway.clock();
  const codes = await codeFindings(gateway.codeLists, prepared.facts);
  const result = await gateway.database.transaction().execute(async (transaction) => {
    // The same request may have been taken while this one was sealed.
    const earlier = await findResult(transaction, request);
    if (earlier !== undefined) return earlier;
    await submission.requireNew?.(transaction, prepared.kind);
    await keepDocument(transaction, {
      document_id: documentId,
      kind: prepared.kind,
      format: prepared.format,
      issuer: gateway.memberId,
      issued_at_seconds: claims.issuedAt,
      statement,
      blob_cid: sealed.blobCid,
      wrapped_key: sealed.wrappedKey,
      state: "accepted",
      findings: JSON.stringify([...prepared.findings, ...codes]),
      created_at_seconds: timeSeconds,
    });
    const { consignment } = input;
    await keepReferences(transaction, documentId, { facts: prepared.facts, ...(consignment && { consignment }) });
    await queueItem(transaction, { purpose: "anchor", documentId, payload: entryOf(claims) }, timeSeconds);
    if (submission.alsoQueue) await queueItem(transaction, submission.alsoQueue(documentId), timeSeconds);
    await appendAudit(transaction, { action: submission.route, actor: input.actor, subject: documentId, timeSeconds });
    await keepResult(transaction, request, { result: documentId, timeSeconds });
    crashPoint("intake:before-commit");
    return documentId;
  });
  crashPoint("intake:after-commit");
  return result;
}

/** What makes two requests the same. */
function contentOf(input: SubmitDocumentInput, { sha256 }: Spooled, { content = null }: Submission): Json {
  const { mediaType = null, kind = null, facts = null, consignment = null, links = [] } = input;
  return { original: sha256, mediaType, kind, facts, consignment, links, content } as unknown as Json;
}
