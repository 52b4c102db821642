import { isOperation, type RuleNode } from "./ast.ts";
import { type Asked, askAbout, compilePart, type Truth, type Value } from "./compile.ts";
import { dateOfDay, FIELDS, itemsOf, type RuleSubject } from "./fields.ts";
import { printRule } from "./print.ts";
import { type Rational, shown } from "./rational.ts";

/** What a leaf of a rule looked at. */
export interface SeenValue {
  readonly name: string;
  /** For people; null when it is not stated. */
  readonly value: string | null;
}

/** One condition of a rule that is no and, or, not: as it is written, what it saw and what it came to. */
export interface ExplainedLeaf {
  readonly text: string;
  readonly truth: "true" | "false" | "unknown";
  readonly values: readonly SeenValue[];
  /** Of `any` and `all`: the items that meet the condition, by their places in the list from 0; the first 20. */
  readonly items?: readonly number[];
}

export interface Explanation {
  readonly truth: ExplainedLeaf["truth"];
  readonly leaves: readonly ExplainedLeaf[];
}

const MAX_ITEMS = 20;
const MAX_SHOWN = 200;

/** Says of a checked rule and a subject what each condition saw and came to. The values are document content. */
export function explainRule(rule: RuleNode, subject: RuleSubject): Explanation {
  const asked = askAbout(subject);
  return { truth: wordOf(compilePart(rule, undefined)(asked) as Truth), leaves: leavesOf(rule, asked) };
}

const wordOf = (truth: Truth): ExplainedLeaf["truth"] => (truth === undefined ? "unknown" : truth ? "true" : "false");

function leavesOf(node: RuleNode, asked: Asked): ExplainedLeaf[] {
  if (isOperation(node) && (node.op === "and" || node.op === "or" || node.op === "not")) {
    return node.of.flatMap((part) => leavesOf(part, asked));
  }
  const truth = wordOf(compilePart(node, undefined)(asked) as Truth);
  const values = namesIn(node).map((name) => ({ name, value: shownField(name, asked) }));
  const items = metItems(node, asked);
  return [{ text: printRule(node), truth, values, ...(items && { items }) }];
}

/** The fields that a condition reads; members of items are not among them. */
function namesIn(node: RuleNode): string[] {
  if (!isOperation(node)) return "name" in node ? [node.name] : [];
  const parts = node.op === "any" || node.op === "all" ? node.of.slice(0, 1) : node.of;
  return [...new Set(parts.flatMap(namesIn))];
}

function metItems(node: RuleNode, asked: Asked): number[] | undefined {
  if (!isOperation(node) || (node.op !== "any" && node.op !== "all")) return undefined;
  const [list, condition] = node.of as [{ name: string }, RuleNode];
  const test = compilePart(condition, itemsOf(list.name));
  const stated = (compilePart(list, undefined)(asked) ?? []) as readonly unknown[];
  return [...stated.keys()].filter((place) => test({ ...asked, item: stated[place] }) === true).slice(0, MAX_ITEMS);
}

function shownField(name: string, asked: Asked): string | null {
  const value = compilePart({ name }, undefined)(asked);
  if (value === undefined) return null;
  const isDate = FIELDS[name]?.type === "date";
  const whole = isDate ? (dateOfDay(value as number) ?? "") : shownValue(value);
  return whole.length > MAX_SHOWN ? `${whole.slice(0, MAX_SHOWN)}…` : whole;
}

function shownValue(value: Exclude<Value, undefined>): string {
  if (Array.isArray(value)) return `${value.length}: ${value.slice(0, MAX_ITEMS).map(shownItem).join("; ")}`;
  return typeof value === "object" ? shown(value as Rational) : String(value);
}

const shownItem = (item: unknown): string =>
  typeof item === "object" && item !== null ? Object.values(item).join(" ") : String(item);
