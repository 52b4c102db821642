import { RECEIPT_CODES, type Receipt, type ReceiptCodeRow, readReceipt, utf8Decode, ZERO_HEX32 } from "@sealane/sdk";
import type { DeliveryRow } from "../../database/schema/peers.ts";
import type { Gateway } from "../../gateway.ts";
import type { PeerAnswer } from "../peers.ts";
import { problemCode } from "../wire/call-peer.ts";
import { isSignedByMember } from "../wire/member-key.ts";

/** A partner's signed word about a delivery. */
export interface BelievedReceipt {
  readonly jws: string;
  readonly receipt: Receipt;
  /** What its code means. */
  readonly row: ReceiptCodeRow;
}

/** An answer that says nothing of what became of a delivery. */
export interface NoReceipt {
  readonly reason: string;
  /** Whether it is about this delivery, so that others may fare better; else about the partner, or the way to it. */
  readonly isOfThis: boolean;
}

/** Statuses of a gateway that stumbles over this very message; every other may come from a proxy in front of it. */
const STUMBLES: ReadonlySet<number> = new Set([400, 413, 415, 422, 500]);

/**
 * What an answer to a delivery says: a receipt that its partner signed for this very envelope; else why it counts as no
 * answer. Whoever stands between could write anything else.
 */
export async function judgeAnswer(
  gateway: Gateway,
  delivery: DeliveryRow,
  answer: PeerAnswer,
): Promise<BelievedReceipt | NoReceipt> {
  if (answer.status !== 200 || answer.mediaType !== "application/jose")
    return { reason: problemCode(answer), isOfThis: STUMBLES.has(answer.status) };
  const believed = await believeReceipt(gateway, delivery, textOf(answer.body));
  return believed ?? { reason: "PEER_ANSWER_FALSE", isOfThis: false };
}

/**
 * A receipt, when the partner of this delivery signed it for this envelope; undefined for any other. The digest decides: a
 * receiver that could not read the envelope has no id to name.
 */
export async function believeReceipt(
  gateway: Pick<Gateway, "database" | "clock" | "memberId">,
  delivery: Pick<DeliveryRow, "partner" | "envelope_id" | "digest">,
  jws: string,
): Promise<BelievedReceipt | undefined> {
  const read = readOrNothing(jws);
  if (!read) return undefined;
  const { claims: receipt } = read;
  const isOfThis =
    receipt.issuer === delivery.partner &&
    receipt.audience === gateway.memberId &&
    (receipt.envelopeId === delivery.envelope_id || receipt.envelopeId === ZERO_HEX32) &&
    receipt.envelopeDigest === delivery.digest;
  if (!isOfThis) return undefined;
  const question = { memberId: delivery.partner, use: "statement", atSeconds: receipt.issuedAt } as const;
  const isSigned = await isSignedByMember(gateway.database, read.jws, { ...question, nowSeconds: gateway.clock() });
  const row = RECEIPT_CODES.find(({ code }) => code === receipt.code);
  return isSigned && row ? { jws, receipt, row } : undefined;
}

function readOrNothing(jws: string): ReturnType<typeof readReceipt> | undefined {
  try {
    return readReceipt(jws);
  } catch {
    return undefined;
  }
}

function textOf(body: Uint8Array): string {
  try {
    return utf8Decode(body);
  } catch {
    return "";
  }
}
