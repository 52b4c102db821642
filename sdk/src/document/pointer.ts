import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { SdkError } from "../errors.ts";

/** One field: where it stands (RFC 6901) and what it says. */
export interface Field {
  readonly pointer: string;
  readonly value: Json;
}

/** Top-level names that belong to the profile and not to the document. */
export const ORIGINAL_POINTER = "/$original";
export const JCS_POINTER = "/$jcs";
export const FACTS_POINTER = "/$facts";
/** No field ever stands here: what opens it lets facts be compared that stay closed. */
export const COMPARED_POINTER = "/$compared";

/** Whether a pointer is this one or lies below it; below the empty one lies everything. */
export const isAtOrBelow = (pointer: string, above: string): boolean =>
  pointer === above || pointer.startsWith(`${above}/`);

/** One step of an RFC 6901 pointer, escaped. */
const step = (name: string): string =>
  /[~/]/.test(name) ? `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` : `/${name}`;

/** A field for each scalar, empty object and empty array below a value, in the order of the value. */
export function fieldsOf(value: Json, pointer = ""): Field[] {
  const fields: Field[] = [];
  collect(value, pointer, fields);
  return fields;
}

function collect(value: Json, pointer: string, fields: Field[]): void {
  if (Array.isArray(value) && value.length > 0) {
    for (let i = 0; i < value.length; i++) collect(value[i], `${pointer}/${i}`, fields);
  } else if (isJsonObject(value) && Object.keys(value).length > 0) {
    for (const name of Object.keys(value)) collect(value[name] as Json, pointer + step(name), fields);
  } else {
    fields.push({ pointer, value });
  }
}

interface Branch {
  readonly children: Map<string, Branch>;
  leaf?: Json;
}

/**
 * The JSON that fields stand for. Where every child of a place is named 0, 1, 2 … it is an array; withheld fields are
 * left out, so an array with a gap becomes an object of its known places.
 * @throws SdkError BODY_INVALID when one field stands inside another.
 */
export function jsonOf(fields: readonly Field[]): Json {
  const root: Branch = { children: new Map() };
  for (const { pointer, value } of fields) {
    let branch = root;
    for (const name of namesOf(pointer)) {
      if (branch.leaf !== undefined) throw new SdkError("BODY_INVALID", "A field stands inside another field.");
      const child = branch.children.get(name) ?? { children: new Map<string, Branch>() };
      branch.children.set(name, child);
      branch = child;
    }
    if (branch.children.size > 0 || branch.leaf !== undefined) {
      throw new SdkError("BODY_INVALID", "A field stands inside another field.");
    }
    branch.leaf = value;
  }
  return build(root);
}

function namesOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function build(branch: Branch): Json {
  if (branch.leaf !== undefined) return branch.leaf;
  const names = [...branch.children.keys()];
  const isArray = names.length > 0 && names.every((_, i) => branch.children.has(String(i)));
  if (isArray) return names.map((_, i) => build(branch.children.get(String(i)) as Branch));
  const object: Record<string, Json> = Object.create(null);
  for (const [name, child] of branch.children) object[name] = build(child);
  return object as JsonObject;
}
