import type { Json } from "../canonical/json.ts";
import {
  isLiteral,
  isOperation,
  MAX_FAULTS,
  type RuleFault,
  type RuleNode,
  type RuleOperation,
  readRule,
} from "./ast.ts";
import { FIELDS, type Members, type ScalarType } from "./fields.ts";
import { parseRule } from "./parse.ts";

/** What a part of a rule is worth. */
export type PartType = ScalarType | "truth" | "list";

/** Inside of `any` and `all`: what the item is, instead of the subject's fields. */
export type Scope = undefined | "text" | Members;

export type CheckedRule = { readonly rule: RuleNode } | { readonly faults: readonly RuleFault[] };

interface Checker {
  readonly faults: RuleFault[];
  readonly placeOf: (node: RuleNode, pointer: string) => string;
}

/** A rule from its JSON: shape, bounds and types. Faults name their places by JSON Pointers. */
export function checkRule(json: Json | undefined): CheckedRule {
  const read = readRule(json);
  return "faults" in read ? read : checkTypes(read.rule, (_, pointer) => pointer);
}

/** A rule from its text: syntax, bounds and types. Faults name their places by line and column. */
export function checkRuleText(text: string): CheckedRule {
  const parsed = parseRule(text);
  if ("faults" in parsed) return parsed;
  const read = readRule(parsed.rule as unknown as Json);
  const whole = parsed.placeOf(parsed.rule);
  if ("faults" in read) return { faults: read.faults.map(({ message }) => ({ place: whole, message })) };
  return checkTypes(parsed.rule, parsed.placeOf);
}

function checkTypes(rule: RuleNode, placeOf: Checker["placeOf"]): CheckedRule {
  const checker: Checker = { faults: [], placeOf };
  const type = typeOf(checker, { node: rule, pointer: "", scope: undefined });
  if (type !== undefined && type !== "truth")
    fault(checker, rule, "", `A rule is true or false, but this is a ${type}.`);
  return checker.faults.length > 0 ? { faults: checker.faults } : { rule };
}

interface Part {
  readonly node: RuleNode;
  readonly pointer: string;
  readonly scope: Scope;
}

function fault({ faults, placeOf }: Checker, node: RuleNode, pointer: string, message: string): undefined {
  if (faults.length < MAX_FAULTS) faults.push({ place: placeOf(node, pointer), message });
}

/** The type of a part; undefined after a fault inside of it. */
function typeOf(checker: Checker, part: Part): PartType | undefined {
  const { node, pointer, scope } = part;
  if (isOperation(node)) return typeOfOperation(checker, part, node);
  if ("text" in node) return "text";
  if ("number" in node) return "number";
  if ("date" in node) return "date";
  const type = typeOfName(node.name, scope);
  return (
    type ?? fault(checker, node, pointer, `${scope ? "An item has no member" : "There is no field"} "${node.name}".`)
  );
}

/** Type of a name: of a member of the item in `any` and `all`, of a field elsewhere. */
function typeOfName(name: string, scope: Scope): PartType | undefined {
  if (scope === "text") return name === "it" ? "text" : undefined;
  if (scope) return Object.hasOwn(scope, name) ? scope[name] : undefined;
  const type = Object.hasOwn(FIELDS, name) ? FIELDS[name]?.type : undefined;
  return typeof type === "object" ? "list" : type;
}

function typeOfOperation(
  checker: Checker,
  { node, pointer, scope }: Part,
  { op, of }: RuleOperation,
): PartType | undefined {
  const bad = (message: string): undefined => fault(checker, node, pointer, message);
  if (op === "any" || op === "all") return typeOfQuantified(checker, { node, pointer, scope }, of);
  const types = of.map((part, index) => typeOf(checker, { node: part, pointer: `${pointer}/of/${index}`, scope }));
  if (types.includes(undefined)) return undefined;
  const [first, second] = types as PartType[];
  const [left] = of;
  switch (op) {
    case "or":
    case "and":
    case "not":
      return types.every((type) => type === "truth") ? "truth" : bad(`${op} joins what is true or false.`);
    case "exists":
      return left && "name" in left ? "truth" : bad("exists asks for a field.");
    case "count":
      return first === "list" ? "number" : bad("count counts a list.");
    case "in":
    case "starts-with":
      if (!of.slice(1).every(isLiteral)) return bad(`${op} compares with values that stand in the rule.`);
      if (op === "starts-with" && first !== "text")
        return bad("starts-with looks at a text; of a list, say any LIST (it starts-with …).");
      return isComparable(first) && types.every((type) => type === first)
        ? "truth"
        : bad(`${op} compares what is of one sort.`);
    case "=":
    case "!=":
      return isComparable(first) && first === second ? "truth" : bad(unlike(op, first, second));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return first === second && (first === "number" || first === "date") ? "truth" : bad(unlike(op, first, second));
    default:
      return typeOfArithmetic(op, first, second) ?? bad(`${op} does not take ${first} and ${second}.`);
  }
}

const isComparable = (type: PartType | undefined): boolean => type === "text" || type === "number" || type === "date";
const unlike = (op: string, first?: PartType, second?: PartType): string =>
  `${op} cannot compare ${first} with ${second}${first === "list" ? "; of a list, say any LIST (…)" : ""}.`;

function typeOfArithmetic(op: "+" | "-" | "*" | "/", first?: PartType, second?: PartType): PartType | undefined {
  if (first === "number" && second === "number") return "number";
  if (first === "date" && second === "date" && op === "-") return "number";
  return first === "date" && second === "number" && (op === "+" || op === "-") ? "date" : undefined;
}

function typeOfQuantified(
  checker: Checker,
  { node, pointer, scope }: Part,
  of: readonly RuleNode[],
): PartType | undefined {
  const [list, condition] = of as [RuleNode, RuleNode];
  const bad = (message: string): undefined => fault(checker, node, pointer, message);
  // One level only: the work grows with the longest list, never with a product of lists.
  if (scope !== undefined) return bad("any and all do not stand inside of each other.");
  const type = "name" in list && Object.hasOwn(FIELDS, list.name) ? FIELDS[list.name]?.type : undefined;
  if (typeof type !== "object")
    return fault(checker, list, `${pointer}/of/0`, "any and all look at a field that is a list.");
  const inner = typeOf(checker, { node: condition, pointer: `${pointer}/of/1`, scope: type.items });
  if (inner === undefined) return undefined;
  return inner === "truth" ? "truth" : bad("The condition of any and all is true or false.");
}
