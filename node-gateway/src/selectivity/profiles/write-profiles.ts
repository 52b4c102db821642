import { type Json, type Profile, readSignedProfile, signProfile } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { ProfileVersionRow } from "../../database/schema/selectivity.ts";
import type { Schema } from "../../database/schema.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { isSignedByMember } from "../../peers/wire/member-key.ts";
import type { Writing } from "../../usecases/views.ts";
import { writeOnce } from "../../usecases/write-once.ts";
import {
  approvedRows,
  findProfile,
  lastVersion,
  MAX_IN_FORCE,
  type ProfileView,
  profileFrom,
  profileIn,
  profileView,
  subjectOf,
  versionIn,
} from "./profile-rows.ts";

interface Draft {
  readonly profile: Profile;
  readonly sourceMember: number;
  readonly route: "draftProfile" | "importProfile";
}

/** Drafts a profile, or a new version of one; its version is the next, whatever it says. @throws PROFILE_INVALID */
export async function draftProfile(
  gateway: Gateway,
  input: Writing & { readonly profile: unknown },
): Promise<ProfileView> {
  const profile = profileFrom({ ...(input.profile as object), version: 1 });
  return draft(gateway, input, { profile, sourceMember: gateway.memberId, route: "draftProfile" });
}

/**
 * Takes over a profile that a member signed, as a draft: it holds no code, and nothing of it is in force before two
 * officers here want it.
 * @throws PROFILE_FORGED; SdkError MESSAGE_INVALID, STATEMENT_INVALID
 */
export async function importProfile(gateway: Gateway, input: Writing & { readonly jws: string }): Promise<ProfileView> {
  const { claims, jws } = readSignedProfile(input.jws);
  const asked = { memberId: claims.issuer, use: "statement" as const, atSeconds: claims.issuedAt };
  if (!(await isSignedByMember(gateway.database, jws, { ...asked, nowSeconds: gateway.clock() }))) {
    throw new GatewayError("PROFILE_FORGED", "The profile is not signed with a key that its member had on that day.");
  }
  return draft(gateway, input, { profile: claims.profile, sourceMember: claims.issuer, route: "importProfile" });
}

async function draft(
  gateway: Gateway,
  writing: Writing,
  { profile, sourceMember, route }: Draft,
): Promise<ProfileView> {
  const subject = await writeOnce(gateway, writing, {
    ...{ route, content: profile as unknown as Json },
    work: async (transaction, timeSeconds) => {
      const version = (await lastVersion(transaction, profile.name)) + 1;
      const numbered: Profile = { ...profile, version };
      await transaction
        .insertInto("profile_versions")
        .values({
          ...{ name: profile.name, version, state: "draft", profile: JSON.stringify(numbered) },
          ...{ author: writing.actor, source_member: sourceMember, approver: null, jws: null },
          ...{ hits_without_selection: 0, created_at_seconds: timeSeconds, approved_at_seconds: null },
          ...{ retired_at_seconds: null, retired_because: null },
        })
        .execute();
      return subjectOf(profile.name, version);
    },
  });
  return viewOf(gateway, subject);
}

const viewOf = async ({ database }: Gateway, subject: string): Promise<ProfileView> => {
  const { name, version } = versionIn(subject);
  return profileView(await findProfile(database, name, version));
};

export interface ProfileChange extends Writing {
  readonly name: string;
  readonly version: number;
}

/**
 * Puts a draft in force, signed by this member; the version before it retires in the same breath. Who wrote it does not
 * approve it.
 * @throws PROFILE_NOT_FOUND, PROFILE_NOT_DRAFT, PROFILE_SECOND_PERSON, PROFILES_TOO_MANY
 */
export async function approveProfile(gateway: Gateway, input: ProfileChange): Promise<ProfileView> {
  const { name, version, actor } = input;
  const subject = await writeOnce(gateway, input, {
    ...{ route: "approveProfile", content: { name, version } },
    work: async (transaction, timeSeconds) => {
      const row = await findProfile(transaction, name, version);
      await requireApprovable(transaction, row, actor);
      const claims = { issuer: gateway.memberId, issuedAt: timeSeconds, profile: profileIn(row) };
      const jws = signProfile(claims, gateway.keys.statement);
      const before = { name, version: undefined, because: `Version ${version} took its place.`, timeSeconds };
      await retire(transaction, before);
      await transaction
        .updateTable("profile_versions")
        .set({ state: "approved", approver: actor, jws, approved_at_seconds: timeSeconds })
        .where("name", "=", name)
        .where("version", "=", version)
        .execute();
      return subjectOf(name, version);
    },
  });
  return viewOf(gateway, subject);
}

async function requireApprovable(
  transaction: Transaction<Schema>,
  row: ProfileVersionRow,
  actor: string,
): Promise<void> {
  if (row.state !== "draft") throw new GatewayError("PROFILE_NOT_DRAFT", "Only a draft is approved.");
  if (row.author === actor) {
    throw new GatewayError("PROFILE_SECOND_PERSON", "Who wrote a profile does not approve it; another officer does.");
  }
  const others = (await approvedRows(transaction)).filter(({ name }) => name !== row.name);
  if (others.length >= MAX_IN_FORCE) {
    throw new GatewayError("PROFILES_TOO_MANY", `${MAX_IN_FORCE} profiles are in force; retire one first.`);
  }
}

/** Takes a profile out of force. @throws PROFILE_NOT_FOUND, PROFILE_NOT_APPROVED */
export async function retireProfile(
  gateway: Gateway,
  input: ProfileChange & { readonly reason: string },
): Promise<ProfileView> {
  const { name, version, reason } = input;
  const subject = await writeOnce(gateway, input, {
    ...{ route: "retireProfile", content: { name, version, reason } },
    work: async (transaction, timeSeconds) => {
      const row = await findProfile(transaction, name, version);
      if (row.state !== "approved") throw new GatewayError("PROFILE_NOT_APPROVED", "The profile is not in force.");
      await retire(transaction, { name, version, because: reason, timeSeconds });
      return subjectOf(name, version);
    },
  });
  return viewOf(gateway, subject);
}

interface Retirement {
  readonly name: string;
  /** Undefined for whichever is in force. */
  readonly version: number | undefined;
  readonly because: string;
  readonly timeSeconds: number;
}

/** Retires a version that is in force; one that is not stays as it is. */
export async function retire(transaction: Transaction<Schema>, { name, version, ...why }: Retirement): Promise<void> {
  let query = transaction
    .updateTable("profile_versions")
    .set({ state: "retired", retired_at_seconds: why.timeSeconds, retired_because: why.because })
    .where("name", "=", name)
    .where("state", "=", "approved");
  if (version !== undefined) query = query.where("version", "=", version);
  await query.execute();
}
