import { readFields } from "../../../../sdk/src/document/prepare.ts";
import { present } from "../../../../sdk/src/document/present.ts";
import { base64urlOf } from "../../../../sdk/src/primitives/base64url.ts";
import { originalOf } from "../consortium.ts";
import { about, type Case, caseOf, copy, paperIn, reworded, unreadable } from "./scene.ts";

/** What may be wrong with an original. */
export const ORIGINAL: readonly Case[] = [
  caseOf(["an original with one byte changed", "invalid", "ORIGINAL_ALTERED", "originalMatches"], (scene) => {
    paperIn(scene).original = base64urlOf(originalOf("re-export-certificate", "SG-REX-2"));
  }),
  caseOf(["an original that is not base64url", "invalid", "ORIGINAL_ALTERED", "originalMatches"], (scene) => {
    paperIn(scene).original += "=";
  }),
  caseOf(["an original whose digest is withheld", "invalid", "ORIGINAL_ALTERED", "originalMatches"], (scene) => {
    const paper = paperIn(scene);
    paper.body = copy(present(paper.body, (pointer) => pointer === "/$facts/ucr"));
  }),
  caseOf(["fields that say otherwise than the original", "invalid", "ORIGINAL_CONTRADICTED", "originalMatches"], () =>
    reworded(originalOf("re-export-certificate", "SG-REX-9"), (pointer) =>
      pointer === "/grossWeightKg" ? "900" : undefined,
    ),
  ),
  caseOf(
    ["a statement of another kind than the original's", "invalid", "ORIGINAL_CONTRADICTED", "originalMatches"],
    () => about({ number: "SG-REX-6", original: originalOf("packing-list", "SG-REX-6") }),
  ),
  caseOf(
    ["an original that matches and cannot be read", "unknown", "ORIGINAL_UNREADABLE", "originalMatches"],
    unreadable,
  ),
  caseOf(["an original of another size than was signed", "invalid", "ORIGINAL_ALTERED", "originalMatches"], () => {
    const original = originalOf("re-export-certificate", "SG-REX-5");
    const { fields } = readFields({ original });
    const { value } = fields.find(({ pointer }) => pointer === "/$original") as { value: object };
    return reworded(original, (pointer) =>
      pointer === "/$original" ? { ...value, size: original.length + 1 } : undefined,
    );
  }),
];
