import { type Paper, readStatement } from "@sealane/sdk";
import { isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findDocument, openPaper } from "./find-document.ts";

/** Papers that a chain of links may lead to at most. */
const MAX_LINKED = 200;

/** The papers that a paper links to, and theirs, nearest first; what is not held here is left out. */
export async function linkedPapers(gateway: Gateway, paper: Paper): Promise<Paper[]> {
  const { claims } = readStatement(paper.statement);
  const seen = new Set([claims.documentId]);
  const queue = claims.links.map(({ documentId }) => documentId);
  const papers: Paper[] = [];
  while (queue.length > 0 && papers.length < MAX_LINKED) {
    const documentId = queue.shift() as string;
    if (seen.has(documentId)) continue;
    seen.add(documentId);
    const row = await findDocument(gateway, documentId).catch((error: unknown) => {
      if (isCode(error, "DOCUMENT_NOT_FOUND")) return undefined;
      throw error;
    });
    if (!row) continue;
    papers.push(await openPaper(gateway, row));
    queue.push(...readStatement(row.statement).claims.links.map((link) => link.documentId));
  }
  return papers;
}
