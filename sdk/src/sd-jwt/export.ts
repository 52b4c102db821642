import { type Body, openBody } from "../document/body.ts";
import { disclosureDigest } from "../document/disclosure.ts";
import { base64urlOf } from "../primitives/base64url.ts";
import { type Signer, signJws } from "../statement/jws.ts";
import type { StatementClaims } from "../statement/statement.ts";

/**
 * The document's open fields as a standard SD-JWT (RFC 9901 §4): claim names are JSON Pointers, the disclosures are the
 * document's own, so that a holder of either can show that the other is the same.
 * @returns Issuer-signed JWT ‖ "~" ‖ disclosures, each followed by "~".
 * @throws SdkError BODY_INVALID, DISCLOSURE_INVALID.
 */
export function exportSdJwt(body: Body, { kind, issuer, issuedAt }: StatementClaims, signer: Signer): string {
  const { documentId } = openBody(body);
  const disclosures = body.disclosures.map(([, disclosure]) => disclosure);
  // Sorted, so that their order says nothing of the fields' (RFC 9901 §4.2.4.1).
  const digests = disclosures.map((disclosure) => base64urlOf(disclosureDigest(disclosure))).sort();
  const payload = {
    _sd: digests,
    _sd_alg: "sha-256",
    documentId,
    iat: issuedAt,
    iss: `urn:sealane:member:${issuer}`,
    vct: `urn:sealane:kind:${kind}`,
  };
  return `${[signJws("dc+sd-jwt", payload, signer), ...disclosures].join("~")}~`;
}
