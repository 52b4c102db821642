import type { Hex32, KindName, Scope } from "@sealane/sdk";
import { compareDocuments } from "../../../node-gateway/src/comparisons/compare-documents.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import type { Peers } from "../../../node-gateway/src/peers/peers.ts";
import { grantRequest, makeRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { deployNetwork, type TestNetwork } from "./network.ts";
import { originalOf } from "./papers.ts";
import { createSwitchboard, openReader, type Reader } from "./readers.ts";
import { settleAll } from "./sharing.ts";

/** Who compares: rotterdam asks, of papers of singapore. */
export interface ComparingStage {
  readonly network: TestNetwork;
  readonly singapore: Reader;
  readonly rotterdam: Reader;
  readonly carrier: Reader;
  /** Everything that went between gateways, and everything that was logged. */
  readonly wire: string[];
  readonly logged: string[];
  /** Paths of which the next answer gets lost on its way, after it was given. */
  readonly losing: Set<string>;
  stop(): Promise<void>;
}

let count = 0;
const writing = () => ({ actor: "officer", idempotencyKey: `comparing-${++count}` });

/** Three gateways on a real chain, with ears on the wire and on the logs. */
export async function openComparingStage(): Promise<ComparingStage> {
  const network = await deployNetwork();
  const board = createSwitchboard();
  const [wire, logged, losing] = [[] as string[], [] as string[], new Set<string>()];
  const hear = (...said: unknown[]): void => void logged.push(JSON.stringify(said));
  const open = async (name: "singapore" | "rotterdam" | "carrier"): Promise<Reader> => {
    const reader = await openReader(network, name, board, { log: { info: hear, warn: hear, error: hear } });
    return Object.assign(reader, {
      gateway: { ...reader.gateway, peers: overheard(reader.gateway.peers, { wire, losing }) },
    });
  };
  const [singapore, rotterdam, carrier] = [await open("singapore"), await open("rotterdam"), await open("carrier")];
  const all = [singapore, rotterdam, carrier];
  await settleAll(...all);
  const stop = async (): Promise<void> => {
    for (const member of all) await member.close();
    await network.stop();
  };
  return { network, singapore, rotterdam, carrier, wire, logged, losing, stop };
}

function overheard(peers: Peers, { wire, losing }: Pick<ComparingStage, "wire" | "losing">): Peers {
  return {
    call: async (url, request) => {
      const answer = await peers.call(url, request);
      for (const bytes of [request.body, answer.body]) wire.push(Buffer.from(bytes ?? []).toString());
      if (losing.delete(request.path)) throw new GatewayError("PEER_UNAVAILABLE", "The answer was lost.");
      return answer;
    },
  };
}

/** A document of a member on the chain, of facts; everybody knows of it. */
export async function anchored(stage: ComparingStage, by: Reader, facts: object): Promise<Hex32> {
  const kinds: Partial<Record<Reader["name"], KindName>> = {
    singapore: "re-export-certificate",
    rotterdam: "declaration-import",
    carrier: "bill-of-lading-master",
  };
  count += 1;
  const original = originalOf(kinds[by.name] as KindName, `N-${count}`, facts);
  const { documentId } = await submitDocument(by.gateway, { ...writing(), original });
  await settleAll(stage.singapore, stage.rotterdam, stage.carrier);
  return documentId;
}

/** A grant of a paper of singapore that answers a request of rotterdam for a case. */
export async function grantForCase(
  { singapore, rotterdam }: ComparingStage,
  documentId: Hex32,
  { scope = "comparison", maxUses }: { readonly scope?: Scope; readonly maxUses?: number } = {},
): Promise<Hex32> {
  const { requestId } = await makeRequest(rotterdam.gateway, {
    ...{ ...writing(), holder: 1, about: { documentId }, scope, purpose: "investigation", note: "" },
    caseNumber: `case ${count}`,
  });
  await settleAll(rotterdam, singapore);
  const validUntilSeconds = singapore.clock.now() + 1_000_000;
  const uses = maxUses === undefined ? {} : { maxUses };
  const { grantId } = await grantRequest(singapore.gateway, {
    ...writing(),
    requestId,
    scope,
    validUntilSeconds,
    ...uses,
  });
  await settleAll(singapore, rotterdam);
  return grantId;
}

/** Rotterdam's officer compares. */
export const compare = ({ rotterdam }: ComparingStage, documentId: Hex32, otherDocumentId: Hex32, more: object = {}) =>
  compareDocuments(rotterdam.gateway, { actor: "officer", documentId, otherDocumentId, ...more });

/** All that a member's database holds, as text. */
export async function rowsOf({ gateway: { database } }: Reader): Promise<string> {
  const tables = await database.introspection.getTables();
  const rows = tables.map(({ name }) =>
    database
      .selectFrom(name as "documents")
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}
