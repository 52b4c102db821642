import type { Scope } from "../../../node-gateway/src/identity/scopes.ts";
import type { Partner } from "../../support/gateway/partners.ts";
import { startServer, type TestServer } from "../http/server.ts";

export const TAXII = "application/taxii+json;version=2.1";
/** Partners have no chain: this stands for what tells their network from others. */
const NETWORK = { chainId: 1, genesisHash: "ab".repeat(32), directory: "cd".repeat(20) };
const LIMITS = { jsonBytes: 4096, originalBytes: 8192, dossierBytes: 200_000, drainTimeoutMs: 1_000 };

interface ToldObject {
  readonly type: string;
  readonly id: string;
  readonly [name: string]: unknown;
}

/** What TAXII answers, as far as it is looked at. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly objects?: readonly ToldObject[];
    readonly more?: boolean;
    readonly next?: string;
    readonly code?: string;
    readonly [name: string]: unknown;
  };
}

/** A client of a partner's TAXII server. */
export interface TaxiiClient {
  readonly server: TestServer;
  get(path: string, query?: Readonly<Record<string, string>>, scopes?: readonly Scope[]): Promise<Told>;
  post(path: string, body: object, scopes?: readonly Scope[]): Promise<Told>;
  /** Objects of a collection that are not context. */
  told(collection: string, query?: Readonly<Record<string, string>>, scopes?: readonly Scope[]): Promise<ToldObject[]>;
}

const CONTEXT = ["identity", "marking-definition", "extension-definition"];

export async function openTaxii({ gateway }: Partner): Promise<TaxiiClient> {
  const server = await startServer({ gateway: { ...gateway, network: NETWORK }, limits: LIMITS });
  const read = async (response: Response): Promise<Told> => ({
    ...{ status: response.status, headers: response.headers, body: (await response.json()) as Told["body"] },
  });
  const headersFor = async (scopes?: readonly Scope[]) => ({
    ...{ accept: `${TAXII}, application/json`, "content-type": TAXII },
    ...(scopes && { authorization: `Bearer ${await server.tokenWith(...scopes)}` }),
  });
  const get: TaxiiClient["get"] = async (path, query = {}, scopes) =>
    read(await server.ask(`${path}?${new URLSearchParams(query)}`, { headers: await headersFor(scopes) }));
  return {
    server,
    get,
    post: async (path, body, scopes) =>
      read(await server.ask(path, { method: "POST", body: JSON.stringify(body), headers: await headersFor(scopes) })),
    told: async (collection, query = {}, scopes) => {
      const { body } = await get(`/taxii2/alerts/collections/${collection}/objects/`, query, scopes);
      return (body.objects ?? []).filter(({ type }) => !CONTEXT.includes(type));
    },
  };
}
