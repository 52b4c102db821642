import { childrenOf, type XmlElement } from "./element.ts";

/** Elements at a place below an element, in document order. */
export type Path = (below: XmlElement) => readonly XmlElement[];

/** One step of a path: children of a name, or elements of that name at any depth. */
interface Step {
  readonly name: string;
  readonly isDeep: boolean;
}

/**
 * A path of local names, whatever their namespaces: `a/b` stands for the children named b of all children named a,
 * and a name after `**` for elements at any depth. The empty path is the element itself.
 */
export function pathOf(path: string): Path {
  const names = path === "" ? [] : path.split("/");
  const steps = names.flatMap((name, i): Step[] => (name === "**" ? [] : [{ name, isDeep: names[i - 1] === "**" }]));
  return (below) =>
    steps.reduce<readonly XmlElement[]>((found, step) => found.flatMap((one) => take(one, step)), [below]);
}

const take = (element: XmlElement, { name, isDeep }: Step): readonly XmlElement[] =>
  isDeep ? (namedBelow(element).get(name) ?? []) : childrenOf(element, name);

/** What stands below an element, since a table asks the same paper for many names. */
const INDICES = new WeakMap<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>();

/** Every element below one, by name, in document order. */
function namedBelow(element: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  const known = INDICES.get(element);
  if (known) return known;
  const index = new Map<string, XmlElement[]>();
  collect(element, index);
  INDICES.set(element, index);
  return index;
}

function collect({ children }: XmlElement, index: Map<string, XmlElement[]>): void {
  for (const child of children) {
    const named = index.get(child.name);
    if (named) named.push(child);
    else index.set(child.name, [child]);
    collect(child, index);
  }
}
