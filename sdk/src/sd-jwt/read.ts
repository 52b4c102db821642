import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { disclosureDigest } from "../document/disclosure.ts";
import { SdkError } from "../errors.ts";
import { base64urlOf, bytesOfBase64url } from "../primitives/base64url.ts";

/** An SD-JWT read: what it says once its disclosures are put back. No signature is checked. */
export interface ReadSdJwt {
  /** Header of the issuer-signed JWT. */
  readonly header: JsonObject;
  /** The payload with every disclosed claim in its place, without digests. */
  readonly payload: JsonObject;
  /** Compact JWS of the issuer, to check its signature by. */
  readonly jwt: string;
  /** The key binding JWT, where the presentation ends with one. */
  readonly keyBinding?: string;
}

interface Disclosure {
  /** Absent for an element of an array. */
  readonly name?: string;
  readonly value: Json;
}

interface Reading {
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  /** Every digest met, disclosed or not; none may stand twice. */
  readonly met: Set<string>;
}

const MAX_DEPTH = 64;

/**
 * Reads an SD-JWT in its compact form, as RFC 9901 §7.1 steps 2 to 5 process one.
 * @throws SdkError SD_JWT_INVALID for a digest or claim name that stands twice, a disclosure that no digest asks for, a
 * claim called `_sd` or `...`, and a hash other than sha-256; JSON_* for parts that are not strict JSON.
 */
export function readSdJwt(text: string): ReadSdJwt {
  const [jwt = "", ...parts] = text.split("~");
  const keyBinding = parts.pop();
  if (keyBinding === undefined) throw invalid("There is no ~ after the JWT.");
  const [header, payload] = readJwt(jwt);
  const { _sd_alg: algorithm, ...signed } = payload;
  if (algorithm !== undefined && algorithm !== "sha-256") throw invalid("Its hash is not sha-256.");
  const reading: Reading = { disclosures: readDisclosures(parts), met: new Set() };
  const shown = shownObject(reading, signed, 0);
  if ([...reading.disclosures.keys()].some((digest) => !reading.met.has(digest))) {
    throw invalid("A disclosure has no digest in it.");
  }
  return { header, payload: shown, jwt, ...(keyBinding !== "" && { keyBinding }) };
}

function readJwt(jwt: string): [JsonObject, JsonObject] {
  const [header = "", payload = "", ...rest] = jwt.split(".");
  const read = [header, payload].map((part) => parseJson(bytesOfPart(part)));
  if (rest.length !== 1 || !read.every(isJsonObject)) throw invalid("Its JWT is not a compact JWS of JSON objects.");
  return read as [JsonObject, JsonObject];
}

function readDisclosures(texts: readonly string[]): Map<string, Disclosure> {
  const disclosures = new Map(texts.map((text) => [base64urlOf(disclosureDigest(text)), readDisclosure(text)]));
  if (disclosures.size !== texts.length) throw invalid("A disclosure stands twice.");
  return disclosures;
}

function readDisclosure(text: string): Disclosure {
  const parts = parseJson(bytesOfPart(text));
  if (!Array.isArray(parts) || typeof parts[0] !== "string") throw invalid("A disclosure is not an array with a salt.");
  if (parts.length === 2) return { value: parts[1] };
  const [, name, value] = parts;
  if (parts.length !== 3 || typeof name !== "string") throw invalid("A disclosure is not [salt, name, value].");
  if (name === "_sd" || name === "...") throw invalid("A disclosure uses a reserved claim name.");
  return { name, value };
}

function shown(reading: Reading, value: Json, depth: number): Json {
  if (depth > MAX_DEPTH) throw invalid("Its disclosures are nested too deep.");
  if (Array.isArray(value)) return shownArray(reading, value, depth);
  return isJsonObject(value) ? shownObject(reading, value, depth) : value;
}

function shownObject(reading: Reading, { _sd: digests = [], ...plain }: JsonObject, depth: number): JsonObject {
  if (Object.hasOwn(plain, "...")) throw invalid("A claim is called ... outside an array.");
  const object: Record<string, Json> = Object.create(null);
  for (const [name, value] of Object.entries(plain)) object[name] = shown(reading, value, depth + 1);
  if (!Array.isArray(digests)) throw invalid("_sd is not an array of digests.");
  for (const digest of digests) {
    const disclosure = take(reading, digest);
    if (!disclosure) continue;
    const { name, value } = disclosure;
    if (name === undefined) throw invalid("An array element is disclosed as a claim.");
    if (name in object) throw invalid("A disclosed claim stands there already.");
    object[name] = shown(reading, value, depth + 1);
  }
  return object;
}

function shownArray(reading: Reading, items: readonly Json[], depth: number): Json[] {
  return items.flatMap((item) => {
    if (!isJsonObject(item) || !Object.hasOwn(item, "...")) return [shown(reading, item, depth + 1)];
    if (Object.keys(item).length !== 1) throw invalid("An array's digest has other members beside it.");
    const disclosure = take(reading, item["..."]);
    if (!disclosure) return [];
    if (disclosure.name !== undefined) throw invalid("A claim is disclosed as an array element.");
    return [shown(reading, disclosure.value, depth + 1)];
  });
}

/** The disclosure that a digest asks for; undefined when it is withheld or the digest is a decoy. */
function take({ disclosures, met }: Reading, digest: Json | undefined): Disclosure | undefined {
  if (typeof digest !== "string") throw invalid("A digest is not text.");
  if (met.has(digest)) throw invalid("A digest stands twice.");
  met.add(digest);
  return disclosures.get(digest);
}

function bytesOfPart(part: string): Uint8Array {
  try {
    return bytesOfBase64url(part);
  } catch (cause) {
    throw new SdkError("SD_JWT_INVALID", "A part of the SD-JWT is not base64url.", cause);
  }
}

const invalid = (fault: string): SdkError => new SdkError("SD_JWT_INVALID", `The SD-JWT is not valid. ${fault}`);
