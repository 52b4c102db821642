import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../../usecases/page.ts";
import type { Page } from "../../usecases/views.ts";
import { findProfile, type ProfileView, profileView } from "./profile-rows.ts";

export interface ListProfilesInput {
  readonly state?: "draft" | "approved" | "retired";
  readonly after?: string;
  readonly limit?: number;
}

/** Versions of profiles by name, the newest of a name first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listProfiles({ database }: Gateway, input: ListProfilesInput): Promise<Page<ProfileView>> {
  const limit = limitOf(input.limit);
  const offset = input.after === undefined ? 0 : positionOf(input.after);
  let query = database.selectFrom("profile_versions").selectAll().orderBy("name").orderBy("version", "desc");
  if (input.state) query = query.where("state", "=", input.state);
  const rows = await query
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const next = rows.length > limit ? String(offset + limit) : null;
  return { items: rows.slice(0, limit).map(profileView), next };
}

/** A version of a profile, the newest by default. @throws PROFILE_NOT_FOUND */
export const getProfile = async (
  { database }: Gateway,
  { name, version }: { readonly name: string; readonly version?: number },
): Promise<ProfileView> => profileView(await findProfile(database, name, version));
