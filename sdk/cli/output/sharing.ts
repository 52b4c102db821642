import type { AgreementView, GrantView, RequestView, StandingPolicy } from "../../client/index.ts";
import { GRANT_END_REASONS, type PolicyRule, rowByCode, type Scope } from "../../src/index.ts";
import { lines } from "./lines.ts";
import { type Columns, tableOf } from "./page.ts";
import { rolesText } from "./roles.ts";
import { momentText, timeText } from "./time.ts";

export const GRANT_COLUMNS: Columns<GrantView> = {
  head: ["GRANT", "STANDING", "OWNER", "READER", "PURPOSE", "SCOPE", "UNTIL", "USES LEFT"],
  cells: (grant) => [
    ...[grant.grantId, grant.standing, String(grant.owner), String(grant.reader), grant.purpose ?? ""],
    ...[scopeText(grant.scope), timeText(grant.validUntilSeconds), String(grant.usesLeft ?? "")],
  ],
};

export const REQUEST_COLUMNS: Columns<RequestView> = {
  head: ["REQUEST", "STANDING", "REQUESTER", "HOLDER", "PURPOSE", "SCOPE", "CASE"],
  cells: (request) => [
    ...[request.requestId, request.standing, String(request.requester), String(request.holder ?? "")],
    ...[request.purpose ?? "", scopeText(request.scope), request.note?.caseNumber ?? ""],
  ],
};

export const AGREEMENT_COLUMNS: Columns<AgreementView> = {
  head: ["AGREEMENT", "STANDING", "PROPOSER", "PARTIES", "TLP", "UNTIL"],
  cells: (agreement) => [
    ...[agreement.agreementId, agreement.standing, String(agreement.proposer)],
    agreement.parties.map(({ memberId }) => memberId).join(" "),
    ...[agreement.tlpCeiling, timeText(agreement.validUntilSeconds)],
  ],
};

/** A grant with what was sent under it. */
export function grantText(grant: GrantView): string {
  const { withdrawal, madeAtSeconds, deliveries } = grant;
  const facts = lines(`Grant ${grant.grantId}`, [
    ["standing", grant.standing],
    ["withdrawn", withdrawal && withdrawalText(withdrawal)],
    ["owner", grant.owner],
    ["granter", grant.granter],
    ["reader", grant.reader],
    [grant.isConsignment ? "consignment" : "document", grant.subject],
    ["kind", grant.kind],
    ["scope", scopeText(grant.scope) || `digest ${grant.scopeDigest}`],
    ["purpose", grant.purpose],
    ["until", timeText(grant.validUntilSeconds)],
    ["uses", grant.maxUses === null ? "any number" : usesText(grant.maxUses, grant.usesLeft)],
    ["delegations", grant.delegations],
    ["agreement", grant.agreementId],
    ["handed on from", grant.parentId],
    ["request", grant.requestId],
    ["made", madeAtSeconds === null ? null : `${timeText(madeAtSeconds)}, block ${grant.blockNumber}`],
  ]);
  return deliveries.length === 0 ? facts : `${facts}\n\n${tableOf(deliveries, SENT_COLUMNS)}`;
}

const SENT_COLUMNS: Columns<GrantView["deliveries"][number]> = {
  head: ["SENT", "DELIVERY", "STATE", "DOCUMENT"],
  cells: (sent) => [timeText(sent.timeSeconds), String(sent.deliveryId ?? ""), sent.state, sent.documentId],
};

const usesText = (max: number, left: number | null): string => (left === null ? `${max}` : `${max}, ${left} left`);

const withdrawalText = ({ memberId, reason, timeSeconds }: NonNullable<GrantView["withdrawal"]>): string =>
  `${timeText(timeSeconds)} by member ${memberId}: ${rowByCode(GRANT_END_REASONS, reason)?.name ?? `reason ${reason}`}`;

/** A request with what was said beside the chain. */
export function requestText(request: RequestView): string {
  const { note, requestedAtSeconds: requested } = request;
  return lines(`Request ${request.requestId}`, [
    ["standing", request.standing],
    ["refusal", request.refusal],
    ["grant", request.grantId],
    ["requester", request.requester],
    ["holder", request.holder],
    [request.isConsignment ? "consignment" : "subject", request.subject],
    ["scope", scopeText(request.scope) || `digest ${request.scopeDigest}`],
    ["purpose", request.purpose],
    ["requested", momentText(requested)],
    ["case", note?.caseNumber],
    ["note", note?.text],
  ]);
}

/** An agreement with what each party said of it. */
export function agreementText(agreement: AgreementView): string {
  const { parties, kinds, validFromSeconds: from, validUntilSeconds: until } = agreement;
  const said = (party: AgreementView["parties"][number]) =>
    [
      `member ${party.memberId}`,
      party.hasAccepted ? "accepted" : "silent",
      ...(party.suspends ? ["suspends"] : []),
    ].join(", ");
  return lines(`Agreement ${agreement.agreementId}`, [
    ["standing", agreement.standing],
    ["proposer", agreement.proposer],
    ...parties.map((party) => ["party", said(party)] as const),
    ["kinds", kinds.join(", ")],
    ["TLP ceiling", agreement.tlpCeiling],
    ["alert categories", agreement.alertCategories],
    ["from", timeText(from)],
    ["until", timeText(until)],
    ["text's SHA-256", agreement.textDigest],
  ]);
}

/** The policy in force, a rule a row. */
export function policyText({ version, policy, actor, timeSeconds }: StandingPolicy): string {
  if (version === 0) return "No policy is in force: officers answer every request.";
  const by = timeSeconds === null ? "" : `, put in force by ${actor} on ${timeText(timeSeconds)}`;
  return `${tableOf(policy.rules, RULE_COLUMNS)}\n\n${lines(`Version ${version}${by}.`, [])}`;
}

const RULE_COLUMNS: Columns<PolicyRule> = {
  head: ["READERS", "KINDS", "SCOPES", "PURPOSES", "DAYS", "USES", "AGREEMENT"],
  none: "There are no rules: officers answer every request.",
  cells: ({ readers, kinds, scopes, purposes, maxDays, maxUses, agreementRequired }) => [
    readersText(readers),
    kinds === "any" ? "any" : kinds.join(" "),
    scopes.map(scopeText).join(" "),
    purposes === "any" ? "any" : purposes.join(" "),
    ...[String(maxDays), String(maxUses ?? "any"), agreementRequired ? "required" : ""],
  ],
};

const readersText = ({ roles, members, countries }: PolicyRule["readers"]): string =>
  [
    ...(roles === undefined ? [] : [rolesText(roles)]),
    ...(members === undefined ? [] : [`members ${members.join(" ")}`]),
    ...(countries === undefined ? [] : [countries.join(" ")]),
  ].join("; ");

/** A scope as it is asked for; empty for one of which only the digest is known. */
export const scopeText = (scope: Scope | null): string =>
  scope === null || typeof scope === "string" ? (scope ?? "") : scope.pointers.join(" ");
