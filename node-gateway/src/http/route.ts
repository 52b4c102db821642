import { z } from "zod";
import type { Config } from "../config/config.ts";
import type { Gateway } from "../gateway.ts";
import type { Identity } from "../identity/officer.ts";
import type { Scope } from "../identity/scopes.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Body } from "./body.ts";
import type { ErrorCode } from "./status-of.ts";

/** What every route may use. */
export interface Service {
  readonly gateway: Gateway;
  readonly identity: Identity;
  readonly config: Pick<Config, "limits" | "names" | "metricsToken">;
  readonly metrics: Metrics;
}

/**
 * A scope that the officer needs; `public` for nobody in particular; `metrics` for whoever watches this machine; `peer`
 * for another member's gateway, whose token is bound to the call and good once.
 */
export type Access = Scope | "public" | "metrics" | "peer";

/** A request that was judged: everything in it has the form its route states. */
export interface Call<P = unknown, Q = unknown, M = unknown, B = unknown> {
  readonly service: Service;
  readonly params: P;
  readonly query: Q;
  /** The JSON of the header `Sealane-Metadata`. */
  readonly metadata: M;
  readonly body: B;
  /** The officer's name for the audit log; `member:N` on routes for peers; empty on public ones. */
  readonly actor: string;
  /** What else the officer may do, where a route answers by that; empty where no officer calls. */
  readonly scopes: ReadonlySet<string>;
  /** Number of the member whose gateway calls; 0 where no gateway does. */
  readonly peer: number;
  /** Empty on routes that change nothing. */
  readonly idempotencyKey: string;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON, bytes and text as they are. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a route answers with one status. */
export interface Reply {
  readonly description: string;
  readonly schema: z.ZodType;
  /** `application/json` by default. */
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Shared {
  readonly method: "get" | "post";
  /** As OpenAPI writes it: `/v1/documents/{documentId}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  /** Whether it changes something and so needs an `Idempotency-Key`. */
  readonly changes?: boolean;
  readonly replies: Readonly<Record<number, Reply>>;
  /** Codes that only this route gives; those of every route are added by `problemsOf`. */
  readonly problems?: readonly ErrorCode[];
}

interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, M extends z.ZodType, B> extends Shared {
  readonly params?: P;
  readonly query?: Q;
  readonly metadata?: M;
  readonly body?: Body<B>;
  readonly handler: (call: Call<z.output<P>, z.output<Q>, z.output<M>, B>) => Promise<Answer>;
}

/** One row of the table of routes. */
export interface Route extends Shared {
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly metadata: z.ZodType | undefined;
  readonly body: Body | undefined;
  handler(call: Call): Promise<Answer>;
}

const NOTHING = z.strictObject({});

/** A row whose handler is typed by the row's own schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, M extends z.ZodType, B>(
  spec: RouteSpec<P, Q, M, B>,
): Route {
  return {
    ...spec,
    params: spec.params ?? NOTHING,
    query: spec.query ?? NOTHING,
    metadata: spec.metadata,
    body: spec.body,
    handler: spec.handler as Route["handler"],
  };
}
