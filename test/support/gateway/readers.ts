import { createServer, type Server } from "node:http";
import {
  type Hex32,
  narrowerScopes,
  openBody,
  PURPOSES,
  presentScope,
  type Scope,
  scopeDigest,
  scopeTree,
  wrapKey,
  ZERO_HEX32,
} from "@sealane/sdk";
import { type GrantTerms, grantIdOf, UNLIMITED_USES } from "../../../node-gateway/src/chain/terms.ts";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { createApp } from "../../../node-gateway/src/http/app.ts";
import { unwrapOwn } from "../../../node-gateway/src/keys/wrapped-keys.ts";
import { type OutboxItem, queueItem } from "../../../node-gateway/src/outbox/items.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { sealPaper } from "../../../node-gateway/src/papers/seal-paper.ts";
import { keepScope } from "../../../node-gateway/src/sharing/known-scopes.ts";
import { createMetrics } from "../../../node-gateway/src/telemetry/metrics.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { ACTORS, type ActorName } from "./actors.ts";
import { createFaultyChain, type FaultyChain } from "./faulty-chain.ts";
import { type MemberOptions, makeGateway, type TestMember } from "./member.ts";
import { createMemoryPeers } from "./memory-peers.ts";
import { deployNetwork, type TestNetwork } from "./network.ts";

/** A member whose gateway others reach, without a socket, over a chain that a test can take away. */
export interface Reader extends TestMember {
  readonly name: ActorName;
  readonly chain: FaultyChain;
  /** While true nobody reaches its gateway. */
  isAway: boolean;
}

/** A way between the gateways of a test. */
export const createSwitchboard = (): Map<string, Server> => new Map();

/** A member's gateway on a real chain, which tells the others where it is. */
export async function openReader(
  network: TestNetwork,
  name: ActorName,
  board: Map<string, Server>,
  options: Pick<MemberOptions, "blobs" | "log"> = {},
): Promise<Reader> {
  const chain = createFaultyChain();
  const member = await makeGateway(network, name, { ...options, wrapChain: chain.wrap });
  const gatewayUrl = `https://${name}.example`;
  const gateway: Gateway = { ...member.gateway, peers: createMemoryPeers(board) };
  const reader: Reader = { ...member, gateway, name, chain, isAway: false };
  const identity = {
    issuer: "https://id.example",
    audience: "sealane",
    keys: async () => undefined,
    nowSeconds: () => 0,
  };
  const app = createApp({
    ...{ gateway, identity: identity as never, metrics: createMetrics() },
    config: { limits: configSchema.shape.limits.parse({}), names: {}, metricsToken: undefined },
  });
  const listener = (request: never, response: { destroy(): void }): unknown =>
    reader.isAway ? response.destroy() : (app as unknown as (...it: unknown[]) => void)(request, response);
  board.set(gatewayUrl, createServer(listener as never));
  const change = { action: "setGatewayUrl", gatewayUrl } as const;
  await memberAction(gateway, { actor: "operator", idempotencyKey: "gateway-url", change });
  await member.settle();
  return reader;
}

/** Readers by their names, their network, and what ends them all. */
export type OpenedReaders<Name extends ActorName> = { readonly [N in Name]: Reader } & {
  readonly network: TestNetwork;
  readonly stop: () => Promise<void>;
};

/** Members' gateways that reach each other, on a chain of their own. */
export async function openReaders<Name extends ActorName>(...names: readonly Name[]): Promise<OpenedReaders<Name>> {
  const network = await deployNetwork();
  const board = createSwitchboard();
  const opened: Reader[] = [];
  const stop = async (): Promise<void> => {
    for (const reader of opened) await reader.close();
    await network.stop();
  };
  try {
    for (const name of names) opened.push(await openReader(network, name, board));
  } catch (error) {
    await stop();
    throw error;
  }
  const byName = Object.fromEntries(opened.map((reader) => [reader.name, reader])) as { [N in Name]: Reader };
  return { ...byName, network, stop };
}

/** Queues something for the chain, and has it there. */
export async function tell({ gateway, settle }: TestMember, item: OutboxItem): Promise<void> {
  await gateway.database.transaction().execute((transaction) => queueItem(transaction, item, gateway.clock()));
  await settle();
}

export interface GrantChoices {
  readonly to: Reader;
  readonly documentId: Hex32;
  readonly scope?: Scope;
  readonly maxUses?: number;
  readonly validUntilSeconds?: number;
  readonly delegations?: number;
  readonly agreementId?: Hex32;
}

/** A grant on the chain, whose owner knows what its scope means; its id. */
export async function grant(owner: Reader, choices: GrantChoices): Promise<Hex32> {
  const { scope = "full", documentId } = choices;
  const terms: GrantTerms = {
    ...{ subject: documentId, isConsignment: false, reader: choices.to.gateway.memberId },
    ...{ scope: scopeDigest(scope), narrowerScopes: scopeTree(narrowerScopes(scope)).root },
    purpose: PURPOSES[1].code,
    validUntilSeconds: choices.validUntilSeconds ?? owner.gateway.clock() + 1_000_000,
    maxUses: choices.maxUses ?? UNLIMITED_USES,
    delegations: choices.delegations ?? 0,
    ...{ agreementId: choices.agreementId ?? ZERO_HEX32, parentId: ZERO_HEX32, requestId: ZERO_HEX32 },
  };
  const grantId = grantIdOf(owner.gateway.memberId, terms);
  await owner.gateway.database.transaction().execute((transaction) => keepScope(transaction, scope));
  await tell(owner, { purpose: "grant", documentId, subjectId: grantId, payload: terms });
  return grantId;
}

/** Puts a paper where its owner's worker and the wire would have brought it. */
export async function deliver(owner: Reader, to: Reader, it: DeliverChoices): Promise<void> {
  const { grantId, documentId, scope = "full", isLimited = false } = it;
  const document = await findDocument(owner.gateway, documentId);
  const paper = presentScope(await openPaper(owner.gateway, document), it.sent ?? scope);
  const sealed = await sealPaper(owner.gateway, documentId, paper);
  await to.gateway.blobs.put(await owner.gateway.blobs.get(sealed.blobCid));
  const { x, y } = to.gateway.keys.sealing;
  const wrappedKey = await wrapKey(await unwrapOwn(owner.gateway.keys, sealed.wrappedKey), { x, y });
  const common = { grant_id: grantId, document_id: documentId, blob_cid: sealed.blobCid };
  await owner.gateway.database
    .insertInto("grant_deliveries")
    .values({ ...common, wrapped_key: sealed.wrappedKey, delivery_id: 0, time_seconds: 0 })
    .execute();
  await to.gateway.database
    .insertInto("shared_papers")
    .values({
      ...common,
      ...{ issuer: owner.gateway.memberId, kind: document.kind, statement: document.statement },
      ...{ scope: JSON.stringify(scope), wrapped_key: isLimited ? null : wrappedKey },
      ...{ envelope_id: "00".repeat(32), received_at_seconds: to.gateway.clock() },
    })
    .execute();
}

export interface DeliverChoices {
  readonly grantId: Hex32;
  readonly documentId: Hex32;
  readonly scope?: Scope;
  readonly isLimited?: boolean;
  /** What an owner that errs sends in place of the scope. */
  readonly sent?: Scope;
}

/** A grant on the chain and its paper at the reader. */
export async function share(owner: Reader, choices: GrantChoices): Promise<Hex32> {
  const grantId = await grant(owner, choices);
  const { documentId, scope = "full", maxUses } = choices;
  await deliver(owner, choices.to, { grantId, documentId, scope, isLimited: maxUses !== undefined });
  return grantId;
}

/** Pointers that are open in a body. */
export const pointersIn = (body: Parameters<typeof openBody>[0]): string[] =>
  openBody(body).fields.map(({ pointer }) => pointer);

export const roleOf = (name: ActorName): number => ACTORS[name].roles;
