import type { Outcome, Subject } from "../subject.ts";

/** The open fields and the hashes of the others lead to the id that the issuer signed. */
export function bodyIntact({ opened, statement }: Subject): Outcome {
  if (!opened) return { status: "invalid", code: "BODY_UNREADABLE", message: "The document's fields cannot be read." };
  if (!statement)
    return { status: "unknown", code: "STATEMENT_UNREADABLE", message: "There is no statement to compare with." };
  return opened.documentId === statement.claims.documentId
    ? {
        status: "valid",
        code: "BODY_INTACT",
        message: `All ${opened.fields.length} open fields are as they were signed.`,
      }
    : {
        status: "invalid",
        code: "BODY_ALTERED",
        message: "The fields are not those that were signed: something was changed, added or left out.",
        action: "Ask the issuer for the document again, and keep this one as evidence.",
      };
}
