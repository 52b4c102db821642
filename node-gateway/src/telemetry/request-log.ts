import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import type { Log } from "../gateway.ts";
import type { Metrics } from "./metrics.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** W3C Trace Context §3.2.2, version 00. */
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * Gives each request an id, logs it when it is answered, and counts it. A path or query could hold a document's number,
 * so the operation stands for them. A caller's own request id is taken only when it is a UUID: logs are not to carry what
 * a stranger wants in them.
 */
export function requestLog({ gateway, metrics }: { gateway: { log: Log }; metrics: Metrics }): RequestHandler {
  return (request, response, next) => {
    const startedAtMs = performance.now();
    const requestId = requestIdOf(request);
    response.locals["requestId"] = requestId;
    response.set("x-request-id", requestId);
    response.once("close", () => {
      const operationId = String(response.locals["operationId"] ?? "none");
      const durationMs = Math.round((performance.now() - startedAtMs) * 10) / 10;
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.observeRequest({ operationId, status, durationMs });
      const code = response.locals["code"];
      const fields = { requestId, traceId: traceIdOf(request), operationId, status, durationMs, ...(code && { code }) };
      gateway.log.info(fields, "Answered a request");
    });
    next();
  };
}

function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && UUID.test(given) ? given : randomUUID();
}

function traceIdOf({ headers }: IncomingMessage): string | undefined {
  const traceId = TRACEPARENT.exec(String(headers["traceparent"] ?? ""))?.[1];
  return traceId === "0".repeat(32) ? undefined : traceId;
}
