/** A gateway's API for programs: `createClient({ gatewayUrl, token })`. */

export type { AlertsClient } from "./alerts.ts";
export * from "./alerts-views.ts";
export { type Client, createClient } from "./client.ts";
export { ClientError, isUnavailable, type ReportedFault } from "./client-error.ts";
export type * from "./comparison-views.ts";
export type { DrawsClient } from "./draws.ts";
export type * from "./draws-views.ts";
export type { LedgerClient } from "./ledger.ts";
export * from "./ledger-views.ts";
export type { ModelClient } from "./model.ts";
export type * from "./model-views.ts";
export type { OperationsClient } from "./operations.ts";
export * from "./operations-views.ts";
export type * from "./readings-views.ts";
export type { SelectivityClient } from "./selectivity.ts";
export * from "./selectivity-views.ts";
export type { ClientOptions } from "./send.ts";
export type { SharingClient } from "./sharing.ts";
export * from "./sharing-views.ts";
export { type TokenRequest, tokenSource } from "./token.ts";
export type * from "./trace-views.ts";
export * from "./views.ts";
