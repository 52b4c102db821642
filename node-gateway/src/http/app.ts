import { randomUUID } from "node:crypto";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { AlertsTooMany } from "../alerts/limit-alerts.ts";
import { GatewayError } from "../errors.ts";
import type { EmbeddedIssuer } from "../identity/embedded-issuer.ts";
import { requestLog } from "../telemetry/request-log.ts";
import { ScopeMissing } from "./authorise.ts";
import { issuerRouter } from "./issuer-router.ts";
import { PROBLEM_TYPE, problemOf } from "./problem.ts";
import type { Service } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { serveRoute } from "./serve-route.ts";

/** The gateway's HTTP application: every route of the table, and problem+json for all the rest. */
export function createApp(service: Service, embedded?: EmbeddedIssuer): Express {
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", "simple");
  app.set("case sensitive routing", true).set("strict routing", true);
  app.use(requestLog(service), securityHeaders);
  if (embedded !== undefined) app.use(issuerRouter(embedded));
  for (const [path, routes] of Map.groupBy(ROUTES, (route) => route.path)) {
    const place = app.route(path.replaceAll(/\{(\w+)\}/g, ":$1"));
    for (const route of routes) {
      place[route.method](nameOperation(route.operationId), serveRoute(route, service));
    }
    place.all(refuseMethod(routes.flatMap(({ method }) => (method === "get" ? ["GET", "HEAD"] : ["POST"]))));
  }
  app.use(() => {
    throw new GatewayError("ROUTE_UNKNOWN", "There is nothing here; /openapi.json lists what there is.");
  });
  app.use(sendProblem(service));
  return app;
}

/** An API answers with data: nothing in it may be sniffed, framed, run or kept by a cache on the way. */
const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  next();
};

const nameOperation =
  (operationId: string): RequestHandler =>
  (_request, response, next) => {
    response.locals["operationId"] = operationId;
    next();
  };

const refuseMethod =
  (allowed: readonly string[]): RequestHandler =>
  (_request, response) => {
    response.set("allow", allowed.join(", "));
    throw new GatewayError("METHOD_UNKNOWN", `This path takes ${allowed.join(", ")}.`);
  };

/** Four parameters, because Express tells error handlers by their number. */
function sendProblem({ gateway }: Service): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const requestId = String(response.locals["requestId"] ?? randomUUID());
    const problem = problemOf(error, requestId);
    response.removeHeader("idempotency-replayed");
    response.locals["code"] = problem.code;
    if (problem.status === 500)
      gateway.log.error({ requestId, err: error }, "A request failed in a way nobody foresaw");
    if (response.headersSent) return void request.socket.destroy();
    const challenge = challengeOf(error);
    if (challenge !== undefined) response.set("www-authenticate", challenge);
    if (problem.status === 503) response.set("retry-after", "5");
    if (error instanceof AlertsTooMany) response.set("retry-after", String(error.retryAfterSeconds));
    // What is left of the body is not waited for, and could not be told from a next request.
    if (!request.readableEnded) response.set("connection", "close");
    response.status(problem.status).type(PROBLEM_TYPE).end(JSON.stringify(problem));
    request.resume();
  };
}

/** RFC 6750 §3: without a token no error is named; a wrong one and a narrow one are told apart. */
function challengeOf(error: unknown): string | undefined {
  if (!(error instanceof GatewayError)) return undefined;
  if (error.code === "AUTH_MISSING") return 'Bearer realm="sealane"';
  if (error.code.startsWith("PEER_TOKEN_") || error.code === "PEER_CLOCK_DIFFERS")
    return 'Bearer realm="sealane", error="invalid_token"';
  if (error.code === "AUTH_INVALID")
    return `Bearer realm="sealane", error="invalid_token", error_description="${error.message}"`;
  if (error instanceof ScopeMissing)
    return `Bearer realm="sealane", error="insufficient_scope", scope="${error.scope}"`;
  return undefined;
}
