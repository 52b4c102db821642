import { type Check, isHexString, isNullOr, isPositiveUint32, isSeconds } from "../canonical/shape.ts";
import type { Hex32 } from "../primitives/hex.ts";
import {
  assertShape,
  type MessageShape,
  type ReadMessage,
  readMessage,
  signMessage,
} from "../sharing/signed-claims.ts";
import type { Signer } from "../statement/jws.ts";

/** What can come of an alert. */
export const FEEDBACK_STATES = [
  { name: "matched", title: "A document meets it", isFinal: false },
  { name: "inspected", title: "The goods were inspected; what was found is not said yet", isFinal: false },
  { name: "confirmed", title: "It was right", isFinal: true },
  { name: "falsePositive", title: "It was wrong", isFinal: true },
  { name: "expired", title: "It is over, and nothing met it", isFinal: true },
] as const;

export type FeedbackState = (typeof FEEDBACK_STATES)[number]["name"];

/** What a recipient tells the issuer of an alert: no document, number or name goes with it. */
export interface AlertFeedback {
  readonly alertId: Hex32;
  readonly version: number;
  /** The recipient. */
  readonly issuer: number;
  /** Stands for one match at the recipient, who alone can trace it back; the same for all that is said of it. */
  readonly matchId: Hex32;
  readonly state: FeedbackState;
  /** For people; null for none. */
  readonly result: string | null;
  /** Unix seconds: when it happened, and when it was told. */
  readonly happenedAt: number;
  readonly issuedAt: number;
}

const isState: Check = (value) => FEEDBACK_STATES.some(({ name }) => name === value);

const SHAPE: MessageShape<AlertFeedback> = {
  typ: "sealane-alert-feedback+jwt",
  title: "Feedback",
  claims: {
    alertId: isHexString,
    version: isPositiveUint32,
    issuer: isPositiveUint32,
    matchId: isHexString,
    state: isState,
    result: isNullOr((value) => typeof value === "string" && value.length > 0 && value.length <= 1_000),
    happenedAt: isSeconds,
    issuedAt: isSeconds,
  },
};

/** Signs feedback with the recipient's statement key. @throws SdkError MESSAGE_INVALID. */
export const signFeedback = (feedback: AlertFeedback, signer: Signer): string => signMessage(SHAPE, feedback, signer);

/** Reads feedback; its signature is not checked yet. @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID. */
export const readFeedback = (jws: string): ReadMessage<AlertFeedback> => readMessage(SHAPE, jws);

/** The claims of feedback that is here without its signature. @throws SdkError MESSAGE_INVALID. */
export function judgeFeedback(value: unknown): AlertFeedback {
  assertShape(SHAPE, value);
  return value;
}

/** The row of a state. */
export const feedbackState = (name: FeedbackState): (typeof FEEDBACK_STATES)[number] =>
  FEEDBACK_STATES.find((row) => row.name === name) as (typeof FEEDBACK_STATES)[number];

/** Whether a match that stands in one state can go on to another: only forwards, and nowhere from the end. */
export function canFollow(state: FeedbackState, next: FeedbackState): boolean {
  const place = (name: FeedbackState): number => FEEDBACK_STATES.findIndex((row) => row.name === name);
  return next !== "expired" && !feedbackState(state).isFinal && place(next) > place(state);
}
