import { type ApiRequest, type ClientOptions, send } from "./send.ts";

/** Ways to ask a gateway for JSON. */
export interface Calls {
  get<T>(path: string, query?: ApiRequest["query"]): Promise<T>;
  post<T>(path: string, more: Omit<ApiRequest, "method" | "path">): Promise<T>;
}

/** Calls of one gateway's API, for one officer. */
export function createCalls(options: ClientOptions): Calls {
  const ask = async <T>(request: ApiRequest): Promise<T> => (await (await send(options, request)).json()) as T;
  return {
    get: (path, query = {}) => ask({ method: "GET", path, query }),
    post: (path, more) => ask({ method: "POST", path, ...more }),
  };
}

/** A key for a write request that is not repeated. */
export const newKey = (): string => crypto.randomUUID();
