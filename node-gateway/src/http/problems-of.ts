import type { Route } from "./route.ts";
import { type ErrorCode, STATUS_OF } from "./status-of.ts";

const OF_EVERY_ROUTE: readonly ErrorCode[] = [
  "REQUEST_INVALID",
  "METHOD_UNKNOWN",
  "ACCEPT_UNKNOWN",
  "STORAGE_UNAVAILABLE",
  "INTERNAL",
];
const OF_OFFICERS: readonly ErrorCode[] = ["AUTH_MISSING", "AUTH_INVALID", "AUTH_SCOPE_MISSING", "AUTH_UNAVAILABLE"];
const OF_PEERS: readonly ErrorCode[] = [
  ...["AUTH_MISSING", "PEER_TOKEN_INVALID", "PEER_TOKEN_REPLAYED"],
  ...["PEER_CLOCK_DIFFERS", "PEER_SUSPENDED"],
] as ErrorCode[];
const OF_ACCESS: Readonly<Record<string, readonly ErrorCode[]>> = {
  public: [],
  metrics: OF_OFFICERS.slice(0, 2),
  peer: OF_PEERS,
};
const OF_CHANGES: readonly ErrorCode[] = ["IDEMPOTENCY_KEY_INVALID", "IDEMPOTENCY_CONFLICT"];
const OF_BLOBS: readonly ErrorCode[] = ["BLOB_NOT_FOUND", "BLOB_CORRUPT"];
const OF_BODIES: readonly ErrorCode[] = ["REQUEST_TOO_LARGE", "MEDIA_TYPE_UNKNOWN"];
/** What does not fit into 64 KiB of headers belongs into the original. */
const OF_METADATA: readonly ErrorCode[] = ["HEADERS_TOO_LARGE"];
const OF_JSON: readonly ErrorCode[] = [
  "JSON_SYNTAX",
  "JSON_DUPLICATE_KEY",
  "JSON_NOT_UTF8",
  "JSON_LONE_SURROGATE",
  "JSON_NUMBER_INEXACT",
  "JSON_TOO_DEEP",
  "JSON_TOO_LARGE",
];

/** The codes that a route can answer with, by HTTP status: its own and those of what it does on the way. */
export function problemsOf(route: Route): Map<number, ErrorCode[]> {
  const codes = new Set<ErrorCode>([
    ...OF_EVERY_ROUTE,
    ...(OF_ACCESS[route.access] ?? OF_OFFICERS),
    ...(route.changes ? OF_CHANGES : []),
    ...(route.body ? OF_BODIES : []),
    ...(route.metadata ? OF_METADATA : []),
    ...(route.body || route.metadata ? OF_JSON : []),
    ...(route.problems ?? []),
    ...(route.problems?.includes("BLOB_UNAVAILABLE") ? OF_BLOBS : []),
  ]);
  return Map.groupBy(codes, (code) => STATUS_OF[code]);
}
