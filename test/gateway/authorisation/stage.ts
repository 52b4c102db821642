import type { Route } from "../../../node-gateway/src/http/route.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { makeTransportToken } from "../../../node-gateway/src/peers/wire/transport-token.ts";
import type { ActorName } from "../../support/gateway/actors.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { createSwitchboard, openReader, type Reader } from "../../support/gateway/readers.ts";
import { startServer, type TestServer } from "../http/server.ts";

/** Who plays whom: two customs agencies, a trader, an auditor, and a carrier through whom grants are handed on. */
export const PLAYERS = {
  owner: "singapore",
  reader: "rotterdam",
  trader: "exporter",
  auditor: "auditor",
  carrier: "carrier",
} as const satisfies Readonly<Record<string, ActorName>>;

export type Player = keyof typeof PLAYERS;

/** Who looks at every subject; the carrier looks at what is handed on only to hand it on further. */
export const VIEWERS = ["owner", "reader", "trader", "auditor"] as const satisfies readonly Player[];
export type Viewer = (typeof VIEWERS)[number];

export interface Member extends Reader {
  readonly server: TestServer;
}

/** Members on one chain, each with its gateway behind a socket of its own. No worker runs: a request is what it writes. */
export interface Stage {
  readonly network: TestNetwork;
  readonly members: Readonly<Record<Player, Member>>;
  /** Opens a further member. */
  admit(name: ActorName): Promise<Reader>;
  /** Everybody has indexed the head, and nobody's clock is behind it. */
  sync(): Promise<void>;
  stop(): Promise<void>;
}

/** The system of the owner's that its webhook tells. */
export const WEBHOOK = { name: "customs", url: "https://customs.example/", secret: `whsec_${"A".repeat(32)}` };

export async function openStage(): Promise<Stage> {
  const network = await deployNetwork();
  const board = createSwitchboard();
  const opened: Reader[] = [];
  const admit = async (name: ActorName): Promise<Reader> => {
    const reader = await openReader(network, name, board);
    opened.push(reader);
    return reader;
  };
  const members = {} as Record<Player, Member>;
  for (const [player, name] of Object.entries(PLAYERS) as [Player, ActorName][]) {
    const reader = await admit(name);
    const gateway = { ...reader.gateway, webhooks: player === "owner" ? [WEBHOOK] : [] };
    members[player] = { ...reader, gateway, server: await startServer({ gateway, limits: {} }) };
  }
  const sync = async (): Promise<void> => {
    const { timeSeconds } = await members.owner.gateway.chain.head();
    for (const { gateway, clock } of opened) {
      if (clock.now() < timeSeconds) clock.set(timeSeconds);
      await catchUp(gateway);
    }
  };
  const stop = async (): Promise<void> => {
    for (const { server } of Object.values(members)) await server.stop();
    for (const reader of opened) await reader.close();
    await network.stop();
  };
  return { network, members, admit, sync, stop };
}

/** What is said to a route. */
export interface Asked {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly metadata?: object;
  /** An object goes as JSON. */
  readonly body?: object | string;
  /** Beside those that the route needs. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it goes to a route, but for its token. */
export interface Call {
  readonly method: "GET" | "POST";
  /** With its query. */
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

let keys = 0;

/** A request to a route with what every route of its form needs. */
export function callOf(route: Route, { params = {}, query = {}, metadata, body = {}, headers = {} }: Asked): Call {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]),
  );
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  const [mediaType = ""] = Object.keys(route.body?.content ?? {});
  keys += 1;
  return {
    method: route.method === "get" ? "GET" : "POST",
    path: search.size > 0 ? `${path}?${search}` : path,
    body: new TextEncoder().encode(route.body ? (typeof body === "string" ? body : JSON.stringify(body)) : ""),
    headers: {
      ...(route.body && { "content-type": mediaType }),
      ...(route.changes && { "idempotency-key": `cell-${keys}` }),
      ...(metadata && { "sealane-metadata": JSON.stringify(metadata) }),
      ...headers,
    },
  };
}

export interface Heard {
  readonly status: number;
  /** Of a problem; empty for none. */
  readonly code: string;
  /** The header WWW-Authenticate; empty without one. */
  readonly challenge: string;
  readonly text: string;
}

/** Sends a request to a member's server, with this for its Authorization header; without one when it is empty. */
export async function send(
  { server }: Member,
  { method, path, body, headers }: Call,
  authorization: string,
): Promise<Heard> {
  const sent = { ...headers, ...(authorization !== "" && { authorization }) };
  const response = await fetch(server.url + path, { method, headers: sent, ...(method === "POST" && { body }) });
  const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  const challenge = response.headers.get("www-authenticate") ?? "";
  return { status: response.status, code: isProblem ? JSON.parse(text).code : "", challenge, text };
}

/** The token that a member's gateway shows another for one call. */
export const peerToken = (from: Reader, to: Reader, call: Call): string =>
  `Bearer ${makeTransportToken(from.gateway, to.gateway.memberId, call)}`;
