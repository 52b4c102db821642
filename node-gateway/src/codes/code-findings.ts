import { checkCodes, type Facts } from "@sealane/sdk";
import type { CodeLists } from "./code-lists.ts";

/**
 * What is amiss in the codes that a paper states, kept with the paper: the invalid ones, without the codes themselves,
 * since whoever may list papers need not be one who may open them.
 */
export async function codeFindings(lists: CodeLists, facts: Facts) {
  const findings = checkCodes(facts, await lists.current());
  return findings.filter(({ verdict }) => verdict === "invalid").map(({ value: _, ...finding }) => finding);
}
