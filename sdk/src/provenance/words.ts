import { fold } from "./agree.ts";
import type { Agreement } from "./compare-facts.ts";

/** Words of the form of a company, which papers add and leave out as they like. */
const FORMS = new Set(
  "ltd limited llc inc incorporated corp corporation co company plc gmbh ag kg bv nv sa sas sarl srl spa pte pvt sdn bhd oy ab as aps ltda".split(
    " ",
  ),
);
const STEM = 5;

/**
 * Names of which one's words are all in the other, or of which most are the same. Words are compared by their first five
 * letters, so that an ending or an abbreviation says nothing. Names of different scripts cannot be compared.
 */
export function namesAgree(one: string, other: string): Agreement {
  const [a, b] = [one, other].map((name) => wordsOf(name).filter((word) => !FORMS.has(word)));
  return overlapOf(a, b, 0.5);
}

/** Descriptions of goods that have words in common; one of a single word, or of another script, says nothing. */
export function descriptionsAgree(one: readonly string[], other: readonly string[]): Agreement {
  const [a, b] = [one, other].map((texts) =>
    wordsOf(texts.join(" ")).filter((word) => word.length > 2 && !/\d/.test(word)),
  );
  if (Math.min(a?.length ?? 0, b?.length ?? 0) < 2) return overlapOf(a, b, 0.01) === "agree" ? "agree" : undefined;
  return overlapOf(a, b, 0.01);
}

function overlapOf(one: readonly string[] = [], other: readonly string[] = [], part: number): Agreement {
  if (one.length === 0 || other.length === 0 || scriptOf(one) !== scriptOf(other)) return undefined;
  const [few, many] = [stems(one), stems(other)].sort((a, b) => a.size - b.size) as [Set<string>, Set<string>];
  return [...few].filter((stem) => many.has(stem)).length / few.size >= part ? "agree" : "differ";
}

const wordsOf = (text: string): string[] => fold(text).split(" ").filter(Boolean);
const stems = (words: readonly string[]): Set<string> => new Set(words.map((word) => word.slice(0, STEM)));

/** The script that the first letter is of. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Han}/u,
  /\p{Script=Greek}/u,
];
const scriptOf = (words: readonly string[]): number =>
  SCRIPTS.findIndex((script) => words.some((word) => script.test(word)));
