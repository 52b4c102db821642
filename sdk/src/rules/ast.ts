import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { decimalOf } from "../facts/decimal.ts";
import { date } from "../facts/normal-forms.ts";
import { isOperator, OPERATORS, type OperatorName } from "./operators.ts";

/**
 * A rule as JSON. `name` is a field ({@link FIELDS}), or inside of `any` and `all` a member of the item, `it` for an item
 * that is a text. A rule holds no code: whatever it is, it can only say true, false or unknown.
 */
export type RuleNode =
  | { readonly name: string }
  | { readonly text: string }
  /** A decimal in its one spelling. */
  | { readonly number: string }
  /** `YYYY-MM-DD`. */
  | { readonly date: string }
  | RuleOperation;

export interface RuleOperation {
  readonly op: OperatorName;
  readonly of: readonly RuleNode[];
}

/** What is wrong with a rule, and where: a JSON Pointer into it, or line and column of its text. */
export interface RuleFault {
  readonly place: string;
  readonly message: string;
}

export const MAX_NODES = 2_000;
export const MAX_DEPTH = 32;
export const MAX_TEXT = 256;
export const MAX_FAULTS = 20;

export const isOperation = (node: RuleNode): node is RuleOperation => "op" in node;
export const isLiteral = (node: RuleNode): boolean => "text" in node || "number" in node || "date" in node;

/** Whether a name is well formed, known or not. */
export const isName = (value: unknown): value is string =>
  typeof value === "string" && /^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z][a-zA-Z0-9]*)?$/.test(value) && value.length <= 64;

/** The literals and the name: what makes one well formed. */
const ATOMS: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  name: isName,
  text: (value) => typeof value === "string" && value.length <= MAX_TEXT && value.isWellFormed(),
  number: (value) => typeof value === "string" && decimalOf(value) === value,
  date: (value) => typeof value === "string" && date(value) === value,
};

/** A rule from JSON, its shape and bounds checked, its types not yet ({@link checkRule}). */
export function readRule(json: Json | undefined): { rule: RuleNode } | { faults: readonly RuleFault[] } {
  const faults: RuleFault[] = [];
  let nodes = 0;
  const walk = (value: Json | undefined, place: string, depth: number): void => {
    nodes++;
    const message = faultOf(value, depth, nodes);
    if (message !== undefined && faults.length < MAX_FAULTS) faults.push({ place, message });
    if (message !== undefined || nodes > MAX_NODES || !isJsonObject(value)) return;
    const parts = value["of"];
    if (Array.isArray(parts))
      for (const [index, part] of parts.entries()) walk(part, `${place}/of/${index}`, depth + 1);
  };
  walk(json, "", 1);
  return faults.length > 0 ? { faults } : { rule: json as unknown as RuleNode };
}

/** What is wrong with one part, its own parts aside; too many are told once. */
function faultOf(value: Json | undefined, depth: number, nodes: number): string | undefined {
  if (nodes > MAX_NODES) return nodes === MAX_NODES + 1 ? `A rule has at most ${MAX_NODES} parts.` : undefined;
  if (depth > MAX_DEPTH) return `A rule nests at most ${MAX_DEPTH} deep.`;
  if (!isJsonObject(value)) return "A part of a rule is an object.";
  const names = Object.keys(value).sort().join(",");
  if (names === "of,op") return operationFault(value);
  if (Object.hasOwn(ATOMS, names) && ATOMS[names]?.(value[names])) return undefined;
  return "A part is {name}, {text}, {number}, {date} or {op, of}, with a value in its one spelling.";
}

function operationFault({ op, of }: JsonObject): string | undefined {
  if (!isOperator(op)) return "No operator has this name.";
  const { atLeast, atMost, operands } = OPERATORS[op];
  return Array.isArray(of) && of.length >= atLeast && of.length <= atMost ? undefined : `${op} has ${operands}.`;
}
