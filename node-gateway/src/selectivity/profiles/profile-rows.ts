import { compileRuleSet, type Json, type Profile, parseJson, printRule, type RuleSet, readProfile } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import type { ProfileVersionRow } from "../../database/schema/selectivity.ts";
import { GatewayError } from "../../errors.ts";

/** The most profiles that are in force at once. */
export const MAX_IN_FORCE = 5_000;

/** A version of a profile as officers see it. */
export interface ProfileView {
  readonly name: string;
  readonly version: number;
  readonly state: ProfileVersionRow["state"];
  readonly profile: Profile;
  /** The rule as its text. */
  readonly text: string;
  readonly author: string;
  readonly sourceMember: number;
  readonly approver: string | null;
  /** As this member signed it, for other members; null before it is approved. */
  readonly jws: string | null;
  readonly hitsWithoutSelection: number;
  readonly createdAtSeconds: number;
  readonly approvedAtSeconds: number | null;
  readonly retiredAtSeconds: number | null;
  readonly retiredBecause: string | null;
}

export function profileView(row: ProfileVersionRow): ProfileView {
  const profile = profileIn(row);
  return {
    ...{ name: row.name, version: row.version, state: row.state, profile, text: printRule(profile.rule) },
    ...{ author: row.author, sourceMember: row.source_member, approver: row.approver, jws: row.jws },
    hitsWithoutSelection: row.hits_without_selection,
    createdAtSeconds: row.created_at_seconds,
    approvedAtSeconds: row.approved_at_seconds,
    retiredAtSeconds: row.retired_at_seconds,
    retiredBecause: row.retired_because,
  };
}

export const profileIn = (row: Pick<ProfileVersionRow, "profile">): Profile => JSON.parse(row.profile) as Profile;

/** A version of a profile, the newest by default. @throws PROFILE_NOT_FOUND */
export async function findProfile(database: Database, name: string, version?: number): Promise<ProfileVersionRow> {
  let query = database.selectFrom("profile_versions").selectAll().where("name", "=", name);
  if (version !== undefined) query = query.where("version", "=", version);
  const row = await query.orderBy("version", "desc").executeTakeFirst();
  if (!row) throw new GatewayError("PROFILE_NOT_FOUND", "No profile of this name and version is kept here.");
  return row;
}

export async function lastVersion(database: Database, name: string): Promise<number> {
  const { last } = await database
    .selectFrom("profile_versions")
    .select((row) => row.fn.max("version").as("last"))
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

/** Profiles that are approved and not retired, by name. */
export const approvedRows = (database: Database): Promise<ProfileVersionRow[]> =>
  database.selectFrom("profile_versions").selectAll().where("state", "=", "approved").orderBy("name").execute();

const COMPILED = new WeakMap<Database, { readonly stamp: string; readonly ruleSet: RuleSet }>();

/** The rule set in force; compiled again only when a profile came or went. */
export async function ruleSetInForce(database: Database): Promise<RuleSet> {
  const rows = await approvedRows(database);
  const stamp = rows.map(({ name, version }) => `${name} ${version}`).join(",");
  const kept = COMPILED.get(database);
  if (kept?.stamp === stamp) return kept.ruleSet;
  const ruleSet = compileRuleSet(rows.map(profileIn));
  COMPILED.set(database, { stamp, ruleSet });
  return ruleSet;
}

/** A profile from the JSON of a request, by the SDK's form. @throws SdkError PROFILE_INVALID */
export const profileFrom = (given: unknown): Profile => readProfile(parseJson(JSON.stringify(given)) as Json);

/** What a write about a version names in audit log and idempotency record. */
export const subjectOf = (name: string, version: number): string => `profile ${name} ${version}`;

/** The version that such a subject names. */
export function versionIn(subject: string): { readonly name: string; readonly version: number } {
  const [, name = "", version = "0"] = subject.split(" ");
  return { name, version: Number(version) };
}
