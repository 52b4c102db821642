import { type ComparisonOpening, type EvaluatedFact, readAnswer, SdkError } from "@sealane/sdk";
import { z } from "zod";
import type { ReadingRow } from "../database/schema/sharing.ts";
import { GatewayError, type GatewayErrorCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { askPeer, codeIn, jsonIn } from "../peers/sending/ask-peer.ts";
import { isReceiptOf } from "../readings/ask-owner.ts";
import type { NotedComparison } from "./note-comparison.ts";
import { sealOpening, unsealOpening } from "./sealed-opening.ts";

const answerSchema = z.strictObject({ receipt: z.string().max(65_536), facts: z.array(z.unknown()).max(64) });
const openingSchema = z.strictObject({ opening: z.strictObject({ blob: z.string(), wrappedKey: z.string() }) });

/** What an owner may refuse to compare with, and what it means here. */
const REFUSALS: readonly GatewayErrorCode[] = [
  ...(["READING_INVALID", "READING_DIFFERS", "COMPARISON_NOT_GRANTED", "GRANT_WITHOUT_CASE"] as const),
  ...(["GRANT_NOT_EFFECTIVE", "GRANT_USES_SPENT", "DOCUMENT_NOT_READABLE"] as const),
  ...(["DOCUMENT_NOT_ANCHORED", "DOCUMENT_NOT_CURRENT", "REQUEST_TOO_LARGE"] as const),
];

/** Whether an owner's refusal will be the same whenever it is asked again. */
export const isFinalRefusal = (error: unknown): boolean =>
  error instanceof SdkError || (error instanceof GatewayError && REFUSALS.includes(error.code));

/** An owner's answer, of points of the curve and of facts that were asked for. */
export interface OwnersAnswer {
  readonly receipt: string;
  readonly facts: readonly EvaluatedFact[];
}

/**
 * Asks an owner whether facts are those of its paper.
 * @throws GatewayError those of {@link REFUSALS}; PEER_UNAVAILABLE, PEER_UNKNOWN, OUTBOUND_REFUSED; SdkError
 * COMPARISON_INVALID.
 */
export async function askToCompare(gateway: Gateway, { reading, question }: NotedComparison): Promise<OwnersAnswer> {
  const body = { reading: reading.jws, question };
  const answer = answerSchema.safeParse(await ask(gateway, reading, { path: "/peer/v1/comparisons", body }));
  if (!answer.success || !(await isReceiptOf(gateway, reading, answer.data.receipt))) throw unanswered();
  return { receipt: answer.data.receipt, facts: readAnswer(question, answer.data.facts) };
}

/** What is opened to an owner, which opens the same facts of its paper for it. */
export interface AskedOpening extends NotedComparison {
  readonly answer: readonly EvaluatedFact[];
  readonly opening: ComparisonOpening;
}

/** Opens facts to an owner first, and has its own. @throws those of {@link askToCompare}; DOCUMENT_NOT_READABLE. */
export async function askToOpen(
  gateway: Gateway,
  { reading, question, answer, opening }: AskedOpening,
): Promise<ComparisonOpening> {
  const { documentId } = question;
  const sealed = await sealOpening(gateway, { to: reading.owner, documentId, opening });
  const body = { reading: reading.jws, question, answer, opening: sealed };
  const answered = await ask(gateway, reading, { path: "/peer/v1/comparisons/openings", body });
  const answeredOpening = openingSchema.safeParse(answered);
  if (!answeredOpening.success) throw unanswered();
  return unsealOpening(gateway, answeredOpening.data.opening);
}

async function ask(
  gateway: Gateway,
  { owner }: ReadingRow,
  question: { readonly path: string; readonly body: object },
): Promise<unknown> {
  const { status, body } = await askPeer(gateway, owner, { method: "POST", ...question });
  const value = jsonIn(body);
  if (status === 200) return value;
  const stated = codeIn(value);
  if (stated === "COMPARISON_INVALID") throw new SdkError("COMPARISON_INVALID", "The owner refuses the comparison.");
  const code = REFUSALS.find((one) => one === stated);
  throw code ? new GatewayError(code, "The owner refuses the comparison.") : unanswered();
}

const unanswered = (): GatewayError =>
  new GatewayError("PEER_UNAVAILABLE", "The owner's gateway does not answer the comparison.");
