import type { DocumentEvidence } from "../evidence.ts";
import type { Outcome, Subject } from "../subject.ts";

/** Every document that this one builds on is anchored and was not taken back. */
export function linksResolve({ statement, evidence }: Subject): Outcome | undefined {
  if (!statement || statement.claims.links.length === 0) return undefined;
  const { links, documentId } = statement.claims;
  if (links.some((link) => link.documentId === documentId)) {
    return { status: "invalid", code: "LINK_TO_ITSELF", message: "The document says it builds on itself." };
  }
  // A link names no issuer, and nobody can make another document of one id: it is of whoever anchored that id first.
  const targets = links.map((link) => evidence.documents.filter((one) => one.documentId === link.documentId));
  const notAnchored = targets.find((found) => found.length > 0 && found.every(({ anchor }) => !anchor));
  if (notAnchored) {
    return {
      status: "invalid",
      code: "LINK_NOT_ANCHORED",
      message: "A document that this one builds on was never anchored.",
    };
  }
  if (targets.some((found) => found.length > 0 && firstOf(found).every(isWithdrawn))) {
    return { status: "invalid", code: "LINK_WITHDRAWN", message: "A document that this one builds on was taken back." };
  }
  if (targets.some((found) => found.length === 0)) {
    return {
      status: "unknown",
      code: "LINK_NOT_LOOKED_UP",
      message: "The evidence does not speak of a document that this one builds on.",
    };
  }
  return {
    status: "valid",
    code: "LINKS_RESOLVE",
    message: `All ${links.length} documents that it builds on are anchored and stand.`,
  };
}

/** The earliest anchors: who anchors another's document later does not lift what befell it. */
function firstOf(found: readonly DocumentEvidence[]): DocumentEvidence[] {
  const first = Math.min(...found.map(({ anchor }) => anchor?.blockNumber ?? Number.POSITIVE_INFINITY));
  return found.filter(({ anchor }) => anchor?.blockNumber === first);
}

const isWithdrawn = ({ tombstone }: DocumentEvidence): boolean => (tombstone?.withdrawnAtSeconds ?? 0) > 0;
