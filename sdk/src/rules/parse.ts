import { decimalOf } from "../facts/decimal.ts";
import { date } from "../facts/normal-forms.ts";
import { MAX_DEPTH, MAX_NODES, MAX_TEXT, type RuleFault, type RuleNode } from "./ast.ts";
import { lex, lineAndColumn, type TextFault, type Token } from "./lex.ts";
import { OPERATORS, type OperatorName } from "./operators.ts";

const MAX_RULE_TEXT = 65_536;

/** A rule read from its text, and where in the text each part begins. */
export interface ParsedRule {
  readonly rule: RuleNode;
  readonly placeOf: (node: RuleNode) => string;
}

/**
 * Reads a rule's text. In the order of binding: `or`, `and`, `not`; `=` `!=` `<` `<=` `>` `>=` `in (…)` `starts-with (…)`;
 * `+` `-`; `*` `/`; `exists FIELD`, `count LIST`, `any LIST (…)`, `all LIST (…)`; parentheses bind as in arithmetic.
 */
export function parseRule(text: string): ParsedRule | { faults: readonly RuleFault[] } {
  if (text.length > MAX_RULE_TEXT)
    return { faults: [{ place: "line 1, column 1", message: "A rule's text has at most 65,536 letters." }] };
  const faultAt = ({ message, offset }: TextFault) => ({ faults: [{ place: lineAndColumn(text, offset), message }] });
  const tokens = lex(text);
  if (!Array.isArray(tokens)) return faultAt(tokens as TextFault);
  const offsets = new Map<RuleNode, number>();
  try {
    const rule = read({ tokens, at: 0, depth: 0, offsets });
    return { rule, placeOf: (node) => lineAndColumn(text, offsets.get(node) ?? 0) };
  } catch (stop) {
    if (stop instanceof Stop) return faultAt(stop.fault);
    throw stop;
  }
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  readonly offsets: Map<RuleNode, number>;
}

/** Unwinds the reader at the first fault; it never leaves this file. */
class Stop extends Error {
  readonly fault: TextFault;
  constructor(fault: TextFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const peek = ({ tokens, at }: Reader): Token => (tokens[at] ?? tokens.at(-1)) as Token;
const next = (reader: Reader): Token => {
  const token = peek(reader);
  reader.at++;
  return token;
};

function stop(reader: Reader, message: string): never {
  throw new Stop({ message, offset: peek(reader).offset });
}

function expect(reader: Reader, value: string): void {
  if (peek(reader).sort !== "punctuation" || peek(reader).value !== value) stop(reader, `Here "${value}" is missing.`);
  next(reader);
}

const isNext = (reader: Reader, sort: Token["sort"], value: string): boolean =>
  peek(reader).sort === sort && peek(reader).value === value;

function read(reader: Reader): RuleNode {
  const rule = readFrom(reader, 1);
  if (peek(reader).sort !== "end") stop(reader, "Here the rule should have ended, or an operator is missing.");
  return rule;
}

function made<Node extends RuleNode>(reader: Reader, node: Node, offset: number): Node {
  if (reader.offsets.size >= MAX_NODES) stop(reader, `A rule has at most ${MAX_NODES} parts.`);
  reader.offsets.set(node, offset);
  return node;
}

/** Reads operators that bind at least so tightly. */
function readFrom(reader: Reader, precedence: number): RuleNode {
  if (precedence > 6) return readTight(reader);
  if (precedence === 3) return readNot(reader);
  const { offset } = peek(reader);
  const first = readFrom(reader, precedence + 1);
  if (precedence <= 2) return readMany(reader, { op: precedence === 1 ? "or" : "and", first, offset });
  let left = first;
  while (isOperatorOf(peek(reader), precedence)) {
    const op = next(reader).value as OperatorName;
    const of = op === "in" || op === "starts-with" ? readValues(reader) : [readFrom(reader, precedence + 1)];
    left = made(reader, { op, of: [left, ...of] }, offset);
    if (precedence === 4) break;
  }
  return left;
}

const isOperatorOf = ({ sort, value }: Token, precedence: number): boolean =>
  sort === "op" && OPERATORS[value as OperatorName].precedence === precedence;

function readMany(
  reader: Reader,
  { op, first, offset }: { op: "or" | "and"; first: RuleNode; offset: number },
): RuleNode {
  const of = [first];
  while (isNext(reader, "op", op)) {
    next(reader);
    of.push(readFrom(reader, OPERATORS[op].precedence + 1));
  }
  return of.length === 1 ? first : made(reader, { op, of }, offset);
}

function readNot(reader: Reader): RuleNode {
  const { offset } = peek(reader);
  if (!isNext(reader, "op", "not")) return readFrom(reader, 4);
  next(reader);
  return deeper(reader, () => made(reader, { op: "not", of: [readNot(reader)] }, offset));
}

function deeper<T>(reader: Reader, work: () => T): T {
  if (++reader.depth >= MAX_DEPTH) stop(reader, `A rule nests at most ${MAX_DEPTH} deep.`);
  const result = work();
  reader.depth--;
  return result;
}

function readTight(reader: Reader): RuleNode {
  const { sort, value, offset } = peek(reader);
  if (sort === "punctuation" && value === "(") return readParenthesised(reader);
  if (sort !== "op" || OPERATORS[value as OperatorName].precedence < 7) return readAtom(reader);
  const op = next(reader).value as "exists" | "count" | "any" | "all";
  if (peek(reader).sort !== "name") stop(reader, `After ${op} stands the name of a field.`);
  const name = readAtom(reader);
  if (op === "exists" || op === "count") return made(reader, { op, of: [name] }, offset);
  if (!isNext(reader, "punctuation", "(")) stop(reader, `After ${op} and its list stands a condition in parentheses.`);
  return made(reader, { op, of: [name, readParenthesised(reader)] }, offset);
}

function readParenthesised(reader: Reader): RuleNode {
  expect(reader, "(");
  const inner = deeper(reader, () => readFrom(reader, 1));
  expect(reader, ")");
  return inner;
}

function readValues(reader: Reader): RuleNode[] {
  if (!isNext(reader, "punctuation", "(")) return [readAtom(reader)];
  expect(reader, "(");
  const values = [readAtom(reader)];
  while (isNext(reader, "punctuation", ",")) {
    next(reader);
    values.push(readAtom(reader));
  }
  expect(reader, ")");
  return values;
}

function readAtom(reader: Reader): RuleNode {
  const { sort, value, offset } = peek(reader);
  if (sort === "op" && value === "-") {
    next(reader);
    if (peek(reader).sort !== "number") stop(reader, "A minus without something before it stands before a number.");
    const number = decimalOf(`-${peek(reader).value}`) ?? stop(reader, "The number has more than 40 digits.");
    next(reader);
    return made(reader, { number }, offset);
  }
  const node = atomOf(reader, sort, value);
  next(reader);
  return made(reader, node, offset);
}

function atomOf(reader: Reader, sort: Token["sort"], value: string): RuleNode {
  if (sort === "name") return value.length <= 64 ? { name: value } : stop(reader, "No field has so long a name.");
  if (sort === "number") return { number: decimalOf(value) ?? stop(reader, "The number has more than 40 digits.") };
  if (sort === "date") return { date: date(value) ?? stop(reader, "This is no day of the calendar.") };
  if (sort === "text")
    return { text: textOf(value) ?? stop(reader, `A text has at most ${MAX_TEXT} letters and JSON's escapes.`) };
  return stop(reader, "Here a field, a value or a parenthesis is missing.");
}

function textOf(quoted: string): string | undefined {
  try {
    const text = JSON.parse(quoted) as string;
    return text.length <= MAX_TEXT && text.isWellFormed() ? text : undefined;
  } catch {
    return undefined;
  }
}
