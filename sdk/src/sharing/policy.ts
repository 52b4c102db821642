import { type Check, hasExactly, isListOf, isNullOr, isPositiveUint32, isText, isUint32 } from "../canonical/shape.ts";
import type { KindName } from "../kinds/kinds.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { isKind } from "../statement/claims.ts";
import type { Member } from "../verify/evidence.ts";
import { PURPOSES, type PurposeName } from "./purposes.ts";
import { isScope, isScopeWithin, type Scope } from "./scopes.ts";

/** Whom a rule speaks of: members that pass every condition that is given; with none given, nobody. */
export interface PolicyReaders {
  /** Role bits, of which a member bears one at least. */
  readonly roles?: number;
  readonly members?: readonly number[];
  /** ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
}

/** One row of an agency's permission matrix: who may read what, for what, without asking an officer. */
export interface PolicyRule {
  readonly readers: PolicyReaders;
  readonly kinds: readonly KindName[] | "any";
  /** It allows these scopes and any within one of them. */
  readonly scopes: readonly Scope[];
  readonly purposes: readonly PurposeName[] | "any";
  /** How long a grant lasts. */
  readonly maxDays: number;
  /** Readings per grant; null for any number. */
  readonly maxUses: number | null;
  /** Whether it allows only what is asked under an agreement in force. */
  readonly agreementRequired: boolean;
}

/** What an agency answers by itself. */
export interface Policy {
  readonly rules: readonly PolicyRule[];
}

/** What is asked, once for each kind that a grant would open. */
export interface PolicyQuestion {
  readonly member: Pick<Member, "memberId" | "country" | "roles" | "status">;
  readonly kind: KindName;
  readonly scope: Scope;
  readonly purpose: PurposeName;
  /** The agreement in force that it would be granted under, if any. */
  readonly agreementId: Hex32 | null;
}

/** `ask`: an officer decides. */
export type PolicyAnswer =
  | { readonly answer: "grant"; readonly rule: number; readonly maxDays: number; readonly maxUses: number | null }
  | { readonly answer: "ask" };

const MAX_RULES = 1_000;
const COUNTRY = /^[A-Z]{2}$/;

const anyOr =
  (check: Check): Check =>
  (value) =>
    value === "any" || isListOf(check)(value);
const isReaders: Check = (value) => {
  const optional: Record<string, Check> = {
    roles: isPositiveUint32,
    members: isListOf(isPositiveUint32),
    countries: isListOf((country) => isText(country) && COUNTRY.test(country as string)),
  };
  if (typeof value !== "object" || value === null) return false;
  const given = Object.entries(optional).filter(([name]) => Object.hasOwn(value, name));
  return given.length > 0 && hasExactly(value, Object.fromEntries(given)) === undefined;
};
const isRule: Check = (value) =>
  hasExactly(value, {
    readers: isReaders,
    kinds: anyOr(isKind),
    scopes: isListOf(isScope),
    purposes: anyOr((name) => PURPOSES.some((purpose) => purpose.name === name)),
    maxDays: (days) => isPositiveUint32(days) && (days as number) <= 3_660,
    maxUses: isNullOr((uses) => isUint32(uses) && uses !== 0),
    agreementRequired: (required) => typeof required === "boolean",
  }) === undefined;

/** Whether a value is a policy of at most 1,000 rules. */
export const isPolicy = (value: unknown): value is Policy =>
  hasExactly(value, { rules: (rules) => isListOf(isRule)(rules) && (rules as unknown[]).length <= MAX_RULES }) ===
  undefined;

/** The first rule that allows what is asked; without one an officer decides, and nobody is let in by default. */
export function decide({ rules }: Policy, question: PolicyQuestion): PolicyAnswer {
  const rule = rules.findIndex((candidate) => allows(candidate, question));
  const found = rules[rule];
  if (!found) return { answer: "ask" };
  return { answer: "grant", rule, maxDays: found.maxDays, maxUses: found.maxUses };
}

function allows(rule: PolicyRule, { member, kind, scope, purpose, agreementId }: PolicyQuestion): boolean {
  return (
    member.status === "active" &&
    isReader(rule.readers, member) &&
    (rule.kinds === "any" || rule.kinds.includes(kind)) &&
    (rule.purposes === "any" || rule.purposes.includes(purpose)) &&
    rule.scopes.some((allowed) => isScopeWithin(scope, allowed)) &&
    (!rule.agreementRequired || agreementId !== null)
  );
}

function isReader({ roles, members, countries }: PolicyReaders, member: PolicyQuestion["member"]): boolean {
  if (roles === undefined && members === undefined && countries === undefined) return false;
  return (
    (roles === undefined || (member.roles & roles) !== 0) &&
    (members === undefined || members.includes(member.memberId)) &&
    (countries === undefined || countries.includes(member.country))
  );
}
