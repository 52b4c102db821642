import { isOperation, type RuleNode } from "./ast.ts";
import { OPERATORS } from "./operators.ts";

/** The text of a rule, which reads back as the very same rule. */
export function printRule(node: RuleNode): string {
  if (!isOperation(node)) return printAtom(node);
  const { op, of } = node;
  const [first, ...rest] = of as [RuleNode, ...RuleNode[]];
  const { precedence } = OPERATORS[op];
  switch (op) {
    case "or":
    case "and":
      return of.map((part) => within(part, precedence + 1)).join(` ${op} `);
    case "not":
      return `not ${within(first, precedence)}`;
    case "exists":
    case "count":
      return `${op} ${printRule(first)}`;
    case "any":
    case "all":
      return `${op} ${printRule(first)} (${printRule(rest[0] as RuleNode)})`;
    case "in":
    case "starts-with":
      return `${within(first, 5)} ${op} (${rest.map(printRule).join(", ")})`;
    default:
      return `${within(first, precedence === 4 ? 5 : precedence)} ${op} ${within(rest[0] as RuleNode, precedence + 1)}`;
  }
}

function within(node: RuleNode, precedence: number): string {
  const printed = printRule(node);
  return isOperation(node) && OPERATORS[node.op].precedence < precedence ? `(${printed})` : printed;
}

function printAtom(node: Exclude<RuleNode, { op: unknown }>): string {
  if ("text" in node) return JSON.stringify(node.text);
  if ("number" in node) return node.number;
  return "date" in node ? node.date : node.name;
}
