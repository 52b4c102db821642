import { z } from "zod";
import { getBalance, listBalances } from "../../usecases/ledger/balances.ts";
import { openBalance, type QueuedBalance, reviseBalance, setDrawer } from "../../usecases/ledger/change-balance.ts";
import { drawQuantity, giveBackQuantity } from "../../usecases/ledger/draw.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Answer, type Route, route } from "../route.ts";
import { balance, balancePage, itemNumber, queuedBalance } from "../schemas/ledger.ts";
import { hex32, limit, memberId } from "../schemas/words.ts";
import type { ErrorCode } from "../status-of.ts";

const tag = "ledger";
const params = z.strictObject({ balanceId: hex32 });
const replies = { 202: { description: "Queued for the chain.", schema: queuedBalance } };
const change = { method: "post", tag, access: "ledger:write", changes: true, replies } as const;

const queuedAnswer = (view: QueuedBalance): Answer => ({
  status: 202,
  body: { ...view, statusUrl: `/v1/ledger/${view.balanceId}` },
});

const PAPER: readonly ErrorCode[] = [
  ...(["DOCUMENT_NOT_FOUND", "DOCUMENT_NOT_OWN", "DOCUMENT_NOT_CURRENT", "LEDGER_KIND_INVALID"] as const),
  ...(["QUANTITY_NOT_STATED", "MEMBER_SUSPENDED", "BLOB_NOT_FOUND", "BLOB_CORRUPT", "BLOB_UNAVAILABLE"] as const),
];
const OWN: readonly ErrorCode[] = ["BALANCE_NOT_FOUND", "BALANCE_NOT_OWN"];

export const LEDGER_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/ledger",
    operationId: "listBalances",
    summary: "Balances of what came in, the newest first",
    tag,
    access: "ledger:read",
    query: z.strictObject({
      direction: z.enum(["opened", "drawable"]).exactOptional(),
      documentId: hex32.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: balancePage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listBalances(service.gateway, query)),
    }),
  }),
  route({
    method: "get",
    path: "/v1/ledger/{balanceId}",
    operationId: "getBalance",
    summary: "A balance: what is left of it, and which certificates drew",
    tag,
    access: "ledger:read",
    params,
    replies: { 200: { description: "The balance.", schema: balance } },
    problems: ["BALANCE_NOT_FOUND"],
    handler: async ({ service, params: it }) => ({ status: 200, body: await getBalance(service.gateway, it) }),
  }),
  route({
    ...change,
    path: "/v1/ledger",
    operationId: "openBalance",
    summary: "Open a balance with what an import declaration or free-zone entry of this member states",
    body: jsonBody(
      z
        .strictObject({
          documentId: hex32,
          item: itemNumber.exactOptional(),
          drawers: z.array(memberId).max(32).exactOptional(),
        })
        .meta({ id: "NewBalance" }),
    ),
    problems: [...PAPER, "BALANCE_EXISTS", "READER_INVALID"],
    handler: async ({ service, body, actor, idempotencyKey }) =>
      queuedAnswer(await openBalance(service.gateway, { ...body, actor, idempotencyKey })),
  }),
  route({
    ...change,
    path: "/v1/ledger/{balanceId}/revise",
    operationId: "reviseBalance",
    summary: "Rest a balance on the document that took the place of its own",
    params,
    body: jsonBody(z.strictObject({ documentId: hex32 }).meta({ id: "BalanceRevision" })),
    problems: [...PAPER, ...OWN, "QUANTITY_UNIT_DIFFERS"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedAnswer(await reviseBalance(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
  route({
    ...change,
    path: "/v1/ledger/{balanceId}/drawers",
    operationId: "setDrawer",
    summary: "Let another member's certificates draw from a balance, or no longer",
    params,
    body: jsonBody(z.strictObject({ memberId, isAllowed: z.boolean() }).meta({ id: "Drawer" })),
    problems: [...OWN, "READER_INVALID", "MEMBER_SUSPENDED"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedAnswer(await setDrawer(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
  route({
    ...change,
    path: "/v1/ledger/{balanceId}/draw",
    operationId: "drawQuantity",
    summary: "Draw what a re-export certificate of this member states",
    params,
    body: jsonBody(z.strictObject({ documentId: hex32, item: itemNumber.exactOptional() }).meta({ id: "NewDraw" })),
    problems: [
      ...PAPER,
      ...(["BALANCE_NOT_FOUND", "BALANCE_NOT_CURRENT", "DRAWER_NOT_ALLOWED", "DRAW_EXISTS"] as const),
      ...(["QUANTITY_UNIT_DIFFERS", "QUANTITY_SHORT"] as const),
    ],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedAnswer(await drawQuantity(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
  route({
    ...change,
    path: "/v1/ledger/{balanceId}/give-back",
    operationId: "giveBackQuantity",
    summary: "Give back what a certificate drew that was withdrawn or replaced",
    params,
    body: jsonBody(z.strictObject({ memberId, documentId: hex32 }).meta({ id: "GiveBack" })),
    problems: ["BALANCE_NOT_FOUND", "DRAW_NOT_FOUND", "CERTIFICATE_STANDS"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedAnswer(await giveBackQuantity(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
];
