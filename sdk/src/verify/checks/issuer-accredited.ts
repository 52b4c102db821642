import { kindByName } from "../../kinds/kinds.ts";
import type { Outcome, Subject } from "../subject.ts";

/** The consortium accredited the issuer for this kind on the day it issued and on the day it anchored. */
export function issuerAccredited({ issuer, statement, found }: Subject): Outcome | undefined {
  if (!issuer || !statement) return undefined;
  const { kind, issuedAt } = statement.claims;
  const days = [issuedAt, found?.anchor?.anchoredAtSeconds ?? issuedAt];
  const { title } = kindByName(kind);
  const isCovered = days.every((day) =>
    issuer.accreditations.some(
      (one) => one.kind === kind && one.validFromSeconds <= day && day < one.validUntilSeconds,
    ),
  );
  return isCovered
    ? {
        status: "valid",
        code: "ISSUER_ACCREDITED",
        message: `Member ${issuer.memberId} was accredited for this kind (${title}).`,
      }
    : {
        status: "invalid",
        code: "ISSUER_NOT_ACCREDITED",
        message: `Member ${issuer.memberId} was not accredited to issue this kind (${title}) on that day.`,
        action: "Do not rely on this paper; ask an accredited issuer for one.",
      };
}
