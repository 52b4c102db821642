import { type Calls, newKey } from "./calls.ts";
import type * as O from "./operations-views.ts";
import type { Page } from "./views.ts";

/** What a gateway's operators look after: deliveries, partners, events and webhooks. */
export interface OperationsClient {
  listDeliveries(query?: O.DeliveriesQuery): Promise<Page<O.Delivery>>;
  getDelivery(deliveryId: number): Promise<O.Delivery>;
  retryDelivery(deliveryId: number, idempotencyKey?: string): Promise<O.Delivery>;
  cancelDelivery(deliveryId: number, idempotencyKey?: string): Promise<O.Delivery>;
  listPartners(): Promise<{ items: O.Partner[] }>;
  /** By default of what was sent in the last 30 days. */
  reconcilePartner(memberId: number, choices?: { sinceSeconds?: number }): Promise<O.Reconciliation>;
  listEvents(query?: O.EventsQuery): Promise<Page<O.GatewayEvent>>;
  listWebhooks(): Promise<{ items: O.Webhook[] }>;
  /** Tells it again everything after the event of this sequence; 0 for everything. */
  replayWebhook(name: string, afterSequence: number, idempotencyKey?: string): Promise<O.Webhook>;
  resumeWebhook(name: string, idempotencyKey?: string): Promise<O.Webhook>;
}

/** The part of a client that looks after deliveries, partners, events and webhooks. */
export function createOperations({ get, post }: Calls): OperationsClient {
  const webhook = (name: string) => `/v1/webhooks/${encodeURIComponent(name)}`;
  return {
    listDeliveries: (query = {}) => get("/v1/deliveries", { ...query }),
    getDelivery: (deliveryId) => get(`/v1/deliveries/${deliveryId}`),
    retryDelivery: (deliveryId, idempotencyKey = newKey()) =>
      post(`/v1/deliveries/${deliveryId}/retry`, { json: {}, idempotencyKey }),
    cancelDelivery: (deliveryId, idempotencyKey = newKey()) =>
      post(`/v1/deliveries/${deliveryId}/cancel`, { json: {}, idempotencyKey }),
    listPartners: () => get("/v1/partners"),
    reconcilePartner: (memberId, choices = {}) => post(`/v1/partners/${memberId}/reconcile`, { json: choices }),
    listEvents: (query = {}) => get("/v1/events", { ...query }),
    listWebhooks: () => get("/v1/webhooks"),
    replayWebhook: (name, afterSequence, idempotencyKey = newKey()) =>
      post(`${webhook(name)}/replay`, { json: { afterSequence }, idempotencyKey }),
    resumeWebhook: (name, idempotencyKey = newKey()) => post(`${webhook(name)}/resume`, { json: {}, idempotencyKey }),
  };
}
