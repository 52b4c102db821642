import { type Hex32, type PreparedDocument, referenceTag, subjectTag } from "@sealane/sdk";
import { GatewayError } from "../errors.ts";
import type { TagKeys } from "../keys/keys.ts";

/** The tags of a statement and the epoch of the key they were made with. */
export interface Tags {
  readonly subjectTag: Hex32;
  readonly referenceTag: Hex32;
  readonly tagEpoch: number;
}

/**
 * Tags of a document under the latest tag key. Without a consignment's reference of its own, a paper's UCR, failing that
 * its number, is what its consignment is known by; a paper without a number is known by its id.
 * @throws GatewayError CONSIGNMENT_MISSING, TAG_KEY_MISSING.
 */
export function tagsOf(
  { latestEpoch, byEpoch }: TagKeys,
  { documentId, kind, facts }: Pick<PreparedDocument, "documentId" | "kind" | "facts">,
  consignment?: string,
): Tags {
  const key = byEpoch.get(latestEpoch);
  if (!key) throw new GatewayError("TAG_KEY_MISSING", "The keystore holds no tag key of the consortium.");
  const reference = consignment ?? facts.ucr ?? facts.documentNumber;
  if (reference === undefined) {
    throw new GatewayError(
      "CONSIGNMENT_MISSING",
      "The document states no UCR or number: say which consignment it is of.",
    );
  }
  return {
    subjectTag: subjectTag(key, reference),
    referenceTag: referenceTag(key, kind, facts.documentNumber ?? documentId),
    tagEpoch: latestEpoch,
  };
}
