import { isJsonObject, type Json } from "../../canonical/json.ts";
import type { XmlElement } from "../../xml/element.ts";

/**
 * The element that a value of UBL in JSON stands for: `_` is its text, other scalars its attributes, objects its
 * children and arrays children of one name. Names and values that fit nothing are passed over.
 */
export function ublElement(name: string, value: Json): XmlElement {
  const one = Array.isArray(value) ? value[0] : value;
  const members = isJsonObject(one) ? Object.entries(one) : [];
  const attributes = members.flatMap(([key, member]) => (key === "_" ? [] : scalarOf(key, member)));
  const children = members.flatMap(([key, member]) =>
    (Array.isArray(member) ? member : [member]).filter(isJsonObject).map((child) => ublElement(key, child)),
  );
  const content = isJsonObject(one) ? one["_"] : one;
  return { name, namespace: "", attributes: new Map(attributes), children, text: textOf(content) ?? "" };
}

function scalarOf(name: string, value: Json): [string, string][] {
  const text = textOf(value);
  return text === undefined ? [] : [[name, text]];
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
