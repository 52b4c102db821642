/** One element of an XML document, without comments and processing instructions. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Namespace name (Namespaces in XML 1.0 §2); empty for none. */
  readonly namespace: string;
  /** Attributes by their names as written, but declarations of namespaces. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own character data, in its lexical form; where there are children, only what is more than blanks. */
  readonly text: string;
}

/** The children of a name, whatever their namespace. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** Every element at the end of a path of local names below one: all branches, in document order. */
export const elementsAt = (element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap((one) => childrenOf(one, name)),
    element ? [element] : [],
  );

/** The first element at the end of a path. */
export const elementAt = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  elementsAt(element, ...path)[0];

/** The texts at the end of a path that are more than blanks, trimmed. */
export const textsAt = (element: XmlElement | undefined, ...path: readonly string[]): string[] =>
  elementsAt(element, ...path)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "");

/** The first text at the end of a path that is more than blanks, trimmed. */
export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string | undefined =>
  textsAt(element, ...path)[0];

/** Every element of a name at any depth below one, itself included, in document order. */
export function descendantsOf(element: XmlElement | undefined, name: string): XmlElement[] {
  if (element === undefined) return [];
  const below = element.children.flatMap((child) => descendantsOf(child, name));
  return element.name === name ? [element, ...below] : below;
}
