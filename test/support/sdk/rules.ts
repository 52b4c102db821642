import fc from "fast-check";
import { isOperation, type RuleNode } from "../../../sdk/src/rules/ast.ts";
import { checkRuleText } from "../../../sdk/src/rules/check.ts";
import { askAbout, compileRule } from "../../../sdk/src/rules/compile.ts";
import { FIELDS, type RuleSubject, type ScalarType } from "../../../sdk/src/rules/fields.ts";
import type { Profile } from "../../../sdk/src/rules/profile.ts";

/** A declaration of cars from Antwerp that states most of what rules ask for. */
export const cars: RuleSubject = {
  kind: "declaration-import",
  facts: {
    documentNumber: "IM-77",
    hsCodes: ["870323", "940360"],
    originCountry: "CN",
    dispatchCountry: "BE",
    netWeightKg: "3000",
    grossWeightKg: "3100.5",
    packages: "2",
    value: { amount: "1000", currency: "EUR" },
    issueDate: "2026-03-10",
    departureDate: "2026-02-28",
    containers: ["MSKU1234565"],
    quantities: [{ value: "2", unit: "C62" }],
    parties: [
      { role: "importer", name: "Harbour Motors", country: "SG" },
      { role: "consignor", name: "Quay Trading" },
    ],
  },
  issuer: { memberId: 3, country: "SG", roles: ["agency"] },
  alerts: [{ name: "rotterdam-9", category: "valuation", weight: 0.4 }],
  findings: [],
};

/** The rule of a text that is well formed. */
export function ruleOf(text: string): RuleNode {
  const checked = checkRuleText(text);
  if ("faults" in checked) throw new Error(`${text}: ${JSON.stringify(checked.faults)}`);
  return checked.rule;
}

export const truthOf = (text: string, subject: RuleSubject = cars): boolean | undefined =>
  compileRule(ruleOf(text))(askAbout(subject));

export const faultsOf = (text: string) => {
  const checked = checkRuleText(text);
  return "faults" in checked ? checked.faults : [];
};

export function profile(name: string, text: string, changes: Partial<Profile> = {}): Profile {
  return {
    ...{
      name,
      version: 1,
      title: `Profile ${name}`,
      reason: "Seen before.",
      kinds: [],
      rule: ruleOf(text),
      lane: "red",
    },
    ...{ score: 0.5, yields: false, validFrom: 0, validUntil: null, maxHitsWithoutSelection: null },
    ...changes,
  };
}

const NAMES_OF = (type: ScalarType): string[] => Object.keys(FIELDS).filter((name) => FIELDS[name]?.type === type);
const LISTS = Object.entries(FIELDS).flatMap(([name, { type }]) =>
  typeof type === "object" ? [{ name, items: type.items }] : [],
);
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const texts = fc.string({ maxLength: 8, unit: "binary" }).map((text) => ({ text }));
const numbers = fc.integer({ min: -9999, max: 9999 }).map((number) => ({ number: String(number) }));

type Names = (type: ScalarType) => readonly string[];

function scalar(type: ScalarType, names: Names, depth: number): fc.Arbitrary<RuleNode> {
  const literal: fc.Arbitrary<RuleNode> = { text: texts, number: numbers, date: day.map((date) => ({ date })) }[type];
  const known = names(type);
  const atoms = known.length === 0 ? literal : fc.oneof(literal, fc.constantFrom(...known.map((name) => ({ name }))));
  if (type === "text" || depth === 0) return atoms;
  const inner = (of: ScalarType) => scalar(of, names, depth - 1);
  const made = (op: fc.Arbitrary<"+" | "-" | "*" | "/">, a: fc.Arbitrary<RuleNode>, b: fc.Arbitrary<RuleNode>) =>
    fc.tuple(op, a, b).map(([name, left, right]): RuleNode => ({ op: name, of: [left, right] }));
  if (type === "date") return fc.oneof(atoms, made(fc.constantFrom("+", "-"), inner("date"), inner("number")));
  return fc.oneof(
    atoms,
    made(fc.constantFrom("+", "-", "*", "/"), inner("number"), inner("number")),
    made(fc.constant("-"), inner("date"), inner("date")),
  );
}

function truth(names: Names, depth: number, isInner: boolean): fc.Arbitrary<RuleNode> {
  const compared = fc.constantFrom<ScalarType>("text", "number", "date").chain((type) => {
    const op = type === "text" ? fc.constantFrom("=", "!=") : fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
    return fc
      .tuple(op, scalar(type, names, 2), scalar(type, names, 2))
      .map(([name, a, b]) => ({ op: name, of: [a, b] }) as RuleNode);
  });
  const listed = fc
    .tuple(
      fc.constantFrom("in", "starts-with"),
      scalar("text", names, 0),
      fc.array(texts, { minLength: 1, maxLength: 3 }),
    )
    .map(([op, text, values]) => ({ op, of: [text, ...values] }) as RuleNode);
  if (depth === 0) return fc.oneof(compared, listed);
  const inner = truth(names, depth - 1, isInner);
  const joined = fc
    .tuple(fc.constantFrom("and", "or"), fc.array(inner, { minLength: 2, maxLength: 3 }))
    .map(([op, of]) => ({ op, of }) as RuleNode);
  const negated = inner.map((part): RuleNode => ({ op: "not", of: [part] }));
  return isInner
    ? fc.oneof(compared, listed, joined, negated)
    : fc.oneof(compared, listed, joined, negated, quantified(depth - 1));
}

function quantified(depth: number): fc.Arbitrary<RuleNode> {
  return fc.tuple(fc.constantFrom("any", "all"), fc.constantFrom(...LISTS)).chain(([op, { name, items }]) => {
    const names: Names = (type) =>
      items === "text"
        ? type === "text"
          ? ["it"]
          : []
        : Object.keys(items).filter((member) => items[member] === type);
    return truth(names, depth, true).map((condition) => ({ op, of: [{ name }, condition] }) as RuleNode);
  });
}

/** Well typed rules of every operator. */
export const anyRule: fc.Arbitrary<RuleNode> = truth(NAMES_OF, 3, false);

/** Every operator that a rule uses. */
export const operatorsOf = (node: RuleNode): string[] =>
  isOperation(node) ? [node.op, ...node.of.flatMap(operatorsOf)] : [];
