import { type Hex32, type Paper, readStatement } from "@sealane/sdk";

/** Papers that a chain of links may lead to at most. */
const MAX_LINKED = 200;

/**
 * The papers that a paper links to, and theirs, nearest first.
 * @param open opens a paper; undefined for one that is not readable here, which is left out.
 */
export async function linkedPapers(
  paper: Paper,
  open: (documentId: Hex32) => Promise<Paper | undefined>,
): Promise<Paper[]> {
  const { claims } = readStatement(paper.statement);
  const seen = new Set([claims.documentId]);
  const queue = claims.links.map(({ documentId }) => documentId);
  const papers: Paper[] = [];
  while (queue.length > 0 && papers.length < MAX_LINKED) {
    const documentId = queue.shift() as string;
    if (seen.has(documentId)) continue;
    seen.add(documentId);
    const linked = await open(documentId);
    if (!linked) continue;
    papers.push(linked);
    queue.push(...readStatement(linked.statement).claims.links.map((link) => link.documentId));
  }
  return papers;
}
