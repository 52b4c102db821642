import type { XmlElement } from "./element.ts";

/** Where an element stands in the body of its document (RFC 6901); undefined when it is not below the root. */
export function pointerTo(root: XmlElement, target: XmlElement): string | undefined {
  return search(root, target, `/${root.name}`);
}

function search(element: XmlElement, target: XmlElement, pointer: string): string | undefined {
  if (element === target) return pointer;
  const named = Map.groupBy(element.children, ({ name }) => name);
  for (const [name, all] of named) {
    for (const [i, child] of all.entries()) {
      const found = search(child, target, `${pointer}/${name}${all.length > 1 ? `/${i}` : ""}`);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
