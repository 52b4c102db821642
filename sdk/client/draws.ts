import { type Calls, newKey } from "./calls.ts";
import type * as D from "./draws-views.ts";
import type { Page, Paging } from "./views.ts";

/** Random draws: their periods, what an audit of them needs, and who is on duty for them. */
export interface DrawsClient {
  listDrawPeriods(query?: D.DrawPeriodsQuery): Promise<Page<D.DrawPeriodView>>;
  getDrawPeriod(memberId: number, period: number): Promise<D.DrawPeriodView>;
  listDrawnDeclarations(memberId: number, period: number, query?: Paging): Promise<Page<D.DrawnDeclaration>>;
  /** Opening another member's decision is a reading. */
  listDrawnDecisions(memberId: number, period: number, query?: Paging): Promise<Page<D.DrawnDecision>>;
  listDuty(): Promise<{ readonly items: readonly D.Duty[] }>;
  setDuty(duty: D.Duty, idempotencyKey?: string): Promise<D.Duty>;
}

/** The part of a client that is about draws. */
export function createDraws({ get, post }: Calls): DrawsClient {
  const placeOf = (memberId: number, period: number) => `/v1/draws/${memberId}/${period}`;
  return {
    listDrawPeriods: (query = {}) => get("/v1/draws", { ...query }),
    getDrawPeriod: (memberId, period) => get(placeOf(memberId, period)),
    listDrawnDeclarations: (memberId, period, query = {}) =>
      get(`${placeOf(memberId, period)}/declarations`, { ...query }),
    listDrawnDecisions: (memberId, period, query = {}) => get(`${placeOf(memberId, period)}/decisions`, { ...query }),
    listDuty: () => get("/v1/duty"),
    setDuty: (json, idempotencyKey = newKey()) => post("/v1/duty", { json, idempotencyKey }),
  };
}
