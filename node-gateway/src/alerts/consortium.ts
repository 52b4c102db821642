import {
  type Alert,
  type AlertAgreement,
  audienceOf,
  type Consortium,
  forwardingFault,
  type Hex32,
} from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import { readMembers } from "../indexer/members.ts";
import { agreementStanding, findAgreement } from "../sharing/agreement-standing.ts";

/** Members that are active, by the index; ascending. */
export async function activeMembers(database: Database): Promise<number[]> {
  const found = await readMembers(database);
  return found
    .filter(({ member }) => member.status === "active")
    .map(({ member }) => member.memberId)
    .sort((a, b) => a - b);
}

/** An agreement as far as alerts go, by the index; undefined for an unknown one. */
export async function alertAgreement(
  database: Database,
  agreementId: Hex32,
  timeSeconds: number,
): Promise<AlertAgreement | undefined> {
  const found = await findAgreement(database, agreementId);
  if (!found) return undefined;
  const { parties, alertCategories, tlpCeiling } = found.terms;
  return { parties, alertCategories, tlpCeiling, isInForce: agreementStanding(found, timeSeconds) === "inForce" };
}

export const agreementIdOf = ({ sharedWith }: Pick<Alert, "sharedWith">): Hex32 | null =>
  "agreementId" in sharedWith ? sharedWith.agreementId : null;

/** Who is there for an alert, by the index at a moment (Unix seconds, not before its block). */
export async function consortiumFor(
  database: Database,
  alert: Pick<Alert, "sharedWith">,
  timeSeconds: number,
): Promise<Consortium> {
  const agreementId = agreementIdOf(alert);
  const agreement = agreementId === null ? undefined : await alertAgreement(database, agreementId, timeSeconds);
  return { activeMembers: await activeMembers(database), agreement };
}

/** Why an alert that came from a member is not for another; undefined when it is. What is taken back goes wherever it went. */
export function arrivalFault(
  alert: Alert,
  { from, to }: { readonly from: number; readonly to: number },
  consortium: Consortium,
): string | undefined {
  if (from !== alert.issuer) return forwardingFault(alert, to, consortium);
  const { members, refusal } = audienceOf(alert, consortium);
  return refusal ?? (members.includes(to) ? undefined : "It is not addressed to this member.");
}
