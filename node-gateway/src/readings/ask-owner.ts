import { messageDigest, type ReadingReceipt, type ReadMessage, readReadingReceipt } from "@sealane/sdk";
import { z } from "zod";
import type { ReadingRow } from "../database/schema/sharing.ts";
import { GatewayError, type GatewayErrorCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { askPeer, codeIn, jsonIn } from "../peers/sending/ask-peer.ts";
import { worthOf } from "./signed-by.ts";

/** An owner's answer to a reading, judged. */
export interface OwnersAnswer {
  readonly receipt: string;
  readonly wrappedKey: string | null;
}

const answerSchema = z.strictObject({ receipt: z.string().max(65_536), wrappedKey: z.string().max(4_096).nullable() });

/** What an owner may refuse a reading with, and what it means here. */
const REFUSALS: readonly GatewayErrorCode[] = [
  "GRANT_NOT_EFFECTIVE",
  "GRANT_USES_SPENT",
  "DOCUMENT_NOT_READABLE",
  "READING_INVALID",
  "READING_DIFFERS",
];

/** Whether an owner's refusal of a reading will be the same whenever it is asked again. */
export const isFinalRefusal = (error: unknown): error is GatewayError =>
  error instanceof GatewayError && REFUSALS.includes(error.code);

/**
 * Brings a reading to its owner, and its receipt back. What is not signed by the owner, or is of another reading, is no
 * receipt.
 * @throws GatewayError those of {@link REFUSALS}; PEER_UNAVAILABLE, PEER_UNKNOWN, OUTBOUND_REFUSED.
 */
export async function askOwner(gateway: Gateway, { owner, jws }: ReadingRow): Promise<OwnersAnswer> {
  const { status, body } = await askPeer(gateway, owner, {
    method: "POST",
    path: "/peer/v1/readings",
    body: { reading: jws },
  });
  const value = jsonIn(body);
  if (status !== 200) throw refusalOf(value);
  const answer = answerSchema.safeParse(value);
  if (answer.success && (await isReceiptOf(gateway, { owner, jws }, answer.data.receipt))) return answer.data;
  throw new GatewayError("PEER_UNAVAILABLE", "The owner's gateway answered the reading with no receipt of it.");
}

function refusalOf(value: unknown): GatewayError {
  const stated = codeIn(value);
  const code = REFUSALS.find((one) => one === stated);
  if (code) return new GatewayError(code, "The owner refuses the reading.");
  return new GatewayError("PEER_UNAVAILABLE", "The owner's gateway does not answer the reading.");
}

/** Whether a text is its owner's signed receipt of a reading. */
export async function isReceiptOf(
  gateway: Gateway,
  { owner, jws }: Pick<ReadingRow, "owner" | "jws">,
  receipt: string,
): Promise<boolean> {
  const read = readOrNothing(receipt);
  if (!read || read.claims.issuer !== owner || read.claims.reading !== messageDigest(jws)) return false;
  const [found] = await readMembers(gateway.database, [owner]);
  // One from a stolen key is kept all the same: what matters is that the reading was brought.
  return worthOf(found?.member, read.jws, read.claims.issuedAt) !== "false";
}

function readOrNothing(receipt: string): ReadMessage<ReadingReceipt> | undefined {
  try {
    return readReadingReceipt(receipt);
  } catch {
    return undefined;
  }
}
