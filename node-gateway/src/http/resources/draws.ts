import { z } from "zod";
import { listDuty, setDuty } from "../../usecases/draws/duty.ts";
import { listDrawnDecisions, listDrawnDeclarations } from "../../usecases/draws/evidence.ts";
import { getPeriod, listPeriods } from "../../usecases/draws/periods.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import {
  drawnDecisionPage,
  drawnDeclarationPage,
  drawPeriod,
  drawPeriodPage,
  duty,
  dutyList,
} from "../schemas/draws.ts";
import { limit, numberText } from "../schemas/words.ts";

const read = { method: "get", tag: "draws", access: "draws:read" } as const;
const number = numberText(1, 0xffffffff);
const params = z.strictObject({ memberId: number, period: number });
const paging = z.strictObject({ after, limit });
const FAULTS = ["DRAW_PERIOD_NOT_FOUND", "CURSOR_INVALID", "QUERY_INVALID"] as const;

export const DRAW_ROUTES: readonly Route[] = [
  route({
    ...read,
    path: "/v1/draws",
    operationId: "listDrawPeriods",
    summary: "Periods of a member's random draws, the newest first",
    query: z.strictObject({ memberId: number.exactOptional(), after, limit }),
    replies: { 200: { description: "One page.", schema: drawPeriodPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listPeriods(service.gateway, query)),
    }),
  }),
  route({
    ...read,
    path: "/v1/draws/{memberId}/{period}",
    operationId: "getDrawPeriod",
    summary: "A period of random draws: its commitment, and its seed once that is revealed",
    params,
    replies: { 200: { description: "The period.", schema: drawPeriod } },
    problems: ["DRAW_PERIOD_NOT_FOUND"],
    handler: async ({ service, params: it }) => ({ status: 200, body: await getPeriod(service.gateway, it) }),
  }),
  route({
    ...read,
    path: "/v1/draws/{memberId}/{period}/declarations",
    operationId: "listDrawnDeclarations",
    summary: "Declarations of a period that the member had to decide, with the blocks that anchored them",
    params,
    query: paging,
    replies: { 200: { description: "One page.", schema: drawnDeclarationPage } },
    problems: FAULTS,
    handler: async ({ service, params: it, query }) => ({
      status: 200,
      body: withCursor(await listDrawnDeclarations(service.gateway, { ...it, ...query })),
    }),
  }),
  route({
    ...read,
    path: "/v1/draws/{memberId}/{period}/decisions",
    operationId: "listDrawnDecisions",
    summary: "Lane decisions that the member anchored since a period began; opening another member's is a reading",
    params,
    query: paging,
    replies: { 200: { description: "One page.", schema: drawnDecisionPage } },
    problems: FAULTS,
    handler: async ({ service, params: it, query, actor }) => ({
      status: 200,
      body: withCursor(await listDrawnDecisions(service.gateway, { ...it, ...query, actor })),
    }),
  }),
  route({
    ...read,
    path: "/v1/duty",
    operationId: "listDuty",
    summary: "Who is on duty, by office",
    replies: { 200: { description: "All offices.", schema: dutyList } },
    handler: async ({ service }) => ({ status: 200, body: await listDuty(service.gateway) }),
  }),
  route({
    method: "post",
    tag: "draws",
    access: "draws:write",
    changes: true,
    path: "/v1/duty",
    operationId: "setDuty",
    summary: "Say who is on duty at an office from now on, for draws to choose from",
    body: jsonBody(duty),
    replies: { 200: { description: "Who is on duty there now.", schema: duty } },
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await setDuty(service.gateway, { ...body, actor, idempotencyKey }),
    }),
  }),
];
