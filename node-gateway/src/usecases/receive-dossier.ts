import {
  type Dossier,
  type Hex32,
  hexOf,
  type Paper,
  type Report,
  readStatement,
  sha256,
  utf8Encode,
  writeDossier,
} from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import { GatewayError, type GatewayErrorCode, isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import { openFields } from "../papers/facts-of.ts";
import { openPaper } from "../papers/find-document.ts";
import { keepDocument, keepReferences } from "../papers/keep-paper.ts";
import { type SealedPaper, sealPaper } from "../papers/seal-paper.ts";
import { judge } from "./verify-paper.ts";
import type { Writing } from "./views.ts";

export interface ReceivedDossier {
  readonly reports: readonly Report[];
  /** Papers that are readable here from now on, also those that were before. */
  readonly documentIds: readonly Hex32[];
}

const LOST: readonly GatewayErrorCode[] = ["BLOB_NOT_FOUND", "BLOB_CORRUPT"];

/** Checks that say whether a paper is what it claims to be, whatever may have happened to it since. */
const AUTHENTICITY = ["bodyIntact", "originalMatches", "statementSigned"];

/**
 * Judges a dossier's papers by this gateway's own evidence and keeps them, sealed to this member. A paper that does not
 * stand (withdrawn, never anchored, by an issuer without accreditation) is kept with its report; one that is not what it
 * claims to be is not, and nothing of its dossier.
 * @throws DOSSIER_REFUSED, CHAIN_UNAVAILABLE, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export async function receiveDossier(
  gateway: Gateway,
  input: Writing & { readonly dossier: Dossier },
): Promise<ReceivedDossier> {
  const { dossier, actor } = input;
  const request = writeRequest("receiveDossier", input, hexOf(sha256(utf8Encode(writeDossier(dossier)))));
  const reports = await judge(gateway, dossier.papers);
  for (const report of reports) refuseFalse(report);
  const documentIds = reports.map(({ documentId }) => documentId);
  if ((await findResult(gateway.database, request)) !== undefined) return { reports, documentIds };
  const better: [Paper, SealedPaper][] = [];
  for (const [at, paper] of dossier.papers.entries()) {
    const { documentId } = readStatement(paper.statement).claims;
    if (await saysMore(gateway, paper, reports[at] as Report))
      better.push([paper, await sealPaper(gateway, documentId, paper)]);
  }
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    if ((await findResult(transaction, request)) !== undefined) return;
    for (const [paper, sealed] of better) await keepForeign(gateway, transaction, { paper, sealed, timeSeconds });
    for (const subject of documentIds)
      await appendAudit(transaction, { action: "receiveDossier", actor, subject, timeSeconds });
    await keepResult(transaction, request, { result: documentIds.join(" "), timeSeconds });
  });
  return { reports, documentIds };
}

function refuseFalse({ findings }: Report): void {
  const fault = findings.find(
    ({ check, status, code }) => status === "invalid" && (AUTHENTICITY.includes(check) || code === "ISSUER_UNKNOWN"),
  );
  if (fault) {
    throw new GatewayError("DOSSIER_REFUSED", `A paper is not what it claims to be (${fault.code}): ${fault.message}`);
  }
  // Nobody's signature was found false, but it could not be checked either.
  if (findings.every(({ check, status }) => check !== "statementSigned" || status !== "valid")) {
    throw new GatewayError("CHAIN_UNAVAILABLE", "The chain does not answer, so the papers' issuers cannot be checked.");
  }
}

/**
 * Whether a paper opens more of a document than what is held of it, or brings its original. Under another statement it
 * takes the place only of one that was never anchored: anybody who saw a body can sign for it, and may come first.
 */
async function saysMore(gateway: Gateway, paper: Paper, report: Report): Promise<boolean> {
  const row = await gateway.database
    .selectFrom("documents")
    .selectAll()
    .where("document_id", "=", report.documentId)
    .executeTakeFirst();
  if (!row) return true;
  const held = await openPaper(gateway, row).catch((error: unknown) => {
    // What is lost here comes back from a partner; of this member's own papers nobody else has all that it had.
    if (row.issuer !== gateway.memberId && LOST.some((code) => isCode(error, code))) return undefined;
    throw error;
  });
  if (!held) return true;
  if (row.statement !== paper.statement) {
    return row.issuer !== gateway.memberId && isAnchored(report) && !(await judge(gateway, [held])).every(isAnchored);
  }
  const size = ({ body, original }: Paper): number => body.disclosures.length + (original === undefined ? 0 : 0.5);
  return size(paper) > size(held);
}

const isAnchored = ({ findings }: Report): boolean => findings.some(({ code }) => code === "ANCHORED");

type Transaction = Parameters<typeof keepDocument>[0];

async function keepForeign(
  gateway: Gateway,
  transaction: Transaction,
  { paper, sealed, timeSeconds }: { paper: Paper; sealed: SealedPaper; timeSeconds: number },
): Promise<void> {
  const { claims } = readStatement(paper.statement);
  const entry = await transaction
    .selectFrom("entries")
    .select("root")
    .where("document_id", "=", claims.documentId)
    .where("member_id", "=", claims.issuer)
    .executeTakeFirst();
  await keepDocument(transaction, {
    document_id: claims.documentId,
    kind: claims.kind,
    format: "received",
    issuer: claims.issuer,
    issued_at_seconds: claims.issuedAt,
    statement: paper.statement,
    blob_cid: sealed.blobCid,
    wrapped_key: sealed.wrappedKey,
    state: entry ? "anchored" : "received",
    findings: "[]",
    created_at_seconds: timeSeconds,
  });
  await keepReferences(transaction, claims.documentId, { facts: openFields(paper.body).facts });
  gateway.log.info({ issuer: claims.issuer, kind: claims.kind }, "A paper was received.");
}
