import type { Outcome, Subject } from "../subject.ts";

/** The issuer is a member of the consortium, and was not suspended when it anchored. */
export function issuerMember({ issuer, statement, found }: Subject): Outcome | undefined {
  if (!statement) return undefined;
  const { issuer: memberId } = statement.claims;
  if (!issuer) {
    // The chain was asked for this document under this member, and gave no member: there is none.
    return found
      ? {
          status: "invalid",
          code: "ISSUER_UNKNOWN",
          message: `The consortium has no member ${memberId}.`,
          action: "Do not rely on this paper.",
        }
      : { status: "unknown", code: "ISSUER_NOT_LISTED", message: `The evidence does not speak of member ${memberId}.` };
  }
  const actedAt = found?.anchor?.anchoredAtSeconds ?? statement.claims.issuedAt;
  return issuer.status === "suspended" && actedAt >= issuer.statusSinceSeconds
    ? { status: "invalid", code: "ISSUER_SUSPENDED", message: `Member ${memberId} (${issuer.country}) was suspended.` }
    : { status: "valid", code: "ISSUER_MEMBER", message: `Issued by member ${memberId} (${issuer.country}).` };
}
