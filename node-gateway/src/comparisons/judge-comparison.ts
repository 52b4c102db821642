import {
  type Body,
  type ComparisonQuestion,
  comparisonIdOf,
  isFactName,
  readQuestion,
  SdkError,
  type StatedFact,
  statedFacts,
} from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { openFields } from "../papers/facts-of.ts";
import { findOwnDocument, openPaper } from "../papers/find-document.ts";
import { type JudgedReading, judgeReading } from "../readings/judge-reading.ts";
import { opensNothing, opensNow } from "../sharing/opens-now.ts";
import { requireComparable, requireStanding } from "./comparable.ts";

/** What a member asks of a paper of this one. */
export interface AskedComparison {
  readonly peer: number;
  /** Signed by who asks, under the id of the question. */
  readonly reading: string;
  readonly question: unknown;
}

/** A question that can be answered. */
export interface JudgedComparison {
  readonly reading: JudgedReading;
  readonly question: ComparisonQuestion;
  /** This member's paper, and what it states of what is asked. */
  readonly body: Body;
  readonly own: readonly StatedFact[];
}

/**
 * Judges a question: that its asker signed a reading of it, under a grant for comparing which names a case and opens
 * something now, and compares with a paper of its own that stands.
 * @throws GatewayError READING_INVALID, READING_GRANT_UNKNOWN, COMPARISON_NOT_GRANTED, GRANT_WITHOUT_CASE,
 * DOCUMENT_NOT_ANCHORED, DOCUMENT_NOT_CURRENT, GRANT_NOT_EFFECTIVE, CHAIN_UNAVAILABLE, BLOB_*; SdkError COMPARISON_INVALID.
 */
export async function judgeComparison(gateway: Gateway, asked: AskedComparison): Promise<JudgedComparison> {
  const question = readQuestion(asked.question);
  await catchUp(gateway);
  const reading = await judgeReading(gateway, asked.peer, asked.reading);
  const { claims, grant, entry } = reading;
  const isOfIt = claims.readingId === comparisonIdOf(question) && claims.documentId === question.otherDocumentId;
  // A value that is asked of is signed and counted with its reading: under one reading no second one is tried.
  if (!isOfIt || claims.isOpened) throw new SdkError("COMPARISON_INVALID", "The reading is of another question.");
  await requireComparable(gateway.database, grant);
  await requireStanding(gateway.database, question.documentId, asked.peer);
  const { isOpen } = await opensNow(gateway, grant.grant_id, entry.kind);
  if (!isOpen) throw opensNothing();
  const { body } = await openPaper(gateway, await findOwnDocument(gateway, claims.documentId));
  const names = question.facts.map(({ fact }) => fact).filter(isFactName);
  return { reading, question, body, own: statedFacts(openFields(body).facts, names) };
}
