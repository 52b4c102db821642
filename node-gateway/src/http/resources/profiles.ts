import { checkRule, checkRuleText, type Json, parseJson } from "@sealane/sdk";
import { z } from "zod";
import { getProfile, listProfiles } from "../../selectivity/profiles/list-profiles.ts";
import { tryProfile } from "../../selectivity/profiles/try-profile.ts";
import {
  approveProfile,
  draftProfile,
  importProfile,
  retireProfile,
} from "../../selectivity/profiles/write-profiles.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import {
  newProfile,
  profileName,
  profilePage,
  profileVersion,
  ruleFaults,
  triedProfile,
  version,
} from "../schemas/profiles.ts";
import { compactJws, limit, numberText, words } from "../schemas/words.ts";

const tag = "profiles";
const params = z.strictObject({ name: profileName });
const replies = { 200: { description: "The version.", schema: profileVersion } };

/** The rule of a request, in either form; JSON comes again through the strict reader, so that no name means more. */
function checked({ text, rule }: { readonly text?: string; readonly rule?: unknown }) {
  const result = text === undefined ? checkRule(parseJson(JSON.stringify(rule ?? null)) as Json) : checkRuleText(text);
  return "faults" in result ? { faults: result.faults, rule: null } : { faults: [], rule: result.rule };
}

export const PROFILE_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/profiles",
    operationId: "listProfiles",
    summary: "Versions of the risk profiles, by name, the newest first",
    tag,
    access: "profiles:read",
    query: z.strictObject({ state: z.enum(["draft", "approved", "retired"]).exactOptional(), after, limit }),
    replies: { 200: { description: "One page.", schema: profilePage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listProfiles(service.gateway, query)),
    }),
  }),
  route({
    method: "post",
    path: "/v1/profiles",
    operationId: "draftProfile",
    summary: "Draft a risk profile, or the next version of one",
    tag,
    access: "profiles:write",
    changes: true,
    body: jsonBody(newProfile, "dossierBytes"),
    replies,
    problems: ["PROFILE_INVALID"],
    handler: async ({ service, body: profile, actor, idempotencyKey }) => ({
      status: 200,
      body: await draftProfile(service.gateway, { profile, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/profiles/import",
    operationId: "importProfile",
    summary: "Take over a profile that another member signed, as a draft",
    tag,
    access: "profiles:write",
    changes: true,
    body: jsonBody(z.strictObject({ jws: compactJws }).meta({ id: "SignedProfile" })),
    replies,
    problems: ["PROFILE_FORGED", "MESSAGE_INVALID", "STATEMENT_INVALID"],
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await importProfile(service.gateway, { ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/profiles/validate",
    operationId: "validateRule",
    summary: "Check a rule, as text or as JSON: what is wrong, and where",
    tag,
    access: "profiles:read",
    body: jsonBody(
      z
        .strictObject({ text: z.string().max(65_536).exactOptional(), rule: z.looseObject({}).exactOptional() })
        .meta({ id: "RuleToCheck" }),
      "dossierBytes",
    ),
    replies: { 200: { description: "Its faults, or the rule.", schema: ruleFaults } },
    handler: async ({ body }) => ({ status: 200, body: checked(body) }),
  }),
  route({
    method: "post",
    path: "/v1/profiles/try",
    operationId: "tryProfile",
    summary: "Run a profile over the declarations that were decided, without putting it in force",
    tag,
    access: "profiles:read",
    body: jsonBody(
      z.strictObject({ profile: newProfile, days: z.int().min(1).max(3_650) }).meta({ id: "ProfileToTry" }),
      "dossierBytes",
    ),
    replies: { 200: { description: "Hits, precision and load.", schema: triedProfile } },
    problems: ["PROFILE_INVALID"],
    handler: async ({ service, body, actor }) => ({
      status: 200,
      body: await tryProfile(service.gateway, { ...body, actor }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/profiles/{name}",
    operationId: "getProfile",
    summary: "A version of a profile, the newest by default",
    tag,
    access: "profiles:read",
    params,
    query: z.strictObject({ version: numberText(1, 0xffffffff).exactOptional() }),
    replies,
    problems: ["PROFILE_NOT_FOUND"],
    handler: async ({ service, params: it, query }) => ({
      status: 200,
      body: await getProfile(service.gateway, { ...it, ...query }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/profiles/{name}/approve",
    operationId: "approveProfile",
    summary: "Put a draft of another officer in force",
    tag,
    access: "profiles:approve",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ version }).meta({ id: "ProfileApproval" })),
    replies,
    problems: ["PROFILE_NOT_FOUND", "PROFILE_NOT_DRAFT", "PROFILE_SECOND_PERSON", "PROFILES_TOO_MANY"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await approveProfile(service.gateway, { ...it, ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/profiles/{name}/retire",
    operationId: "retireProfile",
    summary: "Take a profile out of force",
    tag,
    access: "profiles:approve",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ version, reason: words(500) }).meta({ id: "ProfileRetirement" })),
    replies,
    problems: ["PROFILE_NOT_FOUND", "PROFILE_NOT_APPROVED"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await retireProfile(service.gateway, { ...it, ...body, actor, idempotencyKey }),
    }),
  }),
];
