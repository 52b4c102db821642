import { isJsonObject, type Json } from "../../canonical/json.ts";

/** A value of OpenAttestation 2 behind its salt, a UUID of version 4, and the name of its type. */
const SALTED = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}:(\w+):(.*)$/is;

/** A value without salts. Numbers stay the texts that they are written as, so that none loses its form. */
export function unsalted(value: Json): Json {
  if (Array.isArray(value)) return value.map(unsalted);
  if (isJsonObject(value)) {
    const plain: Record<string, Json> = Object.create(null);
    for (const name of Object.keys(value)) plain[name] = unsalted(value[name] as Json);
    return plain;
  }
  const [, type, text] = typeof value === "string" ? (SALTED.exec(value) ?? []) : [];
  if (type === undefined || text === undefined) return value;
  if (type === "null" || type === "undefined") return null;
  return type === "boolean" ? text === "true" : text;
}
