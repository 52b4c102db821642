import { canonicalize } from "../canonical/canonicalize.ts";
import type { Json } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { hasExactly, isListOf, isText } from "../canonical/shape.ts";
import { isPaper, type Paper } from "../document/paper.ts";
import { SdkError } from "../errors.ts";
import type { Evidence } from "../verify/evidence.ts";
import { isEvidence } from "../verify/evidence-shape.ts";
import type { Finding, Report } from "../verify/finding.ts";
import { judgeEvidence } from "../verify/judge-evidence.ts";
import type { Trust } from "../verify/trust.ts";
import { verdictOf, verifyWith } from "../verify/verify.ts";

/** One file that carries papers, or chosen fields of them, with everything that proves them. */
export interface Dossier {
  readonly type: "sealane-dossier/1";
  /** The first is what the dossier is about; the others are what it builds on. */
  readonly papers: readonly Paper[];
  readonly evidence: Evidence;
  /** A member's signature over the evidence. */
  readonly witness: string;
}

export interface DossierReport extends Pick<Report, "verdict" | "code" | "block"> {
  /** Whether the evidence may be built on. */
  readonly evidence: Finding;
  /** One report a paper, in the dossier's order. */
  readonly papers: readonly Report[];
}

/** The text of a dossier: RFC 8785, so that the same dossier is the same bytes. */
export const writeDossier = (dossier: Dossier): string => canonicalize(dossier as unknown as Json);

/**
 * Reads a dossier: every member there, none more.
 * @throws SdkError DOSSIER_INVALID, JSON_*.
 */
export function parseDossier(input: Uint8Array | string): Dossier {
  const value = parseJson(input);
  const isPapers = (papers: unknown): boolean => isListOf(isPaper)(papers) && (papers as unknown[]).length > 0;
  const isType = (type: unknown): boolean => type === "sealane-dossier/1";
  const fault = hasExactly(value, { type: isType, papers: isPapers, evidence: isEvidence, witness: isText });
  if (fault) throw new SdkError("DOSSIER_INVALID", `The dossier is not of its shape: ${fault}.`);
  return value as unknown as Dossier;
}

/** Judges every paper of a dossier, trusting only what is pinned; without a pin the verdict is unknown at best. */
export function verifyDossier({ papers, evidence, witness }: Dossier, trust?: Trust): DossierReport {
  const trusted = judgeEvidence(evidence, { from: "witness", witness, ...(trust && { trust }) });
  const reports = papers.map((paper) => verifyWith(paper, evidence, { trusted, ...(trust && { trust }) }));
  const verdict = verdictOf(reports.flatMap(({ findings }) => findings));
  return { ...verdict, block: evidence.block, evidence: trusted, papers: reports };
}
