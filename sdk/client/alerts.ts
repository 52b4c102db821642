import type { Hex32 } from "../src/index.ts";
import type * as A from "./alerts-views.ts";
import { type Calls, newKey } from "./calls.ts";
import type { Page, Paging } from "./views.ts";

/** Alerts between members, what met them, and what came of it. */
export interface AlertsClient {
  previewAlert(draft: A.AlertDraft): Promise<A.AlertPreview>;
  sendAlert(alert: A.NewAlert, idempotencyKey?: string): Promise<A.AlertView>;
  reviseAlert(alertId: Hex32, alert: A.NewAlert, idempotencyKey?: string): Promise<A.AlertView>;
  withdrawAlert(alertId: Hex32, reason: string, idempotencyKey?: string): Promise<A.AlertView>;
  listAlerts(query?: A.AlertsQuery): Promise<Page<A.AlertView>>;
  getAlert(alertId: Hex32): Promise<A.OpenedAlert>;
  /** Each opening stands in the gateway's audit log. */
  openNominal(alertId: Hex32): Promise<A.AlertNominal>;
  releaseNominal(
    alertId: Hex32,
    to: { memberId: number; reason: string },
    idempotencyKey?: string,
  ): Promise<A.OpenedAlert>;
  forwardAlert(alertId: Hex32, memberId: number, idempotencyKey?: string): Promise<A.OpenedAlert>;
  listAlertMatches(query?: A.AlertMatchesQuery): Promise<Page<A.AlertMatchView>>;
  settleAlertMatch(matchNumber: number, result: A.MatchResult, idempotencyKey?: string): Promise<A.AlertMatchView>;
  listAlertPartners(): Promise<{ items: A.AlertPartnerView[] }>;
  /** Counts of a month, `YYYY-MM`. */
  listAlertCounters(month: string): Promise<{ items: A.CountersView[] }>;
  shareAlertCounters(
    share: { memberId: number; month: string },
    idempotencyKey?: string,
  ): Promise<{ memberId: number; month: string; deliveryId: number }>;
  /** What other systems handed in over TAXII, as drafts. */
  listAlertDrafts(query?: Paging): Promise<Page<A.ReceivedDraft>>;
  /** Objects of STIX 2.1 of a collection of the gateway's TAXII server, by its alias. */
  getTaxiiObjects(collection: A.TaxiiCollectionName, query?: A.TaxiiQuery): Promise<A.TaxiiEnvelope>;
}

/** The part of a client that alerts. */
export function createAlerts({ get, post }: Calls): AlertsClient {
  const placeOf = (alertId: Hex32) => `/v1/alerts/${encodeURIComponent(alertId)}`;
  return {
    previewAlert: (draft) => post("/v1/alerts/preview", { json: { draft } }),
    sendAlert: (json, idempotencyKey = newKey()) => post("/v1/alerts", { json, idempotencyKey }),
    reviseAlert: (alertId, json, idempotencyKey = newKey()) =>
      post(`${placeOf(alertId)}/versions`, { json, idempotencyKey }),
    withdrawAlert: (alertId, reason, idempotencyKey = newKey()) =>
      post(`${placeOf(alertId)}/withdraw`, { json: { reason }, idempotencyKey }),
    listAlerts: (query = {}) => get("/v1/alerts", { ...query }),
    getAlert: (alertId) => get(placeOf(alertId)),
    openNominal: (alertId) => get(`${placeOf(alertId)}/nominal`),
    releaseNominal: (alertId, json, idempotencyKey = newKey()) =>
      post(`${placeOf(alertId)}/releases`, { json, idempotencyKey }),
    forwardAlert: (alertId, memberId, idempotencyKey = newKey()) =>
      post(`${placeOf(alertId)}/forward`, { json: { memberId }, idempotencyKey }),
    listAlertMatches: (query = {}) => get("/v1/alert-matches", { ...query }),
    settleAlertMatch: (matchNumber, json, idempotencyKey = newKey()) =>
      post(`/v1/alert-matches/${matchNumber}/result`, { json, idempotencyKey }),
    listAlertPartners: () => get("/v1/alert-partners"),
    listAlertCounters: (month) => get("/v1/alert-counters", { month }),
    shareAlertCounters: (json, idempotencyKey = newKey()) => post("/v1/alert-counters", { json, idempotencyKey }),
    listAlertDrafts: (query = {}) => get("/v1/alert-drafts", { ...query }),
    getTaxiiObjects: (collection, query = {}) => get(`/taxii2/alerts/collections/${collection}/objects/`, { ...query }),
  };
}
