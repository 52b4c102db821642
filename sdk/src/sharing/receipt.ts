import { type Check, isHexString, isListOf, isPositiveUint32, isSeconds, isText } from "../canonical/shape.ts";
import type { Hex32 } from "../primitives/hex.ts";
import type { Signer } from "../statement/jws.ts";
import { isCidText } from "./envelope.ts";
import { type MessageShape, type ReadMessage, readMessage, signMessage } from "./signed-claims.ts";

/** What a receiver can say to an envelope. */
export interface ReceiptCodeRow {
  readonly code: string;
  readonly title: string;
  /** Whether the receiver has it from now on. */
  readonly isAccepted: boolean;
  /** Whether sending it again cannot change the answer. */
  readonly isFinal: boolean;
}

/** Every answer to a delivery, with the codes of DCSA's eBL platform interoperability (PINT) standard. */
export const RECEIPT_CODES = [
  { code: "RECE", title: "Received, with all its attachments", isAccepted: true, isFinal: true },
  { code: "DUPE", title: "Received before", isAccepted: true, isFinal: true },
  { code: "BSIG", title: "Its signature is not its sender's", isAccepted: false, isFinal: true },
  { code: "BENV", title: "It is not an envelope for this member, or it is over", isAccepted: false, isFinal: true },
  { code: "INCD", title: "What it carries does not agree with itself", isAccepted: false, isFinal: true },
  { code: "MDOC", title: "Attachments are missing", isAccepted: false, isFinal: false },
  { code: "DISE", title: "Another envelope came under the same id", isAccepted: false, isFinal: true },
] as const satisfies readonly ReceiptCodeRow[];

export type ReceiptCode = (typeof RECEIPT_CODES)[number]["code"];

/** A receiver's signed answer to one envelope. */
export interface Receipt {
  readonly envelopeId: Hex32;
  /** SHA-256 over the envelope's ASCII, as it came. */
  readonly envelopeDigest: Hex32;
  readonly code: ReceiptCode;
  /** The receiver. */
  readonly issuer: number;
  /** The sender of the envelope. */
  readonly audience: number;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** CIDs of the attachments that are missing; empty but for `MDOC`. */
  readonly missing: readonly string[];
  /** For people. */
  readonly message: string;
}

const isCode: Check = (value) => RECEIPT_CODES.some(({ code }) => code === value);

const SHAPE: MessageShape<Receipt> = {
  typ: "sealane-receipt+jwt",
  title: "A receipt",
  claims: {
    envelopeId: isHexString,
    envelopeDigest: isHexString,
    code: isCode,
    issuer: isPositiveUint32,
    audience: isPositiveUint32,
    issuedAt: isSeconds,
    missing: isListOf(isCidText),
    message: isText,
  },
};

/** Signs a receipt with the receiver's statement key. @throws SdkError MESSAGE_INVALID. */
export const signReceipt = (receipt: Receipt, signer: Signer): string => signMessage(SHAPE, receipt, signer);

/** Reads a receipt; its signature is not checked yet. @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID. */
export const readReceipt = (jws: string): ReadMessage<Receipt> => readMessage(SHAPE, jws);
