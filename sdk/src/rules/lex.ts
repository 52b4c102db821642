import { isOperator, type OperatorName, SPELLINGS } from "./operators.ts";

/** A word of a rule's text, and where it begins. */
export interface Token {
  readonly sort: "name" | "text" | "number" | "date" | "op" | "punctuation" | "end";
  readonly value: string;
  readonly offset: number;
}

/** What stops a reader: a sentence, and where. */
export interface TextFault {
  readonly message: string;
  readonly offset: number;
}

const BLANK = /[ \t\r\n]*(?:#[^\n]*(?:\n|$)[ \t\r\n]*)*/y;
const WORDS: readonly (readonly [Token["sort"] | "word", RegExp])[] = [
  ["text", /"(?:[^"\\\n]|\\.)*"/y],
  ["date", /\d{4}-\d\d-\d\d(?![\d.])/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["op", /starts-with(?![a-zA-Z0-9])|!=|<=|>=|[=<>+\-*/≠≤≥×÷−]/y],
  ["word", /[a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z][a-zA-Z0-9]*)?/y],
  ["punctuation", /[(),]/y],
];

/** The words of a text; comments begin with `#` and end with the line. */
export function lex(text: string): readonly Token[] | TextFault {
  const tokens: Token[] = [];
  for (let offset = skip(text, 0); offset < text.length; ) {
    const token = wordAt(text, offset);
    if (!token) return { message: "Here stands what belongs to no rule.", offset };
    tokens.push(token.token);
    offset = skip(text, token.end);
  }
  tokens.push({ sort: "end", value: "", offset: text.length });
  return tokens;
}

function wordAt(text: string, offset: number): { token: Token; end: number } | undefined {
  for (const [sort, pattern] of WORDS) {
    pattern.lastIndex = offset;
    const [value] = pattern.exec(text) ?? [];
    if (value === undefined) continue;
    const spelt = sort === "op" ? operatorOf(value) : value;
    const meant = sort === "word" ? (isOperator(value) ? "op" : "name") : sort;
    return { token: { sort: meant, value: spelt, offset }, end: offset + value.length };
  }
  return undefined;
}

const operatorOf = (value: string): OperatorName => SPELLINGS[value] ?? (value as OperatorName);

function skip(text: string, from: number): number {
  BLANK.lastIndex = from;
  BLANK.exec(text);
  return BLANK.lastIndex;
}

/** Line and column of a place in a text, both from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
