import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import type { FormatFinding } from "../format.ts";
import { objectsAt, saysAt, textAt, valuesAt } from "../json-facts/places.ts";
import { credentialIn, proofFindings } from "../w3c/credential.ts";
import { isIntactV2, isIntactV3 } from "./integrity.ts";
import { unsalted } from "./unsalt.ts";

/** A form that such documents have had. */
interface Form {
  /** The document without salts and wrapping; undefined for a value of another form. */
  documentIn(json: JsonObject): JsonObject | undefined;
  findings(json: JsonObject): FormatFinding[];
}

const SCHEMA_2 = "https://schema.openattestation.com/2.0/schema.json";
const VALID = {
  code: "OA_INTEGRITY_VALID",
  message: "Its own proof fits: the document is as it was wrapped.",
} as const;
const INVALID = {
  code: "OA_INTEGRITY_INVALID",
  message: "Its own proof does not fit: the document is not as it was wrapped.",
} as const;
const UNHASHED = {
  code: "OA_INTEGRITY_UNCHECKED",
  message: "Its own proof was not checked: the names of its values are too long to hash here.",
} as const;
/** What a proof that fits, does not fit, or was not hashed is to the document. */
const integrityOf = (isIntact: boolean | undefined): FormatFinding =>
  isIntact === undefined ? UNHASHED : isIntact ? VALID : INVALID;
const UNWRAPPED = {
  code: "OA_UNWRAPPED",
  message: "The document is not wrapped: it has no proof of its own.",
} as const;
const UNCHECKED = {
  code: "OA_ISSUANCE_UNCHECKED",
  message: "Who issued it, and whether it was revoked or handed on, stands elsewhere and was not asked.",
} as const;

const wrappedV2: Form = {
  documentIn({ version, data, signature }) {
    const isWrapped = version === SCHEMA_2 || (isJsonObject(signature) && signature["type"] === "SHA3MerkleProof");
    return isWrapped && isJsonObject(data) ? (unsalted(data) as JsonObject) : undefined;
  },
  findings: (json) => ("signature" in json ? [integrityOf(isIntactV2(json)), UNCHECKED] : [UNWRAPPED]),
};

const rawV2: Form = {
  documentIn: (json) =>
    Array.isArray(json["issuers"]) &&
    (isJsonObject(json["$template"]) || objectsAt(json, "issuers/identityProof").length > 0)
      ? json
      : undefined,
  findings: () => [UNWRAPPED],
};

/** OpenAttestation 3 and 4: credentials with its own context. Of version 4, only that it has a proof is said. */
const credentialV3: Form = {
  documentIn(json) {
    const credential = credentialIn(json);
    const isOurs = valuesAt(credential, "@context").some(
      (context) => typeof context === "string" && /^https:\/\/schemata\.openattestation\.com\//.test(context),
    );
    return isOurs || saysAt(credential, "type", "OpenAttestationCredential") ? credential : undefined;
  },
  findings(json) {
    const credential = credentialIn(json) as JsonObject;
    if (!("proof" in credential)) return [UNWRAPPED];
    const isV3 = textAt(credential, "proof/type") === "OpenAttestationMerkleProofSignature2018";
    const own = isV3 ? [integrityOf(isIntactV3(credential))] : proofFindings(credential);
    return [...own, UNCHECKED];
  },
};

const credentialW3c: Form = {
  documentIn(json) {
    const credential = credentialIn(json);
    const isOurs = valuesAt(credential, "@context").some(
      (context) => typeof context === "string" && /^https:\/\/(?:trustvc\.io|schemata\.tradetrust\.io)\//.test(context),
    );
    return isOurs ? credential : undefined;
  },
  findings(json) {
    const credential = credentialIn(json) as JsonObject;
    const proofs = proofFindings(credential);
    return [...(proofs.length > 0 ? proofs : [UNWRAPPED]), UNCHECKED];
  },
};

/** Every form. To know another, add a row. */
const FORMS: readonly Form[] = [wrappedV2, rawV2, credentialV3, credentialW3c];

/** The document in a value of any form, with what its own verification says; undefined for a value of none. */
export function tradeTrustIn(
  json: Json | undefined,
): { document: JsonObject; findings(): FormatFinding[] } | undefined {
  if (!isJsonObject(json)) return undefined;
  for (const form of FORMS) {
    const document = form.documentIn(json);
    if (document) return { document, findings: () => form.findings(json) };
  }
  return undefined;
}
