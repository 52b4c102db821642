import type { PublicKey, Scope } from "@sealane/sdk";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import type { DocumentRow } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { chainNow } from "./clock.ts";
import { findGrant } from "./grant-line.ts";
import { grantStandingFor } from "./grant-standing.ts";
import { scopeOfDigest } from "./known-scopes.ts";
import { sealingKeyOf } from "./wrap-paper.ts";

/** A paper of ours that an effective grant opens and that was not sent under it yet. */
export interface DuePaper {
  readonly grant: GrantRow;
  /** As anchored. */
  readonly document: DocumentRow;
  readonly subjectTag: string;
  readonly scope: Scope;
  /** The key it is sealed to. */
  readonly reader: PublicKey;
}

/**
 * What is to be sent now, at most so much: every own anchored paper, of whatever standing, of every effective grant. Of a
 * consignment that is what was anchored before the grant, and what will be after it.
 */
export async function duePapers(gateway: Gateway, limit: number): Promise<DuePaper[]> {
  const { database } = gateway;
  const timeSeconds = await chainNow(gateway);
  const standings = new Map<string, Promise<string>>();
  const addresses = new Map<string, Promise<Address | undefined>>();
  const due: DuePaper[] = [];
  for (const { grant_id, document_id, kind, subject_tag } of await candidates(gateway, timeSeconds)) {
    const key = `${grant_id} ${kind}`;
    const standing = standings.get(key) ?? grantStandingFor(database, grant_id, { timeSeconds, kind });
    standings.set(key, standing);
    if ((await standing) !== "effective") continue;
    const found = addresses.get(grant_id) ?? addressOf(gateway, grant_id);
    addresses.set(grant_id, found);
    const address = await found;
    const document = await database
      .selectFrom("documents")
      .selectAll()
      .where("document_id", "=", document_id)
      .where("issuer", "=", gateway.memberId)
      .executeTakeFirst();
    if (address && document) due.push({ ...address, document, subjectTag: subject_tag });
    if (due.length === limit) break;
  }
  return due;
}

type Address = Pick<DuePaper, "grant" | "scope" | "reader">;

/** Undefined for a reader without a key, and a scope that was granted elsewhere under our key: both may come yet. */
async function addressOf(gateway: Gateway, grantId: string): Promise<Address | undefined> {
  const grant = await findGrant(gateway.database, grantId);
  const scope = grant && (await scopeOfDigest(gateway.database, grant.scope));
  const reader = grant && (await sealingKeyOf(gateway, grant.reader));
  return grant && scope && reader && { grant, scope, reader };
}

async function candidates({ database, memberId }: Gateway, timeSeconds: number) {
  const of = (column: "document_id" | "subject_tag") =>
    database
      .selectFrom("grants")
      .innerJoin("entries", (join) =>
        join.onRef(`entries.${column}`, "=", "grants.subject").on("entries.member_id", "=", memberId),
      )
      .leftJoin("grant_deliveries as sent", (join) =>
        join.onRef("sent.grant_id", "=", "grants.grant_id").onRef("sent.document_id", "=", "entries.document_id"),
      )
      .leftJoin("grant_withdrawals as ended", "ended.grant_id", "grants.grant_id")
      .select([
        ...(["grants.grant_id", "grants.block_number", "entries.document_id"] as const),
        ...(["entries.kind", "entries.subject_tag"] as const),
      ])
      .distinct()
      .where("grants.owner", "=", memberId)
      .where("grants.is_consignment", "=", column === "subject_tag" ? 1 : 0)
      .where("grants.valid_until_seconds", ">", timeSeconds)
      .where("sent.grant_id", "is", null)
      .where("ended.grant_id", "is", null)
      .execute();
  const rows = [...(await of("document_id")), ...(await of("subject_tag"))];
  return rows.sort((a, b) => a.block_number - b.block_number);
}
