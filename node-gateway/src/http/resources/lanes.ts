import { z } from "zod";
import { laneFigures as figuresOf } from "../../selectivity/lanes/figures.ts";
import { readStandingSettings, setLaneSettings } from "../../selectivity/lanes/lane-settings.ts";
import { getAssessment, listQueue } from "../../selectivity/lanes/list-queue.ts";
import { markStep, recordOutcome, release, reroute } from "../../selectivity/lanes/work-lane.ts";
import { explainProfilesOn } from "../../selectivity/profiles/try-profile.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import {
  assessmentDetail,
  assessmentPage,
  checklistMark,
  laneFigures,
  newLane,
  newLaneSettings,
  newOutcome,
  standingLaneSettings,
} from "../schemas/lanes.ts";
import { explainedProfiles, laneName, profileName } from "../schemas/profiles.ts";
import { limit, nothing, numberText, documentParams as params, sought } from "../schemas/words.ts";

const tag = "lanes";
const replies = { 200: { description: "The declaration in its lane.", schema: assessmentDetail } };
const work = { method: "post", tag, access: "lanes:write", changes: true, params, replies } as const;
const moment = numberText(0, 4_102_444_800).exactOptional();

export const LANE_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/lanes",
    operationId: "listQueue",
    summary: "Declarations in their lanes, who waits longest first",
    tag,
    access: "lanes:read",
    query: z.strictObject({
      lane: laneName.exactOptional(),
      office: sought(64).exactOptional(),
      state: z.enum(["waiting", "released", "all"]).exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: assessmentPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({ status: 200, body: withCursor(await listQueue(service.gateway, query)) }),
  }),
  route({
    method: "get",
    path: "/v1/lanes/settings",
    operationId: "getLaneSettings",
    summary: "Rates, capacities and checklists of the lanes",
    tag,
    access: "lanes:read",
    replies: { 200: { description: "The version in force; 0 before the first.", schema: standingLaneSettings } },
    handler: async ({ service }) => ({ status: 200, body: await readStandingSettings(service.gateway.database) }),
  }),
  route({
    method: "post",
    path: "/v1/lanes/settings",
    operationId: "setLaneSettings",
    summary: "Put new settings in force for what is decided from now on",
    tag,
    access: "lanes:admin",
    changes: true,
    body: jsonBody(newLaneSettings, "dossierBytes"),
    replies: { 200: { description: "In force.", schema: standingLaneSettings } },
    problems: ["LANE_SETTINGS_INVALID"],
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await setLaneSettings(service.gateway, { ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/lanes/figures",
    operationId: "laneFigures",
    summary: "Time to release, inspection and hit rates, by lane, office, profile, model and for the random part",
    tag,
    access: "lanes:read",
    query: z.strictObject({ fromSeconds: moment, untilSeconds: moment }),
    replies: { 200: { description: "The figures.", schema: laneFigures } },
    handler: async ({ service, query }) => ({ status: 200, body: await figuresOf(service.gateway, query) }),
  }),
  route({
    method: "get",
    path: "/v1/lanes/{documentId}",
    operationId: "getAssessment",
    summary: "A decision with its signals, steps, checklist and outcomes",
    tag,
    access: "lanes:read",
    params,
    replies,
    problems: ["ASSESSMENT_NOT_FOUND"],
    handler: async ({ service, params: it }) => ({ status: 200, body: await getAssessment(service.gateway, it) }),
  }),
  route({
    method: "get",
    path: "/v1/lanes/{documentId}/profiles",
    operationId: "explainProfiles",
    summary: "Why each profile in force, or a named one, hits a declaration or does not",
    tag,
    // It shows what the conditions saw, which is what the document says.
    access: "documents:read",
    params,
    query: z.strictObject({ name: profileName.exactOptional() }),
    replies: { 200: { description: "Condition by condition.", schema: explainedProfiles } },
    problems: ["ASSESSMENT_NOT_FOUND", "PROFILE_NOT_FOUND", "DOCUMENT_NOT_FOUND"],
    handler: async ({ service, params: it, query, actor }) => ({
      status: 200,
      body: await explainProfilesOn(service.gateway, { ...it, ...query, actor }),
    }),
  }),
  route({
    ...work,
    path: "/v1/lanes/{documentId}/reroute",
    operationId: "rerouteDeclaration",
    summary: "Send a declaration to another lane, with a reason",
    access: "lanes:reroute",
    body: jsonBody(newLane),
    problems: ["ASSESSMENT_NOT_FOUND", "ASSESSMENT_RELEASED", "LANE_UNCHANGED"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await reroute(service.gateway, { ...it, ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    ...work,
    path: "/v1/lanes/{documentId}/steps",
    operationId: "markStep",
    summary: "Note a step of the checklist as done",
    body: jsonBody(checklistMark),
    problems: ["ASSESSMENT_NOT_FOUND", "ASSESSMENT_RELEASED", "CHECKLIST_STEP_UNKNOWN"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await markStep(service.gateway, { ...it, ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    ...work,
    path: "/v1/lanes/{documentId}/outcomes",
    operationId: "recordOutcome",
    summary: "Record what an inspection, a check or an audit found",
    body: jsonBody(newOutcome),
    problems: ["ASSESSMENT_NOT_FOUND", "DOCUMENT_NOT_FOUND"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await recordOutcome(service.gateway, { ...it, ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    ...work,
    path: "/v1/lanes/{documentId}/release",
    operationId: "releaseDeclaration",
    summary: "Release a declaration whose checklist is done",
    body: jsonBody(nothing),
    problems: ["ASSESSMENT_NOT_FOUND", "ASSESSMENT_RELEASED", "CHECKLIST_INCOMPLETE"],
    handler: async ({ service, params: it, actor, idempotencyKey }) => ({
      status: 200,
      body: await release(service.gateway, { ...it, actor, idempotencyKey }),
    }),
  }),
];
