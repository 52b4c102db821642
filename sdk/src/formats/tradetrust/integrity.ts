import { keccak_256 } from "@noble/hashes/sha3.js";
import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { parseJson } from "../../canonical/parse-json.ts";
import { bytesOfBase64url } from "../../primitives/base64url.ts";
import { bytesOfHex32, hexOf, isHex32 } from "../../primitives/hex.ts";
import { utf8Encode } from "../../primitives/utf8.ts";

const keccak = (text: string): string => hexOf(keccak_256(utf8Encode(text)));

/** A value that is neither object nor array, or an empty one, by the names on the way to it. */
type Leaf = readonly [path: string, value: Json];

/** How the names on the way to a leaf are put together; undefined for a name that would make two ways look alike. */
interface Notation {
  readonly member: (path: string, name: string) => string | undefined;
  readonly item: (path: string, index: number) => string;
}

/** OpenAttestation 2: `a.b.0`. */
const DOTTED: Notation = {
  member: (path, name) => (name.includes(".") ? undefined : path === "" ? name : `${path}.${name}`),
  item: (path, index) => (path === "" ? `${index}` : `${path}.${index}`),
};

/** OpenAttestation 3: `a.b[0]`. */
const BRACKETED: Notation = {
  member: (path, name) => (/[.[\]]/.test(name) ? undefined : path === "" ? name : `${path}.${name}`),
  item: (path, index) => `${path}[${index}]`,
};

/** Of all paths together: a few long names over many values would take very long to hash. */
const MAX_PATH_CHARACTERS = 32 * 1024 * 1024;

/** Whether a document is one that is hashed here. */
function isCheckable(leaves: readonly Leaf[]): boolean {
  return leaves.reduce((sum, [path]) => sum + path.length, 0) <= MAX_PATH_CHARACTERS;
}

/** Every leaf of a value; undefined when a name is one that the notation does not allow. */
function leavesOf(value: Json, notation: Notation, path = ""): Leaf[] | undefined {
  const parts: readonly (readonly [string | undefined, Json])[] = Array.isArray(value)
    ? value.map((item, index) => [notation.item(path, index), item])
    : isJsonObject(value)
      ? Object.keys(value).map((name) => [notation.member(path, name), value[name] as Json])
      : [];
  if (parts.length === 0) return [[path, value]];
  const leaves: Leaf[] = [];
  for (const [inner, part] of parts) {
    const below = inner === undefined ? undefined : leavesOf(part, notation, inner);
    if (below === undefined) return undefined;
    for (const leaf of below) leaves.push(leaf);
  }
  return leaves;
}

/** What a proof claims: the digest of the document, the way to the root of its batch, and digests of withheld leaves. */
interface Claim {
  readonly leaves: readonly string[];
  readonly withheld: Json | undefined;
  readonly targetHash: Json | undefined;
  readonly way: Json | undefined;
  readonly root: Json | undefined;
}

/** Keccak-256 over the sorted digests is the document's digest; folded with its way, each pair sorted, it is the root. */
function holds({ leaves, withheld = [], targetHash, way = [], root }: Claim): boolean {
  if (!isHexList(withheld) || !isHexList(way) || !isHex32(targetHash) || !isHex32(root)) return false;
  if (keccak(JSON.stringify([...leaves, ...withheld].sort())) !== targetHash) return false;
  return way.reduce(combine, targetHash) === root;
}

const isHexList = (value: Json): value is readonly string[] => Array.isArray(value) && value.every(isHex32);

function combine(a: string, b: string): string {
  const pair = new Uint8Array(64);
  pair.set(bytesOfHex32(a < b ? a : b), 0);
  pair.set(bytesOfHex32(a < b ? b : a), 32);
  return hexOf(keccak_256(pair));
}

/**
 * Whether a wrapped document of OpenAttestation 2 (`SHA3MerkleProof`) is as it was wrapped. Its values carry their own
 * salts, `uuid:type:value`.
 * @returns undefined where its names are longer than 32 MiB together, and it is not hashed here.
 */
export function isIntactV2({ data, signature, privacy }: JsonObject): boolean | undefined {
  if (!isJsonObject(data) || !isJsonObject(signature)) return false;
  const leaves = Object.keys(data).length === 0 ? [] : leavesOf(data, DOTTED);
  if (leaves === undefined) return false;
  if (!isCheckable(leaves)) return undefined;
  return holds({
    leaves: leaves.map(([path, value]) => keccak(JSON.stringify({ [path]: value }))),
    withheld: isJsonObject(privacy) ? privacy["obfuscatedData"] : undefined,
    targetHash: signature["targetHash"],
    way: signature["proof"],
    root: signature["merkleRoot"],
  });
}

/**
 * Whether a credential of OpenAttestation 3 (`OpenAttestationMerkleProofSignature2018`) is as it was wrapped: each value
 * that it shows has one salt, each salt a value.
 * @returns undefined where its names are longer than 32 MiB together, and it is not hashed here.
 */
export function isIntactV3({ proof, ...shown }: JsonObject): boolean | undefined {
  if (!isJsonObject(proof)) return false;
  const [leaves, salts] = [leavesOf(shown, BRACKETED), saltsIn(proof["salts"])];
  if (leaves === undefined || salts === undefined || salts.size !== leaves.length) return false;
  if (!isCheckable(leaves)) return undefined;
  // An empty object or array has no salt, so that it would be bound by nothing.
  if (!leaves.every(([path, value]) => salts.has(path) && (typeof value !== "object" || value === null))) return false;
  return holds({
    leaves: leaves.map(([path, value]) => keccak(JSON.stringify({ [path]: `${salts.get(path)}:${value}` }))),
    withheld: isJsonObject(proof["privacy"]) ? proof["privacy"]["obfuscated"] : undefined,
    targetHash: proof["targetHash"],
    way: proof["proofs"],
    root: proof["merkleRoot"],
  });
}

/** Salts by the path of their values; undefined when they cannot be read or a path has two. */
function saltsIn(encoded: Json | undefined): Map<string, string> | undefined {
  if (typeof encoded !== "string") return undefined;
  const listed = readBase64Json(encoded);
  if (!Array.isArray(listed)) return undefined;
  const salts = new Map<string, string>();
  for (const salt of listed) {
    if (!isJsonObject(salt) || typeof salt["path"] !== "string" || typeof salt["value"] !== "string") return undefined;
    if (salts.has(salt["path"])) return undefined;
    salts.set(salt["path"], salt["value"]);
  }
  return salts;
}

function readBase64Json(encoded: string): Json | undefined {
  try {
    return parseJson(bytesOfBase64url(encoded.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")));
  } catch {
    return undefined;
  }
}
