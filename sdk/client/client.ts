import type { Dossier, Hex32, KindName, Paper, ReasonName, Report, Trust } from "../src/index.ts";
import { type AlertsClient, createAlerts } from "./alerts.ts";
import { createCalls, newKey } from "./calls.ts";
import { ClientError } from "./client-error.ts";
import type * as C from "./comparison-views.ts";
import { createDraws, type DrawsClient } from "./draws.ts";
import { createLedger, type LedgerClient } from "./ledger.ts";
import { createModel, type ModelClient } from "./model.ts";
import { createOperations, type OperationsClient } from "./operations.ts";
import type * as R from "./readings-views.ts";
import { createSelectivity, type SelectivityClient } from "./selectivity.ts";
import { type ClientOptions, pause, send } from "./send.ts";
import { createSharing, type SharingClient } from "./sharing.ts";
import type * as T from "./trace-views.ts";
import type * as V from "./views.ts";

/** A gateway's API, one function for each operation of its `/openapi.json`. Everything may throw ClientError. */
export interface Client
  extends SharingClient,
    LedgerClient,
    DrawsClient,
    OperationsClient,
    AlertsClient,
    ModelClient,
    SelectivityClient {
  submitDocument(submission: V.Submission): Promise<V.AcceptedDocument>;
  supersedeDocument(documentId: Hex32, supersession: V.Supersession): Promise<V.AcceptedDocument>;
  withdrawDocument(documentId: Hex32, change: { reason: ReasonName; idempotencyKey?: string }): Promise<V.QueuedChange>;
  listDocuments(query?: V.Paging & { kind?: KindName; state?: V.DocumentState }): Promise<V.Page<V.DocumentView>>;
  /** Of another member's document each opening is a reading; under the best grant, or the one that is named. */
  getDocument(documentId: Hex32, under?: { grantId?: Hex32 }): Promise<V.OpenedDocument>;
  getOriginal(documentId: Hex32, under?: { grantId?: Hex32 }): Promise<{ bytes: Uint8Array; mediaType: string }>;
  getReport(documentId: Hex32, under?: { grantId?: Hex32 }): Promise<{ reports: Report[] }>;
  makeDossier(documentId: Hex32, choices?: V.DossierChoices): Promise<Dossier>;
  receiveDossier(dossier: Dossier, idempotencyKey?: string): Promise<{ reports: Report[]; documentIds: Hex32[] }>;
  verify(subject: Paper | Dossier): Promise<{ reports: Report[] }>;
  trace(subject: T.TraceSubject, choices?: { readings?: boolean }): Promise<T.Trace>;
  /** Opens own papers, and with `opensShared` those that others share, each of which is a reading. */
  judge(subject: T.TraceSubject, choices?: { opensShared?: boolean }): Promise<T.JudgedConsignment>;
  /** What is inside of a monitored zone, by the papers that are held there. */
  listZone(query: T.ZoneQuery): Promise<T.Zone>;
  /** What agrees stays closed on both sides; what differs both open. It counts as a reading of the other paper. */
  compareDocuments(comparison: C.NewComparison): Promise<C.Comparison>;
  /** What another member opened here in a comparison that it asked for. */
  getComparison(comparisonId: Hex32): Promise<C.ServedComparison>;
  listReadings(query: R.ReadingsQuery): Promise<V.Page<R.ReadingView>>;
  listReceipts(query?: V.Paging & { documentId?: Hex32 }): Promise<V.Page<R.ReceiptLink>>;
  auditReceipts(memberId: number): Promise<R.ReceiptAudit>;
  lookUpAnchor(documentId: Hex32): Promise<V.LookedUp>;
  listMembers(): Promise<{ items: V.ListedMember[] }>;
  /** Asked again with the same key and change, it tells how far the change is. */
  changeMember(change: V.MemberChange, idempotencyKey?: string): Promise<V.QueuedMemberChange>;
  exportTrust(): Promise<Trust>;
  readAudit(query?: V.Paging & { subject?: string }): Promise<V.Page<V.AuditEntry> & { isUnbroken: boolean }>;
  listOutbox(query?: V.OutboxQuery): Promise<V.Page<V.OutboxItem>>;
  retryItem(itemId: number, idempotencyKey?: string): Promise<V.OutboxItem>;
  cancelItem(itemId: number, idempotencyKey?: string): Promise<V.OutboxItem>;
  acknowledgeAlarm(idempotencyKey?: string): Promise<{ alarm: string | null }>;
  describeGateway(): Promise<V.GatewaySelf>;
  /**
   * The document once it is on the chain or refused by it.
   * @throws ClientError GATEWAY_UNAVAILABLE when that takes longer than `timeoutMs`, 60 seconds by default.
   */
  awaitAnchored(documentId: Hex32, options?: { timeoutMs?: number; pollMs?: number }): Promise<V.OpenedDocument>;
}

/** A client of one gateway, for one officer. */
export function createClient(options: ClientOptions): Client {
  const calls = createCalls(options);
  const { get, post } = calls;
  const placeOf = (documentId: Hex32) => `/v1/documents/${encodeURIComponent(documentId)}`;
  const getDocument = (documentId: Hex32, under = {}) => get<V.OpenedDocument>(placeOf(documentId), under);
  return {
    ...createSharing(calls),
    ...createLedger(calls),
    ...createDraws(calls),
    ...createOperations(calls),
    ...createSelectivity(calls),
    ...createAlerts(calls),
    ...createModel(calls),
    submitDocument: (submission) => post("/v1/documents", submissionOf(submission)),
    supersedeDocument: (documentId, it) => post(`${placeOf(documentId)}/supersede`, submissionOf(it)),
    withdrawDocument: (documentId, { reason, idempotencyKey = newKey() }) =>
      post(`${placeOf(documentId)}/withdraw`, { json: { reason }, idempotencyKey }),
    listDocuments: (query = {}) => get("/v1/documents", { ...query }),
    getDocument,
    getOriginal: async (documentId, query = {}) => {
      const response = await send(options, { method: "GET", path: `${placeOf(documentId)}/original`, query });
      const mediaType = response.headers.get("sealane-media-type") ?? "application/octet-stream";
      return { bytes: new Uint8Array(await response.arrayBuffer()), mediaType };
    },
    getReport: (documentId, under = {}) => get(`${placeOf(documentId)}/report`, { ...under }),
    makeDossier: (documentId, choices = {}) => post(`${placeOf(documentId)}/dossier`, { json: choices }),
    receiveDossier: (dossier, idempotencyKey = newKey()) => post("/v1/dossiers", { json: dossier, idempotencyKey }),
    verify: (subject) => post("/v1/verify", { json: subject }),
    trace: (subject, { readings = false } = {}) =>
      get("/v1/trace", { ...subject, ...(readings && { readings: "true" }) }),
    judge: (subject, { opensShared = false } = {}) =>
      get("/v1/trace/report", { ...subject, ...(opensShared && { opensShared: "true" }) }),
    listZone: (query) => get("/v1/zones", { ...query }),
    compareDocuments: (comparison) => post("/v1/comparisons", { json: comparison }),
    getComparison: (comparisonId) => get(`/v1/comparisons/${encodeURIComponent(comparisonId)}`),
    listReadings: (query) => get("/v1/readings", { ...query }),
    listReceipts: (query = {}) => get("/v1/receipts", { ...query }),
    auditReceipts: (memberId) => get(`/v1/members/${memberId}/receipts`),
    lookUpAnchor: (documentId) => get(`/v1/anchors/${encodeURIComponent(documentId)}`),
    listMembers: () => get("/v1/members"),
    changeMember: (change, idempotencyKey = newKey()) =>
      post("/v1/members/self/changes", { json: change, idempotencyKey }),
    exportTrust: () => get("/v1/trust"),
    readAudit: (query = {}) => get("/v1/audit", { ...query }),
    listOutbox: (query = {}) => get("/v1/outbox", { ...query }),
    retryItem: (itemId, idempotencyKey = newKey()) => post(`/v1/outbox/${itemId}/retry`, { json: {}, idempotencyKey }),
    cancelItem: (itemId, idempotencyKey = newKey()) =>
      post(`/v1/outbox/${itemId}/cancel`, { json: {}, idempotencyKey }),
    acknowledgeAlarm: (idempotencyKey = newKey()) => post("/v1/alarm/acknowledge", { json: {}, idempotencyKey }),
    describeGateway: () => get("/.well-known/sealane"),
    awaitAnchored: (documentId, { timeoutMs = 60_000, pollMs = 250 } = {}) =>
      awaitSettled(() => getDocument(documentId), { timeoutMs, pollMs }),
  };
}

function submissionOf({ original, mediaType, idempotencyKey = newKey(), ...metadata }: V.Submission) {
  return { original: { bytes: original, mediaType }, metadata, idempotencyKey };
}

async function awaitSettled(look: () => Promise<V.OpenedDocument>, bounds: { timeoutMs: number; pollMs: number }) {
  const endMs = performance.now() + bounds.timeoutMs;
  for (;;) {
    const document = await look();
    if (document.state === "anchored" || document.state === "refused") return document;
    if (performance.now() > endMs)
      throw new ClientError("GATEWAY_UNAVAILABLE", "The document is not on the chain yet.");
    await pause(bounds.pollMs);
  }
}
