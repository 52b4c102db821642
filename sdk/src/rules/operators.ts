/** An operator of the rule language. What it takes and gives is checked in `check.ts`, what it does is in `compile.ts`. */
interface OperatorRow {
  /** How tightly it binds; more is tighter. */
  readonly precedence: number;
  readonly atLeast: number;
  readonly atMost: number;
  /** What it has, in words that follow "has". */
  readonly operands: string;
  readonly title: string;
}

const two = { atLeast: 2, atMost: 2, operands: "two operands" };
const one = { atLeast: 1, atMost: 1, operands: "one operand" };
const many = { atLeast: 2, atMost: 1_000, operands: "two operands at least" };
const listed = { atLeast: 2, atMost: 1_001, operands: "an operand and 1 to 1,000 values" };

/** Every operator, as it is spelt in texts and in JSON. */
export const OPERATORS = {
  or: { precedence: 1, ...many, title: "one is true" },
  and: { precedence: 2, ...many, title: "all are true" },
  not: { precedence: 3, ...one, title: "it is false" },
  "=": { precedence: 4, ...two, title: "the same" },
  "!=": { precedence: 4, ...two, title: "not the same" },
  "<": { precedence: 4, ...two, title: "less, or earlier" },
  "<=": { precedence: 4, ...two, title: "at most, or not later" },
  ">": { precedence: 4, ...two, title: "more, or later" },
  ">=": { precedence: 4, ...two, title: "at least, or not earlier" },
  in: { precedence: 4, ...listed, title: "one of the values" },
  "starts-with": { precedence: 4, ...listed, title: "a text that starts with one of the values" },
  "+": { precedence: 5, ...two, title: "sum; days after a date" },
  "-": { precedence: 5, ...two, title: "difference; days between dates, days before a date" },
  "*": { precedence: 6, ...two, title: "product" },
  "/": { precedence: 6, ...two, title: "quotient, exact; unknown by zero" },
  exists: { precedence: 7, ...one, title: "the field is stated" },
  count: { precedence: 7, ...one, title: "how many items a list has" },
  any: { precedence: 7, ...two, title: "one item of the list at least" },
  all: { precedence: 7, ...two, title: "every item of the list" },
} as const satisfies Record<string, OperatorRow>;

export type OperatorName = keyof typeof OPERATORS;

export const isOperator = (value: unknown): value is OperatorName =>
  typeof value === "string" && Object.hasOwn(OPERATORS, value);

/** Other spellings that a text may have. */
export const SPELLINGS: Readonly<Record<string, OperatorName>> = {
  "≠": "!=",
  "≤": "<=",
  "≥": ">=",
  "×": "*",
  "÷": "/",
  "−": "-",
};
