import {
  COMPARED_FACTS,
  type Compared,
  checkOwnersOpening,
  compareEvaluated,
  type Facts,
  type Hex32,
  type Json,
  openFacts,
  type Paper,
  SdkError,
  type StatedFact,
  statedFacts,
} from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import { GatewayError } from "../errors.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { openFields } from "../papers/facts-of.ts";
import { findOwnDocument, openPaper } from "../papers/find-document.ts";
import { closeReading } from "../readings/open-granted.ts";
import type { Acting } from "../usecases/views.ts";
import { askToCompare, askToOpen, isFinalRefusal, type OwnersAnswer } from "./ask-comparison.ts";
import { chooseComparingGrant } from "./choose-grant.ts";
import { requireStanding } from "./comparable.ts";
import { closeComparison, type NotedComparison, noteComparison } from "./note-comparison.ts";

export interface CompareInput extends Acting {
  /** This member's own paper, anchored and current. */
  readonly documentId: Hex32;
  /** Another member's, of which a grant lets facts be compared. */
  readonly otherDocumentId: Hex32;
  readonly grantId?: Hex32;
  /** By default those that papers of a consignment must agree on. */
  readonly facts?: readonly (keyof Facts)[];
}

/** A fact that differs, opened by both sides. */
export interface DifferingFact {
  readonly fact: string;
  readonly mine: Json;
  readonly theirs: Json;
}

export interface DocumentComparison {
  readonly comparisonId: Hex32;
  readonly grantId: Hex32;
  /** Names of facts that stay closed. */
  readonly agree: readonly string[];
  readonly differ: readonly DifferingFact[];
  readonly notCompared: readonly { readonly fact: string; readonly notStatedBy: "mine" | "theirs" }[];
}

/**
 * Compares a paper of this member with another's which it may not see: facts that agree stay closed on both sides, those
 * that differ both sides open, this one first. It counts as one reading of the other's paper.
 * @throws GatewayError DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, DOCUMENT_NOT_ANCHORED, DOCUMENT_NOT_CURRENT,
 * COMPARISON_NOT_GRANTED, GRANT_WITHOUT_CASE, GRANT_NOT_EFFECTIVE, GRANT_USES_SPENT, COMPARISON_CONTRADICTED,
 * CHAIN_UNAVAILABLE, PEER_UNAVAILABLE, BLOB_*; SdkError FIELD_UNKNOWN when the own paper states nothing of it.
 */
export async function compareDocuments(gateway: Gateway, input: CompareInput): Promise<DocumentComparison> {
  const { documentId, otherDocumentId, facts: names = COMPARED_FACTS } = input;
  const row = await findOwnDocument(gateway, documentId);
  const chosen = await chooseComparingGrant(gateway, input);
  await requireStanding(gateway.database, documentId, gateway.memberId);
  const paper = await openPaper(gateway, row);
  const stated = statedFacts(openFields(paper.body).facts, names);
  if (stated.length === 0) throw new SdkError("FIELD_UNKNOWN", "The paper states none of the facts to compare.");
  const { actor } = input;
  const noted = await noteComparison(gateway, { ...chosen, actor, documentId, otherDocumentId, stated });
  const answer = await answerOf(gateway, noted);
  const compared = compareEvaluated(noted.question, answer.facts, noted.scalars);
  const differing = stated.filter(({ fact }) => compared.differ.includes(fact));
  const theirs = differing.length > 0 ? await opened(gateway, input, { noted, answer, paper, differing }) : [];
  await closeComparison(gateway, noted.reading);
  if (theirs.length > 0) await tell(gateway, input, { noted, compared });
  return {
    comparisonId: noted.reading.reading_id,
    grantId: chosen.grant.grant_id,
    agree: compared.agree,
    differ: differing.map(({ fact, value }, at) => ({ fact, mine: value, theirs: theirs[at]?.value ?? null })),
    notCompared: notCompared(names, stated, compared),
  };
}

/** What an owner answers; once it has, or refuses for good, its reading is settled. */
async function answerOf(gateway: Gateway, noted: NotedComparison): Promise<OwnersAnswer> {
  const answer = await askToCompare(gateway, noted).catch(async (error: unknown) => {
    if (isFinalRefusal(error)) await closeReading(gateway, noted.reading, { state: "refused", receipt: null });
    throw error;
  });
  await closeReading(gateway, noted.reading, { state: "receipted", receipt: answer.receipt });
  return answer;
}

interface Differing {
  readonly noted: NotedComparison;
  readonly answer: OwnersAnswer;
  readonly paper: Paper;
  readonly differing: readonly StatedFact[];
}

async function opened(
  gateway: Gateway,
  { actor, documentId }: CompareInput,
  { noted, answer, paper, differing }: Differing,
): Promise<StatedFact[]> {
  const names = differing.map(({ fact }) => fact);
  const fact = { action: "openDiffering", actor, subject: documentId, timeSeconds: gateway.clock() };
  const opening = openFacts(paper.body, names, noted.scalars);
  // Written down before it goes out: what the owner has had cannot be taken back.
  await noteAudit(gateway.database, fact);
  const owners = await askToOpen(gateway, { ...noted, answer: answer.facts, opening }).catch(async (error: unknown) => {
    if (isFinalRefusal(error)) await closeComparison(gateway, noted.reading);
    throw error;
  });
  try {
    return checkOwnersOpening({ question: noted.question, answer: answer.facts, opening: owners, differing });
  } catch (cause) {
    const { owner, reading_id: comparisonId } = noted.reading;
    gateway.log.error({ owner, comparisonId }, "An owner answered a comparison otherwise than its paper states.");
    await closeComparison(gateway, noted.reading);
    throw new GatewayError(
      "COMPARISON_CONTRADICTED",
      "What the owner opened is not what it answered from; its answer says nothing.",
      cause,
    );
  }
}

async function tell(
  gateway: Gateway,
  { documentId, otherDocumentId }: CompareInput,
  { noted, compared }: { readonly noted: NotedComparison; readonly compared: Compared },
): Promise<void> {
  const { reading_id: comparisonId, owner: memberId } = noted.reading;
  const event = {
    type: "sealane.facts.differ",
    subject: documentId,
    data: { comparisonId, otherDocumentId, memberId, facts: [...compared.differ] },
    timeSeconds: gateway.clock(),
    occasion: [comparisonId],
  } as const;
  await gateway.database.transaction().execute((transaction) => appendEvent(transaction, event));
}

function notCompared(
  names: readonly (keyof Facts)[],
  stated: readonly StatedFact[],
  { notStated }: Compared,
): DocumentComparison["notCompared"] {
  const isMissing = (fact: string) => !stated.some((one) => one.fact === fact);
  return [
    ...[...new Set(names)]
      .sort()
      .filter(isMissing)
      .map((fact) => ({ fact, notStatedBy: "mine" as const })),
    ...notStated.map((fact) => ({ fact, notStatedBy: "theirs" as const })),
  ];
}
