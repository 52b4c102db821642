import { type AlertIndex, compileAlerts, type Hex32, type WatchedAlert } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import type { AlertRow } from "../../database/schema/alerts.ts";
import type { Gateway } from "../../gateway.ts";
import { chainNow } from "../../sharing/clock.ts";
import { alertAgreement } from "../consortium.ts";
import { alertIn } from "../find-alert.ts";
import { unsealNominal } from "../sealed-nominal.ts";

interface Kept {
  /** What the index was made of. */
  readonly stamp: string;
  readonly index: AlertIndex;
}

const KEPT = new WeakMap<Database, Kept>();

/**
 * The alerts that documents are compared with now: the newest version of each that is not over, not taken back, and under
 * no agreement that sleeps. Made anew when one came, somebody was named, or an agreement changed.
 */
export async function alertIndex(gateway: Gateway): Promise<AlertIndex> {
  const asleep = await sleepingAgreements(gateway);
  const stamp = await stampOf(gateway, asleep);
  const kept = KEPT.get(gateway.database);
  if (kept?.stamp === stamp) return kept.index;
  const rows = (await watchedRows(gateway)).filter(({ agreement_id }) => !asleep.has(agreement_id ?? ""));
  const index = compileAlerts(await withNominals(gateway, rows));
  KEPT.set(gateway.database, { stamp, index });
  return index;
}

/** These alerts alone, made ready. */
export const indexOf = async (gateway: Gateway, rows: readonly AlertRow[]): Promise<AlertIndex> =>
  compileAlerts(await withNominals(gateway, rows));

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
  return JSON.stringify([alerts.last, nominals.count, nominals.last, keys.sealing.x, [...asleep].sort()].map(String));
}

function watchedRows({ database, clock }: Gateway): Promise<AlertRow[]> {
  return database
    .selectFrom("alerts")
    .selectAll()
    .where("is_latest", "=", 1)
    .where("is_withdrawn", "=", 0)
    .where("valid_until_seconds", ">", clock())
    .execute();
}

async function withNominals(gateway: Gateway, rows: readonly AlertRow[]): Promise<WatchedAlert[]> {
  const nominals = await gateway.database.selectFrom("alert_nominals").selectAll().execute();
  const byAlert = new Map(nominals.map((nominal) => [`${nominal.alert_id} ${nominal.version}`, nominal]));
  const watched: WatchedAlert[] = [];
  for (const row of rows) {
    const alert = alertIn(row);
    const sealed = byAlert.get(`${row.alert_id} ${row.version}`);
    const given = sealed && { blob: sealed.blob, wrappedKey: sealed.wrapped_key };
    const opening = { alertId: row.alert_id, patterns: alert.patterns.length };
    const nominal = given && (await unsealNominal(gateway, given, opening));
    watched.push({ alert, ...(nominal && { nominal }) });
  }
  return watched;
}
