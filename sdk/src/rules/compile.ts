import { isOperation, type RuleNode, type RuleOperation } from "./ast.ts";
import type { Scope } from "./check.ts";
import {
  dateOfDay,
  dayOf,
  FIELD_PLACES,
  FIELDS,
  itemsOf,
  type RuleSubject,
  type ScalarType,
  scalarOf,
} from "./fields.ts";
import type { OperatorName } from "./operators.ts";
import { compare, minus, ofInteger, over, plus, type Rational, rationalOf, times } from "./rational.ts";

/** True, false, or undefined: unknown, since something it needs is not stated. Unknown is no hit. */
export type Truth = boolean | undefined;

/** What a part of a rule comes to; undefined is unknown. Dates are numbers of days. */
export type Value = boolean | string | number | Rational | readonly unknown[] | undefined;

/** One subject while rules are asked about it: each field is read at most once. */
export interface Asked {
  readonly subject: RuleSubject;
  readonly values: (Value | typeof UNREAD)[];
  /** The item that `any` or `all` looks at. */
  item: unknown;
}

const UNREAD = Symbol("unread");

export type Compiled<V extends Value = Value> = (asked: Asked) => V;

/** Makes a subject ready for any number of rules. */
export const askAbout = (subject: RuleSubject): Asked => ({
  ...{ subject, item: undefined },
  values: new Array<Value | typeof UNREAD>(FIELD_PLACES.size).fill(UNREAD),
});

/**
 * A rule that was checked, as closures. It always ends, within work bounded by its size times the longest list, and
 * throws nothing: what is missing, or divided by zero, is unknown, in Kleene's logic.
 */
export const compileRule = (rule: RuleNode): Compiled<Truth> => compilePart(rule, undefined) as Compiled<Truth>;

/** One part of a checked rule. */
export function compilePart(node: RuleNode, scope: Scope): Compiled {
  if (isOperation(node)) return compileOperation(node, scope);
  if ("name" in node) return compileName(node.name, scope);
  const value = literalOf(node);
  return () => value;
}

function literalOf(node: Exclude<RuleNode, RuleOperation | { name: string }>): Value {
  if ("text" in node) return node.text;
  return "number" in node ? rationalOf(node.number) : dayOf(node.date);
}

function compileName(name: string, scope: Scope): Compiled {
  if (scope === "text") return ({ item }) => item as string;
  if (scope) {
    const type = scope[name] as ScalarType;
    return ({ item }) => scalarOf(type, (item as Readonly<Record<string, unknown>>)[name]);
  }
  const field = FIELDS[name] as (typeof FIELDS)[string];
  const place = FIELD_PLACES.get(name) as number;
  const { type } = field;
  return ({ subject, values }) => {
    const known = values[place];
    if (known !== UNREAD) return known as Value;
    const stated = field.of(subject);
    const value = typeof type === "string" ? scalarOf(type, stated) : (stated as Value);
    values[place] = value;
    return value;
  };
}

function compileOperation({ op, of }: RuleOperation, scope: Scope): Compiled {
  if (op === "any" || op === "all") return compileQuantified(op, of);
  const [first, second] = of.map((part) => compilePart(part, scope)) as [Compiled, Compiled];
  switch (op) {
    case "or":
    case "and":
      return compileJunction(
        of.map((part) => compilePart(part, scope) as Compiled<Truth>),
        op === "or",
      );
    case "not":
      return (asked) => {
        const truth = first(asked) as Truth;
        return truth === undefined ? undefined : !truth;
      };
    case "exists":
      return (asked) => first(asked) !== undefined;
    case "count":
      return (asked) => {
        const list = first(asked) as readonly unknown[] | undefined;
        return list && ofInteger(list.length);
      };
    case "in":
      return compileIn(
        first,
        of.slice(1).map((part) => compilePart(part, scope)(NOTHING)),
      );
    case "starts-with":
      return compileStartsWith(
        first,
        of.slice(1).map((part) => (part as { text: string }).text),
      );
    default:
      return op in COMPARISONS
        ? compileComparison(op as Comparison, first, second)
        : compileArithmetic(op, first, second);
  }
}

const NOTHING: Asked = { subject: { kind: "", facts: {} }, values: [], item: undefined };

/** Kleene: one `true` makes an `or` true, one `false` an `and` false, whatever is unknown beside it. */
function compileJunction(parts: readonly Compiled<Truth>[], decides: boolean): Compiled<Truth> {
  return (asked) => {
    let result: Truth = !decides;
    for (const part of parts) {
      const truth = part(asked);
      if (truth === decides) return decides;
      if (truth === undefined) result = undefined;
    }
    return result;
  };
}

function compileQuantified(op: "any" | "all", [list, condition]: readonly RuleNode[]): Compiled<Truth> {
  const { name } = list as { name: string };
  const read = compileName(name, undefined);
  const test = compilePart(condition as RuleNode, itemsOf(name)) as Compiled<Truth>;
  const decides = op === "any";
  return (asked) => {
    const of = read(asked) as readonly unknown[] | undefined;
    if (of === undefined) return undefined;
    let result: Truth = !decides;
    for (const item of of) {
      asked.item = item;
      const truth = test(asked);
      if (truth === decides) return decides;
      if (truth === undefined) result = undefined;
    }
    return result;
  };
}

/** Below 0, 0 or above 0 for two values of one sort. */
function order(a: Exclude<Value, undefined>, b: Exclude<Value, undefined>): number {
  if (typeof a === "object") return compare(a as Rational, b as Rational);
  return a === b ? 0 : a < b ? -1 : 1;
}

const COMPARISONS = {
  "=": (sign: number) => sign === 0,
  "!=": (sign: number) => sign !== 0,
  "<": (sign: number) => sign < 0,
  "<=": (sign: number) => sign <= 0,
  ">": (sign: number) => sign > 0,
  ">=": (sign: number) => sign >= 0,
} as const;

type Comparison = keyof typeof COMPARISONS;

function compileComparison(op: Comparison, first: Compiled, second: Compiled): Compiled<Truth> {
  const holds = COMPARISONS[op];
  return (asked) => {
    const a = first(asked);
    if (a === undefined) return undefined;
    const b = second(asked);
    return b === undefined ? undefined : holds(order(a, b));
  };
}

function compileIn(first: Compiled, values: readonly Value[]): Compiled<Truth> {
  const plain = new Set(values);
  const numbers = values.filter((value): value is Rational => typeof value === "object" && !Array.isArray(value));
  return (asked) => {
    const a = first(asked);
    if (a === undefined) return undefined;
    return typeof a === "object" ? numbers.some((value) => compare(a as Rational, value) === 0) : plain.has(a);
  };
}

function compileStartsWith(first: Compiled, starts: readonly string[]): Compiled<Truth> {
  return (asked) => {
    const text = first(asked) as string | undefined;
    return text === undefined ? undefined : starts.some((start) => text.startsWith(start));
  };
}

const ARITHMETIC: { readonly [op: string]: (a: Rational, b: Rational) => Rational | undefined } = {
  "+": plus,
  "-": minus,
  "*": times,
  "/": over,
};

function compileArithmetic(op: OperatorName, first: Compiled, second: Compiled): Compiled {
  const apply = ARITHMETIC[op] as (a: Rational, b: Rational) => Rational | undefined;
  return (asked) => {
    const [a, b] = [first(asked), second(asked)];
    if (a === undefined || b === undefined) return undefined;
    if (typeof a !== "number") return apply(a as Rational, b as Rational);
    return typeof b === "number" ? ofInteger(a - b) : movedBy(a, b as Rational, op === "+" ? 1 : -1);
  };
}

/** A day moved by a whole number of days; unknown for a part of a day, and beyond the years that are written. */
function movedBy(day: number, by: Rational, sign: 1 | -1): number | undefined {
  const moved = day + sign * by.near;
  return by.n % by.d === 0n && dateOfDay(moved) !== undefined ? moved : undefined;
}
