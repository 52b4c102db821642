import { type Finding, type Paper, readStatement, referenceTag } from "@sealane/sdk";
import type { TagKeys } from "../keys/keys.ts";
import { openFields } from "./facts-of.ts";

/**
 * Whether the statement's tag is of the number that the paper states: an issuer that tags another hides from everybody
 * that a number was issued twice. Only who holds the tag key of its epoch can say.
 * @returns undefined without that key, or where the number is not open or nothing can be read.
 */
export function judgeTag({ byEpoch }: TagKeys, { statement, body }: Paper): Finding | undefined {
  const expected = expectedTag(byEpoch, { statement, body });
  if (!expected) return undefined;
  return expected.tag === expected.stated
    ? {
        check: "numberTagged",
        status: "valid",
        code: "TAG_MATCHES",
        message: "The document's tag is of the number that it states.",
      }
    : {
        check: "numberTagged",
        status: "invalid",
        code: "TAG_CONTRADICTED",
        message: "The document's tag is not of the number that it states, so nobody would find the number twice.",
        action: "Do not rely on this paper; ask its issuer.",
      };
}

function expectedTag(byEpoch: TagKeys["byEpoch"], paper: Paper): { tag: string; stated: string } | undefined {
  try {
    const { kind, tagEpoch, referenceTag: stated } = readStatement(paper.statement).claims;
    const { documentNumber } = openFields(paper.body).facts;
    const key = byEpoch.get(tagEpoch);
    if (!key || typeof documentNumber !== "string") return undefined;
    return { tag: referenceTag(key, kind, documentNumber), stated };
  } catch {
    // What cannot be read, other checks find.
    return undefined;
  }
}
