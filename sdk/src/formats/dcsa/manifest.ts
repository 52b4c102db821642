import { sha256 } from "#sha256";
import { canonicalize } from "../../canonical/canonicalize.ts";
import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { parseJson } from "../../canonical/parse-json.ts";
import { bytesOfBase64url } from "../../primitives/base64url.ts";
import { hexOf } from "../../primitives/hex.ts";
import type { FormatFinding } from "../format.ts";

/** A JWS whose payload has checksums of parts of the message it stands in. */
interface Manifest {
  /** Member of the message that holds it. */
  readonly member: string;
  /** Claims of its payload, and the member of the message that each is the SHA-256 of, over RFC 8785. */
  readonly checksums: readonly (readonly [claim: string, member: string])[];
}

/** Manifests of DCSA eBL 3 issuance and PINT. To know another, add a row. */
const MANIFESTS: readonly Manifest[] = [
  {
    member: "issuanceManifestSignedContent",
    checksums: [
      ["documentChecksum", "document"],
      ["issueToChecksum", "issueTo"],
    ],
  },
  { member: "envelopeManifestSignedContent", checksums: [["transportDocumentChecksum", "transportDocument"]] },
];

/** What the manifests of a message say of it. Their signatures need keys that stand elsewhere. */
export const manifestFindings = (message: JsonObject): FormatFinding[] =>
  MANIFESTS.filter(({ member }) => typeof message[member] === "string").flatMap(({ member, checksums }) => {
    const payload = payloadOf(message[member] as string);
    const wrong = checksums.filter(
      ([claim, part]) => payload?.[claim] !== undefined && payload[claim] !== checksumOf(message[part]),
    );
    return [
      ...wrong.map(([, part]) => ({ ...WRONG, pointer: `/${part}` })),
      { ...(payload === undefined ? UNREADABLE : UNCHECKED), pointer: `/${member}` },
    ];
  });

const WRONG = {
  code: "MANIFEST_CONTRADICTED",
  message: "The message's own manifest states another SHA-256 of this part.",
} as const;
const UNCHECKED = {
  code: "MANIFEST_SIGNATURE_UNCHECKED",
  message: "The manifest is signed with a key that stands elsewhere; the signature was not checked.",
} as const;
const UNREADABLE = {
  code: "MANIFEST_UNREADABLE",
  message: "The manifest is no compact JWS with a JSON object in it.",
} as const;

const checksumOf = (part: Json | undefined): string | undefined =>
  part === undefined ? undefined : hexOf(sha256(canonicalize(part)));

function payloadOf(jws: string): JsonObject | undefined {
  const [, payload, , ...more] = jws.split(".", 4);
  if (payload === undefined || more.length > 0) return undefined;
  try {
    const claims = parseJson(bytesOfBase64url(payload));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
