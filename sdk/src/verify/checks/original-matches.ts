import { sha256 } from "#sha256";
import { canonicalize } from "../../canonical/canonicalize.ts";
import { isJsonObject, type Json } from "../../canonical/json.ts";
import { FACTS_POINTER, type Field, jsonOf, ORIGINAL_POINTER } from "../../document/pointer.ts";
import { readFields } from "../../document/prepare.ts";
import type { Facts } from "../../facts/facts.ts";
import type { KindName } from "../../kinds/kinds.ts";
import { bytesOfBase64url } from "../../primitives/base64url.ts";
import { hexOf } from "../../primitives/hex.ts";
import type { Outcome, Subject } from "../subject.ts";

/** The original bytes are those that were signed, and read again they say what the open fields say. */
export function originalMatches({ paper, opened, statement }: Subject): Outcome | undefined {
  if (!opened || !statement) return undefined;
  if (paper.original === undefined)
    return isOfOtherKind(opened.fields, statement.claims.kind) ? CONTRADICTED : undefined;
  const stated = opened.fields.find(({ pointer }) => pointer === ORIGINAL_POINTER)?.value;
  if (!isJsonObject(stated)) {
    return {
      status: "invalid",
      code: "ORIGINAL_ALTERED",
      message: "The original's digest is withheld, so the bytes prove nothing.",
    };
  }
  const bytes = tryBytes(paper.original);
  if (!bytes || hexOf(sha256(bytes)) !== stated["sha256"] || bytes.length !== stated["size"]) {
    return {
      status: "invalid",
      code: "ORIGINAL_ALTERED",
      message: "The original bytes are not those that were signed.",
      action: "Ask the issuer for the original again.",
    };
  }
  const reread = rereadFields(bytes, stated["mediaType"], { fields: opened.fields, kind: statement.claims.kind });
  if (!reread) {
    return {
      status: "unknown",
      code: "ORIGINAL_UNREADABLE",
      message: "The original bytes match, but no format here reads them.",
    };
  }
  const { kind } = statement.claims;
  const isSaid = ({ pointer, value }: Field): boolean => reread.fields.get(pointer) === canonicalize(value);
  return reread.kind === kind && opened.fields.every(isSaid)
    ? {
        status: "valid",
        code: "ORIGINAL_MATCHES",
        message: "The original bytes are those that were signed, and say the same.",
      }
    : CONTRADICTED;
}

const CONTRADICTED: Outcome = {
  status: "invalid",
  code: "ORIGINAL_CONTRADICTED",
  message: "The original says otherwise than the document's fields or kind.",
};

/** Sealane's own JSON names its kind, so that even without the original's bytes no paper passes for one of another kind. */
const isOfOtherKind = (fields: readonly Field[], kind: KindName): boolean =>
  fields.some(({ pointer, value }) => pointer === "/sealane" && typeof value === "string" && value !== kind);

function rereadFields(
  original: Uint8Array,
  mediaType: Json | undefined,
  { fields: open, kind }: { fields: readonly Field[]; kind: KindName },
): { kind: KindName; fields: Map<string, string> } | undefined {
  try {
    const facts = factsOf(open);
    const reading = readFields({ original, ...(typeof mediaType === "string" && { mediaType }), facts, kind });
    const fields = new Map(reading.fields.map(({ pointer, value }) => [pointer, canonicalize(value)]));
    return { kind: reading.kind, fields };
  } catch {
    return undefined;
  }
}

/** The facts among the fields: an opaque original says nothing itself, so they were given beside it. */
function factsOf(fields: readonly Field[]): Facts {
  const prefix = `${FACTS_POINTER}/`;
  const facts = fields.filter(({ pointer }) => pointer.startsWith(prefix));
  return jsonOf(facts.map(({ pointer, value }) => ({ pointer: pointer.slice(FACTS_POINTER.length), value }))) as Facts;
}

function tryBytes(original: string): Uint8Array | undefined {
  try {
    return bytesOfBase64url(original);
  } catch {
    return undefined;
  }
}
