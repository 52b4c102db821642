import type { Json, JsonObject } from "../canonical/json.ts";
import type { XmlElement } from "./element.ts";

/**
 * The body that a document of XML is disclosed by: `{root's local name: value}`. An element without children and
 * attributes is its text; any other an object of `@name` for each attribute, a member for each local name of its
 * children, in an array where there are several, and `#text`. `@xmlns` stands where the namespace is not the parent's.
 * Every value keeps its lexical form.
 */
export const xmlBody = (root: XmlElement): JsonObject => objectOf([[root.name, partOf(root, "")]]);

function partOf(element: XmlElement, outer: string): Json {
  const attributes = [...element.attributes].map(([name, value]) => [`@${name}`, value] as const);
  const namespace = element.namespace === outer ? [] : [["@xmlns", element.namespace] as const];
  const isPlain = attributes.length + namespace.length + element.children.length === 0;
  if (isPlain) return element.text;
  const text = element.text === "" ? [] : [["#text", element.text] as const];
  return objectOf([...namespace, ...attributes, ...membersOf(element), ...text]);
}

function membersOf({ children, namespace }: XmlElement): (readonly [string, Json])[] {
  const named = Map.groupBy(children, ({ name }) => name);
  return [...named].map(([name, all]) => {
    const values = all.map((child) => partOf(child, namespace));
    return [name, values.length === 1 ? (values[0] as Json) : values];
  });
}

/** An object without a prototype, since names come from outside. */
function objectOf(entries: readonly (readonly [string, Json])[]): JsonObject {
  const object: Record<string, Json> = Object.create(null);
  for (const [name, value] of entries) object[name] = value;
  return object;
}
