import {
  checkAskersOpening,
  type EvaluatedFact,
  evaluate,
  openFacts,
  readAnswer,
  type Scalars,
  SdkError,
} from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { findReceipt } from "../readings/serve-reading.ts";
import { comparisonScalars } from "./comparison-scalars.ts";
import { type AskedComparison, type JudgedComparison, judgeComparison } from "./judge-comparison.ts";
import { type SealedOpening, sealOpening, unsealOpening } from "./sealed-opening.ts";

export interface AskedOpening extends AskedComparison {
  /** What this member answered before. */
  readonly answer: unknown;
  /** What the asker opens of its own paper, sealed to this member. */
  readonly opening: SealedOpening;
}

/**
 * Opens the facts that differ to the one who asked and opened its own first: of its paper that stands, the very values
 * that were compared, and not those of this member's paper. What it opened is kept for this member's officers.
 * @throws those of {@link judgeComparison}; GatewayError DOCUMENT_NOT_READABLE.
 */
export async function serveOpening(gateway: Gateway, asked: AskedOpening): Promise<SealedOpening> {
  const judged = await judgeComparison(gateway, asked);
  const { reading, question, body, own } = judged;
  if (!(await findReceipt(gateway.database, reading))) throw invalid("It was not asked before.");
  const facts = checkAskersOpening(question, await unsealOpening(gateway, asked.opening), own).map(({ fact }) => fact);
  const scalars = answeredWith(gateway, judged, readAnswer(question, asked.answer));
  const { otherDocumentId: documentId } = question;
  const opening = openFacts(body, facts, scalars);
  const sealed = await sealOpening(gateway, { to: asked.peer, documentId, opening });
  // Written down before it is handed out.
  await keep(gateway, asked, { judged, facts });
  return sealed;
}

/** The secrets of an answer of this member, from before its sealing key changed perhaps. */
function answeredWith({ keys }: Gateway, judged: JudgedComparison, answer: readonly EvaluatedFact[]): Scalars {
  const [first] = answer;
  const facts = judged.question.facts.filter(({ fact }) => fact === first?.fact);
  for (const key of [keys.sealing, ...keys.olderSealing]) {
    const scalars = comparisonScalars(key, "owner", judged.reading.claims.readingId);
    const [again] = evaluate({ ...judged.question, facts }, judged.own, scalars);
    if (again && again.own === first?.own && again.evaluated === first.evaluated) return scalars;
  }
  throw invalid("It was not answered so.");
}

/** Once: whoever asks again with the same is answered again, and with another choice of facts no more. */
async function keep(
  gateway: Gateway,
  { peer, opening }: AskedOpening,
  { judged, facts }: { readonly judged: JudgedComparison; readonly facts: readonly string[] },
): Promise<void> {
  const { readingId, grantId, documentId } = judged.reading.claims;
  const { documentId: otherDocumentId } = judged.question;
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    const kept = await transaction
      .selectFrom("compared_openings")
      .select("facts")
      .where("reading_id", "=", readingId)
      .executeTakeFirst();
    if (kept && kept.facts !== JSON.stringify(facts)) throw invalid("Other facts of it were opened before.");
    if (kept) return;
    await transaction
      .insertInto("compared_openings")
      .values({
        ...{ reading_id: readingId, grant_id: grantId, document_id: documentId, other_document_id: otherDocumentId },
        ...{ member_id: peer, facts: JSON.stringify(facts), blob: opening.blob, wrapped_key: opening.wrappedKey },
        time_seconds: timeSeconds,
      })
      .execute();
    const actor = `member:${peer}`;
    await appendAudit(transaction, { action: "openDiffering", actor, subject: documentId, timeSeconds });
    await appendEvent(transaction, {
      type: "sealane.facts.differ",
      subject: documentId,
      data: { comparisonId: readingId, otherDocumentId, memberId: peer, facts },
      timeSeconds,
      occasion: [readingId],
    });
  });
}

const invalid = (why: string): SdkError => new SdkError("COMPARISON_INVALID", `The opening is refused. ${why}`);
