import { isAnchoredAs } from "../../document/batch.ts";
import { entryOf } from "../../statement/statement.ts";
import type { Outcome, Subject } from "../subject.ts";

const SKEW_SECONDS = 900;

/** The issuer anchored the document, with the kind and tags of the statement, and not before it issued it. */
export function anchored({ statement, found }: Subject): Outcome | undefined {
  if (!statement) return undefined;
  if (!found)
    return {
      status: "unknown",
      code: "ANCHOR_NOT_LOOKED_UP",
      message: "The evidence does not say whether this was anchored.",
      action: "Verify against the chain.",
    };
  const { anchor } = found;
  if (!anchor) {
    return {
      status: "invalid",
      code: "NOT_ANCHORED",
      message: "Its issuer never anchored this document.",
      action: "If it was issued just now, wait for the next block and verify again.",
    };
  }
  if (!isAnchoredAs(entryOf(statement.claims), anchor)) {
    return {
      status: "invalid",
      code: "ANCHOR_FALSE",
      message: "The proof does not lead from this document to the anchored batch.",
    };
  }
  return statement.claims.issuedAt <= anchor.anchoredAtSeconds + SKEW_SECONDS
    ? { status: "valid", code: "ANCHORED", message: `Anchored in block ${anchor.blockNumber}.` }
    : {
        status: "invalid",
        code: "ANCHORED_BEFORE_ISSUE",
        message: "The statement says it was issued after it was anchored.",
      };
}
