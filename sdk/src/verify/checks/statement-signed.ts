import { isSignedBy } from "../../statement/jws.ts";
import type { Outcome, Subject } from "../subject.ts";

const DAY_SECONDS = 86_400;

/** The statement is signed with a statement key that its issuer had on that day. */
export function statementSigned({ statement, issuer, key, found }: Subject): Outcome {
  if (!statement)
    return { status: "invalid", code: "STATEMENT_UNREADABLE", message: "The statement is not a Sealane statement." };
  if (!issuer)
    return {
      status: "unknown",
      code: "ISSUER_NOT_LISTED",
      message: "The evidence does not speak of the issuer, so its key is not known.",
    };
  if (!key)
    return {
      status: "invalid",
      code: "KEY_UNKNOWN",
      message: `Member ${issuer.memberId} never had the key that signed this.`,
    };
  if (!isSignedBy(statement.jws, key)) {
    return {
      status: "invalid",
      code: "SIGNATURE_FALSE",
      message: "The statement was changed after it was signed, or signed by somebody else.",
    };
  }
  if (key.use !== "statement")
    return { status: "invalid", code: "KEY_OF_OTHER_USE", message: `The key is for ${key.use}, not for statements.` };
  const { issuedAt } = statement.claims;
  const anchoredAt = found?.anchor?.anchoredAtSeconds ?? issuedAt;
  // A day of grace: what was signed in time may wait for a chain that was away.
  const isInPeriod = key.validFromSeconds <= issuedAt && issuedAt < key.validUntilSeconds;
  return isInPeriod && anchoredAt < key.validUntilSeconds + DAY_SECONDS
    ? { status: "valid", code: "SIGNATURE_VALID", message: `Signed by member ${issuer.memberId} (${issuer.country}).` }
    : { status: "invalid", code: "KEY_OUT_OF_PERIOD", message: "The key was not valid when the statement was issued." };
}
