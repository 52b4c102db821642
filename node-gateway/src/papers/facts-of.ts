import {
  type Body,
  FACTS_POINTER,
  type Facts,
  type Field,
  isJsonObject,
  type Json,
  jsonOf,
  openBody,
  readFacts,
} from "@sealane/sdk";

/** The fields of a body that are open, and the facts among them that are of their forms. */
export interface OpenedFields {
  readonly fields: readonly Field[];
  readonly facts: Facts;
}

/** Opens a body. @throws SdkError BODY_INVALID, DISCLOSURE_INVALID */
export function openFields(body: Body): OpenedFields {
  const { fields } = openBody(body);
  const facts = fields.filter(({ pointer }) => pointer.startsWith(`${FACTS_POINTER}/`));
  const value: Json = facts.length === 0 ? {} : jsonOf(facts);
  const inner = isJsonObject(value) ? value[FACTS_POINTER.slice(1)] : undefined;
  return { fields, facts: readFacts(inner) };
}
