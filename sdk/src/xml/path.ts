import { childrenOf, descendantsOf, type XmlElement } from "./element.ts";

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
  isDeep ? element.children.flatMap((child) => descendantsOf(child, name)) : childrenOf(element, name);
