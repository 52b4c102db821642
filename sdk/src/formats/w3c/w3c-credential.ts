import type { Json, JsonObject } from "../../canonical/json.ts";
import { statedBy } from "../fact-rules.ts";
import type { Format, FormatFinding } from "../format.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { tradeTrustIn } from "../tradetrust/forms.ts";
import { ENVELOPE_FACTS } from "./common-facts.ts";
import { credentialIn, proofFindings, typesOf } from "./credential.ts";
import type { CredentialType } from "./credential-type.ts";
import { CREDENTIAL_TYPES } from "./credential-types.ts";

const typeOf = (credential: JsonObject): CredentialType | undefined => {
  const name = typesOf(credential).find((type) => typeof type === "string" && Object.hasOwn(CREDENTIAL_TYPES, type));
  return name === undefined ? undefined : CREDENTIAL_TYPES[name as string];
};

const ASSUMED: FormatFinding = {
  code: "KIND_ASSUMED",
  message: "The credential is of no type that is known here, and no kind was given: it is kept as another document.",
};

/**
 * A W3C verifiable credential (data model 1.1 or 2.0), with the types of the traceability vocabulary known to their
 * facts. Of any other credential only what its envelope states is a fact, and its kind is given beside.
 */
export const w3cCredential: Format = {
  name: "w3c-credential",
  title: "W3C verifiable credential",
  mediaTypes: ["application/json", "application/vc", "application/vc+ld+json"],
  recognise: ({ json }) => credentialIn(json) !== undefined && tradeTrustIn(json) === undefined,
  read({ json }, hints) {
    const credential = credentialIn(json) as JsonObject;
    const type = typeOf(credential);
    const stated = statedBy({ ...ENVELOPE_FACTS, ...type?.facts }, credential);
    const findings = proofFindings(credential);
    if (type === undefined && hints.kind === undefined) findings.push(ASSUMED);
    const known = type?.kind ?? hints.kind ?? "other-document";
    const kind = typeof known === "function" ? known(credential, hints) : known;
    return jsonReading(json as Json, { kind, stated, findings });
  },
};
