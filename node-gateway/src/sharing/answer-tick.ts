import {
  decide,
  type Hex32,
  kindByCode,
  type Member,
  type Policy,
  PURPOSES,
  rowByCode,
  type Scope,
} from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import type { RequestRow } from "../database/schema/chain-sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { findAgreement, isAgreed } from "./agreement-standing.ts";
import { chainNow } from "./clock.ts";
import { scopeOfDigest } from "./known-scopes.ts";
import { readPolicy } from "./policy.ts";
import { queueGrant } from "./queue-grant.ts";
import { isAnswered } from "./require.ts";

const DAY_SECONDS = 86_400;
const MAX_REQUESTS = 500;

/** What the policy allows for a request, and by which of its rules. */
interface Allowed {
  readonly rules: readonly number[];
  readonly maxDays: number;
  readonly maxUses: number | null;
  readonly agreementId: Hex32 | null;
  /** Code of the document's kind; zero for a consignment. */
  readonly kind: number;
  readonly scope: Scope;
}

/**
 * One round of the standing policy: grants every open request to this member that it allows. Whatever it does not allow,
 * or cannot judge (a paper that is not ours, a scope that did not arrive), is left to an officer.
 */
export async function answerTick(gateway: Gateway): Promise<void> {
  const standing = await readPolicy(gateway.database);
  if (standing.policy.rules.length === 0) return;
  for (const row of await openRequests(gateway)) {
    const allowed = await allowedBy(gateway, standing.policy, row);
    if (allowed) await answer(gateway, row, { ...allowed, version: standing.version });
  }
}

async function openRequests({ database, memberId }: Gateway): Promise<RequestRow[]> {
  const rows = await database
    .selectFrom("requests")
    .leftJoin("grants", "grants.request_id", "requests.request_id")
    .leftJoin("request_refusals as refused", "refused.request_id", "requests.request_id")
    .leftJoin("audit", (join) =>
      join.onRef("audit.subject", "=", "requests.request_id").on("audit.action", "=", "answerByPolicy"),
    )
    .selectAll("requests")
    .where("requests.holder", "=", memberId)
    .where("grants.grant_id", "is", null)
    .where("refused.request_id", "is", null)
    .where("audit.sequence", "is", null)
    .orderBy("requests.block_number")
    .limit(MAX_REQUESTS)
    .execute();
  return rows;
}

/** Every kind that the grant would open must be allowed; the strictest of the rules bounds it. */
async function allowedBy(gateway: Gateway, policy: Policy, row: RequestRow): Promise<Allowed | undefined> {
  const [asking] = await readMembers(gateway.database, [row.requester]);
  const scope = await scopeOfDigest(gateway.database, row.scope);
  const purpose = rowByCode(PURPOSES, row.purpose)?.name;
  const kinds = await ownKinds(gateway, row);
  if (!asking || scope === undefined || purpose === undefined || kinds.length === 0) return undefined;
  const named = kinds.map((code) => kindByCode(code)?.name);
  const agreementId = await agreementFor(gateway, asking.member, kinds);
  const answers = named.map((kind) =>
    kind === undefined
      ? ({ answer: "ask" } as const)
      : decide(policy, { member: asking.member, kind, scope, purpose, agreementId }),
  );
  const granted = answers.flatMap((one) => (one.answer === "grant" ? [one] : []));
  if (granted.length < answers.length) return undefined;
  const limits = granted.flatMap(({ maxUses }) => maxUses ?? []);
  const isUnderAgreement = granted.some(({ rule }) => policy.rules[rule]?.agreementRequired);
  return {
    rules: [...new Set(granted.map(({ rule }) => rule))].sort((a, b) => a - b),
    maxDays: Math.min(...granted.map(({ maxDays }) => maxDays)),
    maxUses: limits.length > 0 ? Math.min(...limits) : null,
    agreementId: isUnderAgreement ? agreementId : null,
    kind: row.is_consignment === 1 ? 0 : (kinds[0] ?? 0),
    scope,
  };
}

/** Codes of the kinds of this member's anchored papers that a request is about. */
async function ownKinds({ database, memberId }: Gateway, row: RequestRow): Promise<number[]> {
  const rows = await database
    .selectFrom("entries")
    .select("kind")
    .distinct()
    .where("member_id", "=", memberId)
    .where(row.is_consignment === 1 ? "subject_tag" : "document_id", "=", row.subject)
    .execute();
  return rows.map(({ kind }) => kind);
}

/** The first agreement in force that covers all of these kinds between both members. */
async function agreementFor(gateway: Gateway, reader: Member, kinds: readonly number[]): Promise<Hex32 | null> {
  const timeSeconds = await chainNow(gateway);
  const rows = await gateway.database.selectFrom("agreements").select("agreement_id").orderBy("block_number").execute();
  for (const { agreement_id } of rows) {
    const agreement = await findAgreement(gateway.database, agreement_id);
    const sharing = { granter: gateway.memberId, reader: reader.memberId };
    if (agreement && kinds.every((kind) => isAgreed(agreement, { ...sharing, kind }, timeSeconds))) return agreement_id;
  }
  return null;
}

/** Once: the audit entry that says by which rules is what marks the request as answered. */
async function answer(gateway: Gateway, row: RequestRow, allowed: Allowed & { version: number }): Promise<void> {
  const timeSeconds = await chainNow(gateway);
  const { rules, version, maxDays, ...more } = allowed;
  const opening = {
    ...more,
    ...{ reader: row.requester, delegations: 0, validUntilSeconds: timeSeconds + maxDays * DAY_SECONDS },
    ...{ subject: row.subject, isConsignment: row.is_consignment === 1, purpose: row.purpose },
    requestId: row.request_id,
  };
  try {
    await gateway.database.transaction().execute(async (transaction) => {
      const answered = await transaction
        .selectFrom("audit")
        .select("sequence")
        .where("subject", "=", row.request_id)
        .where("action", "=", "answerByPolicy")
        .executeTakeFirst();
      if (answered || (await isAnswered(transaction, row.request_id))) return;
      await queueGrant(gateway, transaction, { opening, timeSeconds });
      const actor = `policy ${version}, rules ${rules.join(" ")}`;
      const fact = { action: "answerByPolicy", actor, subject: row.request_id, timeSeconds: gateway.clock() };
      await appendAudit(transaction, fact);
    });
  } catch (error) {
    // What cannot be granted now, an officer sees as open.
    if (!(error instanceof GatewayError) || error.code.endsWith("_UNAVAILABLE")) throw error;
    gateway.log.warn(
      { requestId: row.request_id, code: error.code },
      "The policy allows a request that cannot be granted.",
    );
  }
}
