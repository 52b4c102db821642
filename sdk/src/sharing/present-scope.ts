import type { Paper } from "../document/paper.ts";
import { present } from "../document/present.ts";
import { opensField, type Scope } from "./scopes.ts";

/**
 * What a scope opens of a paper: fewer fields under the same document id. The original goes along only where everything
 * is open, since it states what the scope withholds.
 * @throws SdkError FIELD_UNKNOWN when the paper states nothing that the scope opens; BODY_INVALID, DISCLOSURE_INVALID.
 */
export function presentScope(paper: Paper, scope: Scope): Paper {
  if (opensField(scope, "")) return paper;
  const { statement, body } = paper;
  return { statement, body: present(body, (pointer) => opensField(scope, pointer)) };
}
