import {
  bytesOfBase64url,
  type DocumentEvidence,
  type Dossier,
  type Evidence,
  hexOf,
  isEvidence,
  type Member,
  type MemberKey,
  type Network,
  readStatement,
  type Tombstone,
} from "../../src/index.ts";
import { CliError } from "../errors.ts";
import { accreditationsOf } from "./accreditations.ts";
import { holds } from "./batches.ts";
import { type Contract, callWords, numberOfWord } from "./contract.ts";
import { headOf, type Node } from "./node.ts";

const USES = ["statement", "sealing", "transport"] as const;

/** The contracts that a directory lists, by the state after one block. */
interface Registries {
  readonly members: Contract;
  readonly documents: Contract;
}

/**
 * What the chain says now of everything that a dossier speaks of. Its own evidence only tells where to look: roots,
 * paths and keys, each of which proves itself. What it says is nowhere is not looked for, and so stays unknown.
 * @throws CliError CHAIN_UNAVAILABLE, NETWORK_DIFFERS.
 */
export async function gatherEvidence(dossier: Dossier, node: Node, directory: string): Promise<Evidence> {
  const { evidence } = dossier;
  const { number, hash, timeSeconds } = await headOf(node);
  const network = await networkOf(node, directory);
  if (!isSame(network, evidence.network)) {
    throw new CliError("NETWORK_DIFFERS", "The dossier is of another network than the nodes, or of another directory.");
  }
  const at = (address: string): Contract => ({ node, address, block: number });
  const members = at(await locationOf(at(directory), "MemberRegistry"));
  const documents = at(await locationOf(at(directory), "DocumentRegistry"));
  const gathered = {
    network,
    block: { number, hash, timeSeconds },
    documents: await documentsOf({ members, documents }, dossier),
    members: await membersOf({ members, documents }, dossier),
  };
  if (isEvidence(gathered)) return gathered;
  throw new CliError("CHAIN_UNAVAILABLE", `${node.host} answers with what no contract of Sealane says.`);
}

async function networkOf(node: Node, directory: string): Promise<Network> {
  const chainId = Number(await node.ask("eth_chainId", []));
  const genesis = (await node.ask("eth_getBlockByNumber", ["0x0", false])) as { hash?: unknown } | null;
  return { chainId, genesisHash: String(genesis?.hash).slice(2), directory: directory.slice(2).toLowerCase() };
}

const isSame = (a: Network, b: Network): boolean =>
  a.chainId === b.chainId && a.genesisHash === b.genesisHash && a.directory === b.directory;

async function locationOf(directory: Contract, name: string): Promise<string> {
  const [word = ""] = await callWords(directory, "locationOf(bytes32)", [
    hexOf(new TextEncoder().encode(name)).padEnd(64, "0"),
  ]);
  return `0x${word.slice(24)}`;
}

async function documentsOf({ documents }: Registries, { evidence, papers }: Dossier): Promise<DocumentEvidence[]> {
  const found: DocumentEvidence[] = [];
  const stated = papers.flatMap(({ statement }) => tryClaims(statement));
  const known = new Set(evidence.members.map(({ memberId }) => memberId));
  for (const { documentId, memberId, anchor } of evidence.documents) {
    // A member whose keys the dossier does not name cannot be judged: to ask of its documents would make it a stranger.
    if (!anchor || !known.has(memberId)) continue;
    const words = await callWords(documents, "batch(uint32,bytes32)", [memberId, anchor.root]);
    const [anchoredAtSeconds = 0, blockNumber = 0, size = 0] = words.map(numberOfWord);
    // The path of a paper at hand is judged with it; that of a mere link proves nothing.
    const isPaper = stated.some((claims) => claims.documentId === documentId && claims.issuer === memberId);
    const isThere =
      anchoredAtSeconds > 0 &&
      (isPaper || (await holds(documents, { memberId, root: anchor.root, blockNumber }, documentId)));
    const tombstone = isThere ? await tombstoneOf(documents, memberId, documentId) : null;
    found.push({
      documentId,
      memberId,
      anchor: isThere ? { ...anchor, anchoredAtSeconds, blockNumber, size } : null,
      tombstone,
    });
  }
  return found;
}

async function tombstoneOf(documents: Contract, memberId: number, documentId: string): Promise<Tombstone | null> {
  const words = await callWords(documents, "tombstone(uint32,bytes32)", [memberId, documentId]);
  const [supersededAtSeconds = 0, withdrawnAtSeconds = 0, supersedeReason = 0, withdrawReason = 0] =
    words.map(numberOfWord);
  if (supersededAtSeconds === 0 && withdrawnAtSeconds === 0) return null;
  return { supersededAtSeconds, withdrawnAtSeconds, supersedeReason, withdrawReason, successorId: words[4] ?? "" };
}

async function membersOf({ members }: Registries, { evidence, papers }: Dossier): Promise<Member[]> {
  const found: Member[] = [];
  for (const { memberId, keys } of evidence.members) {
    const words = await callWords(members, "member(uint32)", [memberId]);
    // The struct holds a string, so a word with its place comes first.
    const [, country = "", roles, status, since] = words;
    if (numberOfWord(status) === 0) continue;
    const claims = papers.flatMap(({ statement }) => tryClaims(statement)).filter(({ issuer }) => issuer === memberId);
    const accreditations = [];
    for (const kind of new Set(claims.map((one) => one.kind))) {
      const oldest = Math.min(...claims.filter((one) => one.kind === kind).map(({ issuedAt }) => issuedAt));
      accreditations.push(...(await accreditationsOf(members, memberId, { kind, since: oldest })));
    }
    found.push({
      memberId,
      country: String.fromCharCode(Number.parseInt(country.slice(0, 2), 16), Number.parseInt(country.slice(2, 4), 16)),
      roles: numberOfWord(roles),
      status: numberOfWord(status) === 1 ? "active" : "suspended",
      statusSinceSeconds: numberOfWord(since),
      keys: await keysOf(members, memberId, keys),
      accreditations,
    });
  }
  return found;
}

async function keysOf(members: Contract, memberId: number, named: readonly MemberKey[]): Promise<MemberKey[]> {
  const found: MemberKey[] = [];
  for (const { kid, x, y } of named) {
    const words = await callWords(members, "key(uint32,bytes32)", [memberId, hexOf(bytesOfBase64url(kid))]);
    const [use = 0, validFromSeconds = 0, validUntilSeconds = 0, compromisedSinceSeconds = 0] = words.map(numberOfWord);
    const known = USES[use - 1];
    if (known) found.push({ kid, x, y, use: known, validFromSeconds, validUntilSeconds, compromisedSinceSeconds });
  }
  return found;
}

function tryClaims(statement: string) {
  try {
    return [readStatement(statement).claims];
  } catch {
    return [];
  }
}
