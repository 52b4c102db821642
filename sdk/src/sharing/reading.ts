import { type Check, isHexString, isPositiveUint32, isSeconds, isUint32 } from "../canonical/shape.ts";
import { leafHashes, treeHead } from "../document/tree.ts";
import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import type { Signer } from "../statement/jws.ts";
import { PURPOSES, type PurposeName } from "./purposes.ts";
import { type MessageShape, type ReadMessage, readMessage, signMessage } from "./signed-claims.ts";

/** A reader's word that it opens another member's paper. */
export interface Reading {
  /** Drawn by the reader. */
  readonly readingId: Hex32;
  readonly grantId: Hex32;
  readonly documentId: Hex32;
  /** Numbers of the member that reads and of the one whose paper it is. */
  readonly reader: number;
  readonly owner: number;
  /** Pseudonym of the officer: a keyed digest that the reader alone can trace back. */
  readonly officer: Hex32;
  readonly purpose: PurposeName;
  /** Unix seconds. */
  readonly readAt: number;
  /** Block at which the reader found the grant effective. */
  readonly blockNumber: number;
  /** Whether the paper is open already; if not, it is asked for its key. */
  readonly isOpened: boolean;
}

/** The owner's answer: a link of its log of readings. */
export interface ReadingReceipt {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** SHA-256 over the ASCII of the link before; zeros for the first. */
  readonly previous: Hex32;
  /** SHA-256 over the reading's ASCII. */
  readonly reading: Hex32;
  /** The owner. */
  readonly issuer: number;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Readings that count under the grant so far, with this one; 0 when none does. */
  readonly uses: number;
  /** Whether the owner saw the grant effective at the reading's block. */
  readonly wasEffective: boolean;
}

const isBoolean: Check = (value) => typeof value === "boolean";
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0;
const isPurpose: Check = (value) => PURPOSES.some(({ name }) => name === value);

const READING: MessageShape<Reading> = {
  typ: "sealane-reading+jwt",
  title: "A reading",
  claims: {
    readingId: isHexString,
    grantId: isHexString,
    documentId: isHexString,
    reader: isPositiveUint32,
    owner: isPositiveUint32,
    officer: isHexString,
    purpose: isPurpose,
    readAt: isSeconds,
    blockNumber: isUint32,
    isOpened: isBoolean,
  },
};

const READING_RECEIPT: MessageShape<ReadingReceipt> = {
  typ: "sealane-reading-receipt+jwt",
  title: "A receipt of a reading",
  claims: {
    sequence: isCount,
    previous: isHexString,
    reading: isHexString,
    issuer: isPositiveUint32,
    issuedAt: isSeconds,
    uses: isUint32,
    wasEffective: isBoolean,
  },
};

/** Signs a reading with the reader's statement key. @throws SdkError MESSAGE_INVALID. */
export const signReading = (reading: Reading, signer: Signer): string => signMessage(READING, reading, signer);

/** Reads a reading; its signature is not checked yet. @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID. */
export const readReading = (jws: string): ReadMessage<Reading> => readMessage(READING, jws);

/** Signs a receipt of a reading with the owner's statement key. @throws SdkError MESSAGE_INVALID. */
export const signReadingReceipt = (receipt: ReadingReceipt, signer: Signer): string =>
  signMessage(READING_RECEIPT, receipt, signer);

/** Reads a receipt of a reading; its signature is not checked yet. @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID. */
export const readReadingReceipt = (jws: string): ReadMessage<ReadingReceipt> => readMessage(READING_RECEIPT, jws);

/**
 * RFC 9162 §2.1 root over receipts of readings in their order, as it is anchored: leaf SHA-256(0x00 ‖ ASCII of the JWS).
 * @throws SdkError BATCH_EMPTY.
 */
export function receiptsRoot(receipts: readonly string[]): Hex32 {
  if (receipts.length === 0) throw new SdkError("BATCH_EMPTY", "A root is over one receipt at least.");
  return hexOf(treeHead(leafHashes(receipts.map(utf8Encode))));
}
