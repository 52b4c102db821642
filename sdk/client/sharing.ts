import type { GrantEndReasonName, Hex32, Policy, RefusalReasonName, Scope } from "../src/index.ts";
import { type Calls, newKey } from "./calls.ts";
import type * as S from "./sharing-views.ts";
import type { Page, Paging } from "./views.ts";

/** Grants, requests, agreements and the standing policy. */
export interface SharingClient {
  makeGrant(grant: S.NewGrant, idempotencyKey?: string): Promise<S.QueuedGrant>;
  delegateGrant(grantId: Hex32, delegation: S.NewDelegation, idempotencyKey?: string): Promise<S.QueuedGrant>;
  withdrawGrant(grantId: Hex32, reason: GrantEndReasonName, idempotencyKey?: string): Promise<S.QueuedGrant>;
  listGrants(query?: S.GrantsQuery): Promise<Page<S.GrantView>>;
  getGrant(grantId: Hex32): Promise<S.GrantView>;
  makeRequest(request: S.NewRequest, idempotencyKey?: string): Promise<S.QueuedRequest>;
  grantRequest(requestId: Hex32, giving: S.Giving & { scope?: Scope }, idempotencyKey?: string): Promise<S.QueuedGrant>;
  refuseRequest(requestId: Hex32, reason: RefusalReasonName, idempotencyKey?: string): Promise<S.QueuedRequest>;
  listRequests(query?: S.RequestsQuery): Promise<Page<S.RequestView>>;
  getRequest(requestId: Hex32): Promise<S.RequestView>;
  proposeAgreement(agreement: S.NewAgreement, idempotencyKey?: string): Promise<S.QueuedAgreement>;
  speakOfAgreement(agreementId: Hex32, word: S.AgreementWord, idempotencyKey?: string): Promise<S.QueuedAgreement>;
  listAgreements(query?: Paging & { standing?: S.AgreementStanding }): Promise<Page<S.AgreementView>>;
  getAgreement(agreementId: Hex32): Promise<S.AgreementView>;
  getPolicy(): Promise<S.StandingPolicy>;
  setPolicy(policy: Policy, idempotencyKey?: string): Promise<S.StandingPolicy>;
}

/** The part of a client that shares. */
export function createSharing({ get, post }: Calls): SharingClient {
  const id = encodeURIComponent;
  return {
    makeGrant: (grant, idempotencyKey = newKey()) => post("/v1/grants", { json: grant, idempotencyKey }),
    delegateGrant: (grantId, json, idempotencyKey = newKey()) =>
      post(`/v1/grants/${id(grantId)}/delegate`, { json, idempotencyKey }),
    withdrawGrant: (grantId, reason, idempotencyKey = newKey()) =>
      post(`/v1/grants/${id(grantId)}/withdraw`, { json: { reason }, idempotencyKey }),
    listGrants: (query = {}) => get("/v1/grants", { ...query }),
    getGrant: (grantId) => get(`/v1/grants/${id(grantId)}`),
    makeRequest: (request, idempotencyKey = newKey()) => post("/v1/requests", { json: request, idempotencyKey }),
    grantRequest: (requestId, json, idempotencyKey = newKey()) =>
      post(`/v1/requests/${id(requestId)}/grant`, { json, idempotencyKey }),
    refuseRequest: (requestId, reason, idempotencyKey = newKey()) =>
      post(`/v1/requests/${id(requestId)}/refuse`, { json: { reason }, idempotencyKey }),
    listRequests: (query = {}) => get("/v1/requests", { ...query }),
    getRequest: (requestId) => get(`/v1/requests/${id(requestId)}`),
    proposeAgreement: (agreement, idempotencyKey = newKey()) =>
      post("/v1/agreements", { json: agreement, idempotencyKey }),
    speakOfAgreement: (agreementId, word, idempotencyKey = newKey()) =>
      post(`/v1/agreements/${id(agreementId)}/${word}`, { json: {}, idempotencyKey }),
    listAgreements: (query = {}) => get("/v1/agreements", { ...query }),
    getAgreement: (agreementId) => get(`/v1/agreements/${id(agreementId)}`),
    getPolicy: () => get("/v1/policy"),
    setPolicy: (policy, idempotencyKey = newKey()) => post("/v1/policy", { json: policy, idempotencyKey }),
  };
}
