import type { XmlElement } from "./element.ts";

/** Where elements stand in the body of their document (RFC 6901), by one walk; those that are not in it are left out. */
export function pointersTo(root: XmlElement, targets: Iterable<XmlElement>): ReadonlyMap<XmlElement, string> {
  const found = new Map<XmlElement, string>();
  collect(root, `/${root.name}`, { targets: new Set(targets), found });
  return found;
}

interface Search {
  readonly targets: ReadonlySet<XmlElement>;
  readonly found: Map<XmlElement, string>;
}

function collect(element: XmlElement, pointer: string, search: Search): void {
  if (search.targets.has(element)) search.found.set(element, pointer);
  for (const [name, all] of Map.groupBy(element.children, (child) => child.name)) {
    for (const [i, child] of all.entries())
      collect(child, `${pointer}/${name}${all.length > 1 ? `/${i}` : ""}`, search);
  }
}
