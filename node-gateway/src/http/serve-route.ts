import type { Request, RequestHandler, Response } from "express";
import { GatewayError } from "../errors.ts";
import { rememberToken } from "../identity/remember-token.ts";
import { assertBody, type TokenOfPeer } from "../peers/wire/transport-token.ts";
import { authorise } from "./authorise.ts";
import { type BodySource, bytesOf, mediaTypeOf, refuseTooLarge } from "./body.ts";
import { judge } from "./judge.ts";
import { readIdempotencyKey, readMetadata } from "./read-headers.ts";
import { isReplay } from "./replay.ts";
import type { Answer, Route, Service } from "./route.ts";

/**
 * The handler of a row: the whole way of a request. Cheap refusals come first, and nothing of a body is read before the
 * caller may send one.
 */
export function serveRoute(route: Route, service: Service): RequestHandler {
  return async (request, response) => {
    const mediaTypes = Object.values(route.replies).map((reply) => reply.mediaType ?? "application/json");
    if (!request.accepts(mediaTypes)) {
      throw new GatewayError("ACCEPT_UNKNOWN", `This route answers with ${mediaTypes.join(" or ")}.`);
    }
    const { actor, scopes, token } = await authorise(route.access, request, service);
    refuseBody(route, request, service);
    const source = token ? await vouchedFor(token, { route, request, service }) : request;
    const call = {
      service,
      actor,
      scopes,
      peer: token?.memberId ?? 0,
      params: judge(route.params, request.params, "path"),
      query: judge(route.query, { ...request.query }, "query"),
      idempotencyKey: route.changes ? readIdempotencyKey(request) : "",
      metadata: route.metadata && readMetadata(request, route.metadata),
      body: await route.body?.read(source, service.config.limits),
    };
    const { operationId } = route;
    if (await isReplay(service.gateway, { operationId, ...call })) response.set("idempotency-replayed", "true");
    send(response, route, await route.handler(call));
  };
}

/**
 * The body of a gateway's call, hashed before anything in it is parsed, after its token is noted as used. The token is
 * noted first and for itself: whoever fails after it makes another, so that no handler can forget.
 * @throws GatewayError PEER_TOKEN_INVALID, PEER_TOKEN_REPLAYED, REQUEST_TOO_LARGE
 */
async function vouchedFor(
  token: TokenOfPeer,
  { route, request, service }: { route: Route; request: Request; service: Service },
): Promise<BodySource> {
  const { gateway, config } = service;
  const bytes = route.body ? await bytesOf(request, config.limits[route.body.limit]) : new Uint8Array();
  assertBody(token, bytes);
  const used = { issuer: token.memberId, jti: token.jti, expiresAtSeconds: token.expiresAtSeconds };
  await gateway.database.transaction().execute((transaction) => rememberToken(transaction, used));
  return {
    headers: request.headers,
    async *[Symbol.asyncIterator]() {
      yield bytes;
    },
  };
}

function refuseBody(route: Route, request: Request, { config }: Service): void {
  const { body } = route;
  if (body === undefined) return; // A body nobody asked for is not read.
  const mediaType = mediaTypeOf(request);
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (mediaType === undefined || !body.takes(mediaType) || encoding !== "identity") {
    throw new GatewayError(
      "MEDIA_TYPE_UNKNOWN",
      `This route takes ${Object.keys(body.content).join(", ")}, not compressed.`,
    );
  }
  refuseTooLarge(request, config.limits[body.limit]);
}

function send(response: Response, route: Route, { status, body, headers = {} }: Answer): void {
  const mediaType = route.replies[status]?.mediaType ?? "application/json";
  response.status(status).set(headers);
  if (!response.hasHeader("content-type")) response.type(mediaType);
  if (body instanceof Uint8Array) response.end(body);
  else response.end(typeof body === "string" && mediaType !== "application/json" ? body : JSON.stringify(body));
}
