import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import type { FormatFinding } from "../format.ts";
import { objectsAt, textAt, valuesAt } from "../json-facts/places.ts";

/** Contexts that begin with one of these make a credential: W3C VC data model 1.1 §4.1 and 2.0 §4.3. */
const BASE_CONTEXTS = ["https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"];

/**
 * The verifiable credential in a value: the value itself, or the only one in a presentation.
 * @returns undefined when there is none, or a presentation holds several.
 */
export function credentialIn(json: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(json) || !BASE_CONTEXTS.some((context) => valuesAt(json, "@context").includes(context)))
    return undefined;
  const types = valuesAt(json, "type");
  if (types.includes("VerifiableCredential")) return json;
  const presented = types.includes("VerifiablePresentation") ? objectsAt(json, "verifiableCredential") : [];
  return presented.length === 1 ? presented[0] : undefined;
}

/** Types of a credential and of its subject, the subject's first since they say more. */
export const typesOf = (credential: JsonObject): Json[] => [
  ...valuesAt(credential, "credentialSubject/type"),
  ...valuesAt(credential, "type"),
];

/** What is said of the proofs that a credential carries itself: they need its issuer's keys, which stand elsewhere. */
export function proofFindings(credential: JsonObject): FormatFinding[] {
  if (objectsAt(credential, "proof").length === 0) return [];
  const sort = textAt(credential, "proof/cryptosuite") ?? textAt(credential, "proof/type") ?? "";
  const named = /^[\w-]{1,64}$/.test(sort) ? ` (${sort})` : "";
  const message = `The credential carries a proof of its own${named} that was not checked.`;
  return [{ code: "CREDENTIAL_PROOF_UNCHECKED", message }];
}
