import { SdkError } from "../errors.ts";
import type { Json } from "./json.ts";

/**
 * The one text of a JSON value: RFC 8785 (keys by UTF-16 code units, ECMAScript numbers and strings, no blanks).
 * @throws SdkError JSON_VALUE_INVALID for numbers that are not finite and anything that is not JSON,
 * JSON_LONE_SURROGATE for text that is not Unicode.
 */
export function canonicalize(value: Json): string {
  switch (typeof value) {
    case "string":
      if (!value.isWellFormed()) throw new SdkError("JSON_LONE_SURROGATE", "A string holds half of a surrogate pair.");
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw new SdkError("JSON_VALUE_INVALID", "A number is not finite.");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      return value === null
        ? "null"
        : Array.isArray(value)
          ? ofArray(value)
          : ofObject(value as { [name: string]: Json });
    default:
      throw new SdkError("JSON_VALUE_INVALID", `A ${typeof value} is not a JSON value.`);
  }
}

function ofArray(items: readonly Json[]): string {
  let text = "[";
  for (let i = 0; i < items.length; i++) text += (i > 0 ? "," : "") + canonicalize(items[i] as Json);
  return `${text}]`;
}

function ofObject(object: { readonly [name: string]: Json }): string {
  let text = "{";
  for (const name of Object.keys(object).sort()) {
    text += `${text.length > 1 ? "," : ""}${canonicalize(name)}:${canonicalize(object[name] as Json)}`;
  }
  return `${text}}`;
}
