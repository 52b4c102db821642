import { type Policy, PURPOSES, rowByCode } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import type { Database } from "../database/database.ts";
import type { RequestRow } from "../database/schema/chain-sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { agreementsOf, type FoldedAgreement, isAgreed } from "./agreement-standing.ts";
import { type Allowed, allowedFor } from "./allowed-for.ts";
import { chainNow } from "./clock.ts";
import { scopeOfDigest } from "./known-scopes.ts";
import { readPolicy } from "./policy.ts";
import { queueGrant } from "./queue-grant.ts";
import { isAnswered } from "./require.ts";

const DAY_SECONDS = 86_400;

/** Open requests judged in a round. */
const MAX_REQUESTS = 100;

/** Where the next round goes on, so that requests which wait for an officer do not keep the policy from later ones. */
const POSITIONS = new WeakMap<Database, Place>();
type Place = Pick<RequestRow, "block_number" | "log_index">;
const START: Place = { block_number: -1, log_index: -1 };

/**
 * One round of the standing policy: grants what it allows of the open requests to this member. Whatever it does not allow,
 * or cannot judge (a paper that is not ours, a scope that did not arrive), is left to an officer.
 */
export async function answerTick(gateway: Gateway): Promise<void> {
  const { database } = gateway;
  const { policy, version } = await readPolicy(database);
  if (policy.rules.length === 0) return;
  const rows = await openRequests(gateway, POSITIONS.get(database) ?? START);
  const agreements = rows.length > 0 ? await agreementsOf(database, gateway.memberId) : [];
  for (const row of rows) {
    const allowed = await allowedBy(gateway, { policy, agreements }, row);
    if (allowed) await answer(gateway, row, { ...allowed, version });
  }
  POSITIONS.set(database, rows.length === MAX_REQUESTS ? (rows.at(-1) ?? START) : START);
}

async function openRequests({ database, memberId }: Gateway, after: Place): Promise<RequestRow[]> {
  return database
    .selectFrom("requests")
    .leftJoin("grants", "grants.request_id", "requests.request_id")
    .leftJoin("request_refusals as refused", "refused.request_id", "requests.request_id")
    .leftJoin("audit", (join) =>
      join.onRef("audit.subject", "=", "requests.request_id").on("audit.action", "=", "answerByPolicy"),
    )
    .selectAll("requests")
    .where("requests.holder", "=", memberId)
    .where((row) =>
      row.or([
        row("requests.block_number", ">", after.block_number),
        row.and([
          row("requests.block_number", "=", after.block_number),
          row("requests.log_index", ">", after.log_index),
        ]),
      ]),
    )
    .where("grants.grant_id", "is", null)
    .where("refused.request_id", "is", null)
    .where("audit.sequence", "is", null)
    .orderBy("requests.block_number")
    .orderBy("requests.log_index")
    .limit(MAX_REQUESTS)
    .execute();
}

/** What a request is judged by. */
interface Standing {
  readonly policy: Policy;
  /** All that this member is a party of. */
  readonly agreements: readonly FoldedAgreement[];
}

async function allowedBy(gateway: Gateway, standing: Standing, row: RequestRow): Promise<Allowed | undefined> {
  const [asking] = await readMembers(gateway.database, [row.requester]);
  const scope = await scopeOfDigest(gateway.database, row.scope);
  const purpose = rowByCode(PURPOSES, row.purpose)?.name;
  const kinds = await ownKinds(gateway, row);
  if (!asking || scope === undefined || purpose === undefined || kinds.length === 0) return undefined;
  const sharing = { granter: gateway.memberId, reader: row.requester };
  const timeSeconds = await chainNow(gateway);
  const covering = standing.agreements.filter((agreement) =>
    kinds.every((kind) => isAgreed(agreement, { ...sharing, kind }, timeSeconds)),
  );
  const question = { member: asking.member, scope, purpose };
  const isConsignment = row.is_consignment === 1;
  return allowedFor(standing.policy, question, { kinds, covering, isConsignment });
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
