import { bytesOfHex32, type Hex32 } from "../primitives/hex.ts";
import { amended } from "./amended.ts";
import { commitmentOf } from "./commitment.ts";
import { type Deviation, type DeviationCode, deviation } from "./deviations.ts";
import type { AnchoredDeclaration, DrawEvidence, DrawRates } from "./evidence.ts";
import { judgeDecision } from "./judge-decision.ts";

export interface DrawAudit {
  readonly memberId: number;
  readonly period: number;
  readonly declarations: number;
  /** Readable decisions about them. */
  readonly decisions: number;
  /** Draws that were computed again and found the same. */
  readonly confirmed: number;
  /** In the order of the declarations; those of the period as a whole first. */
  readonly deviations: readonly Deviation[];
}

/**
 * Recomputes all draws of a period and names every deviation. A seed that is missing or false is one, and then no draw
 * is confirmed; that decisions are missing, and lanes milder than their stated draws, is found all the same.
 */
export function auditDraws(evidence: DrawEvidence): DrawAudit {
  const { memberId, period, declarations } = evidence;
  const { seed, amiss } = seedOf(evidence);
  const byDeclaration = Map.groupBy(readable(evidence), ({ content }) => content.documentId);
  const known = new Set(declarations.map(({ documentId }) => documentId));
  const rates = ratesOf(evidence);
  const deviations = [...amiss, ...unreadable(evidence), ...strays(evidence, known)];
  deviations.push(...amended(declarations, byDeclaration));
  let [decisions, confirmed] = [0, 0];
  for (const declaration of declarations) {
    const made = byDeclaration.get(declaration.documentId) ?? [];
    if (made.length === 0 && !isRunning(evidence)) deviations.push(undecided(declaration, memberId));
    for (const decision of made) {
      const judged = judgeDecision(decision, { declaration, period, seed, rates });
      deviations.push(...judged.deviations);
      decisions++;
      if (judged.isConfirmed) confirmed++;
    }
  }
  return { memberId, period, declarations: declarations.length, decisions, confirmed, deviations };
}

/** What was replaced before it was decided is named too: a member that knows its seed could try again until it likes a draw. */
function undecided({ documentId: declarationId, issuer, isCurrent }: AnchoredDeclaration, memberId: number): Deviation {
  if (!isCurrent) return deviation("DECLARATION_REPLACED", { declarationId });
  return deviation(issuer === memberId ? "DECISION_MISSING" : "DECISION_NOT_SHOWN", { declarationId });
}

/** While a period runs, decisions about it may still come. */
const isRunning = ({ committed, timeSeconds }: DrawEvidence): boolean =>
  committed !== null && timeSeconds < committed.endsAtSeconds;

function seedOf(evidence: DrawEvidence) {
  const { memberId, period, committed } = evidence;
  const none = (code: DeviationCode) => ({ seed: undefined, amiss: [deviation(code)] });
  if (committed === null) return none("SEED_NOT_COMMITTED");
  if (isRunning(evidence)) return none("PERIOD_NOT_OVER");
  if (committed.seed === null) return none("SEED_NOT_REVEALED");
  const seed = bytesOfHex32(committed.seed);
  return commitmentOf(memberId, period, seed) === committed.commitment ? { seed, amiss: [] } : none("SEED_DIFFERS");
}

const readable = ({ decisions, memberId }: DrawEvidence) =>
  decisions.flatMap(({ documentId, content }) => (content?.memberId === memberId ? [{ documentId, content }] : []));

const unreadable = ({ decisions }: DrawEvidence): Deviation[] =>
  decisions
    .filter(({ content }) => content === null)
    .map(({ documentId: decisionId }) => deviation("DECISION_UNREADABLE", { decisionId }));

/** Decisions that claim a draw of the period for what the chain has not in it. */
const strays = (evidence: DrawEvidence, known: ReadonlySet<Hex32>): Deviation[] =>
  readable(evidence)
    .filter(({ content }) => content.draw?.period === evidence.period && !known.has(content.documentId))
    .map(({ documentId: decisionId, content }) =>
      deviation("DRAW_DIFFERS", { declarationId: content.documentId, decisionId }),
    );

/** The rates of each settings digest: the auditor's own, else those that the first decision under it states. */
function ratesOf({ decisions, rates }: DrawEvidence): ReadonlyMap<Hex32, DrawRates> {
  const found = new Map(rates);
  for (const { content } of decisions)
    if (content?.draw && !found.has(content.settingsDigest)) found.set(content.settingsDigest, content.draw);
  return found;
}
