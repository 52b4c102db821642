import type { Json } from "../../canonical/json.ts";
import type { XmlElement } from "../../xml/element.ts";
import { pathOf } from "../../xml/path.ts";
import { type FactTableOf, type RuleOf, some } from "../fact-rules.ts";

/** How one fact is read from a paper. */
export type FactRule = RuleOf<XmlElement>;

/** The facts of a format, each by its rule. */
export type FactTable = FactTableOf<XmlElement>;

const textOf = (element: XmlElement | undefined): string | undefined => element?.text.trim() || undefined;

/** The texts at a path that are more than blanks, trimmed, in the paper's order. */
function readTexts(path: string): (paper: XmlElement) => string[] {
  const find = pathOf(path);
  return (paper) => find(paper).flatMap((element) => textOf(element) ?? []);
}

/** The first text at a path, or else at the next of the paths. */
export function text(...paths: readonly string[]): (paper: XmlElement) => string | undefined {
  const readers = paths.map(readTexts);
  return (paper) => {
    for (const read of readers) {
      const [first] = read(paper);
      if (first !== undefined) return first;
    }
    return undefined;
  };
}

/** Every text at every one of the paths. */
export function texts(...paths: readonly string[]): FactRule {
  const readers = paths.map(readTexts);
  return (paper) => some(readers.flatMap((read) => read(paper)));
}

/** The text that all elements at a path have, or else at the next of the paths; where they differ there is none. */
export function agreed(...paths: readonly string[]): FactRule {
  const readers = paths.map(readTexts);
  return (paper) => {
    const stated = readers.map((read) => new Set(read(paper))).find(({ size }) => size > 0);
    return stated?.size === 1 ? [...stated][0] : undefined;
  };
}

/** A list of what is read from each element at a path; elements that state nothing are left out. */
export function each(path: string, read: FactRule): FactRule {
  const find = pathOf(path);
  return (paper) => some(find(paper).flatMap((element) => read(element) ?? []));
}

/** The texts of some elements of a path only. */
export function textsWhere(path: string, holds: (element: XmlElement) => boolean, below = ""): FactRule {
  const [find, inner] = [pathOf(path), readTexts(below)];
  return (paper) => some(find(paper).filter(holds).flatMap(inner));
}

/** The first of a list that a rule states. */
export const firstIn =
  (rule: FactRule): FactRule =>
  (paper) => {
    const stated = rule(paper);
    return Array.isArray(stated) ? (stated[0] as Json) : stated;
  };
