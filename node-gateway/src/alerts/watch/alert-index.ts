import { type AlertIndex, compileAlerts, type Hex32, readAlert, type WatchedAlert } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import type { AlertRow } from "../../database/schema/alerts.ts";
import type { Gateway } from "../../gateway.ts";
import { type IndexedMember, readMembers } from "../../indexer/members.ts";
import { keyIn } from "../../peers/wire/member-key.ts";
import { chainNow } from "../../sharing/clock.ts";
import { alertAgreement } from "../consortium.ts";
import { findAlert } from "../find-alert.ts";
import { openHeldNominal } from "../sealed-nominal.ts";

interface Kept {
  /** What the index was made of. */
  readonly stamp: string;
  readonly index: AlertIndex;
  /** By alert, version and when it was named: so that one that comes does not have all others read again. */
  readonly watched: ReadonlyMap<string, Signed>;
}

/** An alert with the key that it is signed with. */
interface Signed extends WatchedAlert {
  readonly kid: string;
}

const KEPT = new WeakMap<Database, Kept>();

/**
 * The alerts that documents are compared with now: the newest version of each that is not over, not taken back, under no
 * agreement that sleeps, of a member that is not suspended, and signed with a key that is not stolen. Made anew when one
 * came, somebody was named, or an agreement or a member changed.
 */
export async function alertIndex(gateway: Gateway): Promise<AlertIndex> {
  const asleep = await sleepingAgreements(gateway);
  const stamp = await stampOf(gateway, asleep);
  const kept = KEPT.get(gateway.database);
  if (kept?.stamp === stamp) return kept.index;
  const keys = (await watchedKeys(gateway)).filter(({ agreement_id }) => !asleep.has(agreement_id ?? ""));
  const members = await readMembers(gateway.database);
  const watched = new Map<string, Signed>();
  for (const key of keys) {
    const name = `${key.alert_id} ${key.version} ${key.named_at}`;
    const known = kept?.watched.get(name) ?? (await readWatched(gateway, key));
    if (known) watched.set(name, known);
  }
  const index = compileAlerts([...watched.values()].filter((one) => isVouchedFor(gateway, members, one)));
  KEPT.set(gateway.database, { stamp, index, watched });
  return index;
}

/** These alerts alone, made ready. */
export async function indexOf(gateway: Gateway, rows: readonly AlertRow[]): Promise<AlertIndex> {
  const members = await readMembers(gateway.database);
  const watched = await Promise.all(rows.map((row) => readWatched(gateway, row)));
  return compileAlerts(watched.filter((one) => one !== undefined).filter((one) => isVouchedFor(gateway, members, one)));
}

/** Agreements that alerts are shared under and that are not in force. */
export async function sleepingAgreements(gateway: Gateway): Promise<ReadonlySet<Hex32>> {
  const timeSeconds = await chainNow(gateway);
  const rows = await gateway.database
    .selectFrom("alerts")
    .select("agreement_id")
    .distinct()
    .where("is_latest", "=", 1)
    .where("agreement_id", "is not", null)
    .where("valid_until_seconds", ">", gateway.clock())
    .execute();
  const asleep = new Set<Hex32>();
  for (const agreementId of rows.flatMap(({ agreement_id }) => agreement_id ?? [])) {
    const agreement = await alertAgreement(gateway.database, agreementId, timeSeconds);
    if (agreement?.isInForce !== true) asleep.add(agreementId);
  }
  return asleep;
}

async function stampOf({ database, keys }: Gateway, asleep: ReadonlySet<Hex32>): Promise<string> {
  const alerts = await database
    .selectFrom("alerts")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const nominals = await database
    .selectFrom("alert_nominals")
    .select((row) => [row.fn.countAll<number>().as("count"), row.fn.max("received_at_seconds").as("last")])
    .executeTakeFirstOrThrow();
  const members = await database
    .selectFrom("member_events")
    .select((row) => [row.fn.countAll<number>().as("count"), row.fn.max("block_number").as("last")])
    .executeTakeFirstOrThrow();
  const said = [members.count, members.last];
  return JSON.stringify(
    [...said, alerts.last, nominals.count, nominals.last, keys.sealing.x, [...asleep].sort()].map(String),
  );
}

/** Whether its issuer still stands for an alert: a member that is not suspended, with a key that is not stolen. */
function isVouchedFor(
  { clock }: Gateway,
  members: readonly IndexedMember[],
  { kid, alert: { issuer: memberId, issuedAt: atSeconds } }: Signed,
): boolean {
  const found = members.find(({ member }) => member.memberId === memberId)?.member;
  if (found?.status !== "active") return false;
  return keyIn(found, { memberId, kid, use: "statement", atSeconds, nowSeconds: clock() }) !== undefined;
}

interface WatchedKey {
  readonly alert_id: string;
  readonly version: number;
}

/** Of every alert that may be met, without its text. */
const watchedKeys = ({ database, clock }: Gateway) =>
  database
    .selectFrom("alerts")
    .leftJoin("alert_nominals as nominal", (join) =>
      join.onRef("nominal.alert_id", "=", "alerts.alert_id").onRef("nominal.version", "=", "alerts.version"),
    )
    .select(["alerts.alert_id", "alerts.version", "alerts.agreement_id", "nominal.received_at_seconds as named_at"])
    .where("is_latest", "=", 1)
    .where("is_withdrawn", "=", 0)
    .where("valid_until_seconds", ">", clock())
    .execute();

/** An alert with whom it means, where that is here. */
async function readWatched(gateway: Gateway, { alert_id, version }: WatchedKey): Promise<Signed | undefined> {
  const row = await findAlert(gateway.database, alert_id, version);
  if (!row) return undefined;
  const { claims: alert, jws } = readAlert(row.alert);
  const nominal = await openHeldNominal(gateway, row);
  return { alert, kid: jws.kid, ...(nominal && { nominal }) };
}
