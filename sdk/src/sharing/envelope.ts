import { sha256 } from "#sha256";
import { isJsonObject, type JsonObject } from "../canonical/json.ts";
import {
  type Check,
  hasExactly,
  isHexString,
  isListOf,
  isPositiveUint32,
  isSeconds,
  isText,
} from "../canonical/shape.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import type { Signer } from "../statement/jws.ts";
import { type MessageShape, type ReadMessage, readMessage, signMessage } from "./signed-claims.ts";

/** A blob that goes with an envelope. */
export interface Attachment {
  readonly cid: string;
  readonly sizeBytes: number;
}

/** What one member sends another, signed so that it can be shown to a third. */
export interface Envelope {
  /** Drawn by the sender. */
  readonly envelopeId: Hex32;
  /** Numbers of the members that send and receive. */
  readonly issuer: number;
  readonly audience: number;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** First second at which it is not to be accepted any more. */
  readonly expiresAt: number;
  /** What its content is. */
  readonly type: string;
  /** Envelopes of one lane (a consignment's subject tag) arrive in the order they were sent. */
  readonly lane: Hex32;
  readonly content: JsonObject;
  readonly attachments: readonly Attachment[];
}

const MAX_ATTACHMENTS = 64;
const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const CID = /^[a-z0-9]{1,128}$/;

const isSize: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** Whether a value is written as a CID is: CIDv1 in base32. */
export const isCidText: Check = (value) => isText(value) && CID.test(value as string);
const isAttachment: Check = (value) => hasExactly(value, { cid: isCidText, sizeBytes: isSize }) === undefined;

const SHAPE: MessageShape<Envelope> = {
  typ: "sealane-envelope+jwt",
  title: "An envelope",
  claims: {
    envelopeId: isHexString,
    issuer: isPositiveUint32,
    audience: isPositiveUint32,
    issuedAt: isSeconds,
    expiresAt: isSeconds,
    type: (value) => isText(value) && NAME.test(value as string),
    lane: isHexString,
    content: (value) => isJsonObject(value as JsonObject),
    attachments: (value) => isListOf(isAttachment)(value) && (value as unknown[]).length <= MAX_ATTACHMENTS,
  },
};

/** Signs an envelope with the sender's statement key. @throws SdkError MESSAGE_INVALID. */
export const signEnvelope = (envelope: Envelope, signer: Signer): string => signMessage(SHAPE, envelope, signer);

/** Reads an envelope; its signature is not checked yet. @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID. */
export const readEnvelope = (jws: string): ReadMessage<Envelope> => readMessage(SHAPE, jws);

/** SHA-256 over the ASCII of a signed message: by it receipts say what they answer. */
export const messageDigest = (jws: string): Hex32 => hexOf(sha256(utf8Encode(jws)));
