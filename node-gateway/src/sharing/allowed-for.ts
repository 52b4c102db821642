import {
  decide,
  type Hex32,
  KINDS,
  kindByCode,
  type Policy,
  type PolicyAnswer,
  type PolicyQuestion,
  type Scope,
} from "@sealane/sdk";
import type { FoldedAgreement } from "./agreement-standing.ts";

/** What the policy allows for a request, and by which of its rules. */
export interface Allowed {
  readonly rules: readonly number[];
  readonly maxDays: number;
  readonly maxUses: number | null;
  readonly agreementId: Hex32 | null;
  /** Code of the document's kind; zero for a consignment. */
  readonly kind: number;
  readonly scope: Scope;
}

/** What is asked for, as this member's index knows it. */
export interface Asked {
  readonly isConsignment: boolean;
  /** Codes of the kinds of the papers that are there now. */
  readonly kinds: readonly number[];
  /** Agreements in force that cover all of these between both members. */
  readonly covering: readonly FoldedAgreement[];
}

type Question = Pick<PolicyQuestion, "member" | "scope" | "purpose">;
type Given = Extract<PolicyAnswer, { answer: "grant" }>;

/**
 * What a policy allows: every kind that the grant could ever open must be allowed, and the strictest of the rules bounds
 * it. A consignment's grant opens later papers too: of every kind, or of those that the agreement it is made under covers.
 */
export function allowedFor(policy: Policy, question: Question, asked: Asked): Allowed | undefined {
  return asked.isConsignment ? allowedConsignment(policy, question, asked) : allowedDocument(policy, question, asked);
}

function allowedDocument(policy: Policy, question: Question, { kinds, covering }: Asked): Allowed | undefined {
  const agreementId = covering[0]?.agreementId ?? null;
  const given = decideEach(policy, { ...question, agreementId }, kinds);
  const isUnder = given?.some(({ rule }) => policy.rules[rule]?.agreementRequired);
  const grant = { agreementId: isUnder ? agreementId : null, kind: kinds[0] ?? 0, scope: question.scope };
  return given && { ...strictestOf(given), ...grant };
}

function allowedConsignment(policy: Policy, question: Question, { covering }: Asked): Allowed | undefined {
  const everyKind = KINDS.map(({ code }) => code);
  const under = covering.map(({ agreementId, terms }) => ({ agreementId, kinds: terms.kinds }));
  for (const { agreementId, kinds } of [{ agreementId: null, kinds: everyKind }, ...under]) {
    const given = decideEach(policy, { ...question, agreementId }, kinds);
    if (given) return { ...strictestOf(given), agreementId, kind: 0, scope: question.scope };
  }
  return undefined;
}

/** What is given for each kind; undefined when it is not given for all, or one is newer than this version. */
function decideEach(policy: Policy, question: Omit<PolicyQuestion, "kind">, kinds: readonly number[]) {
  const given: Given[] = [];
  for (const code of kinds) {
    const kind = kindByCode(code)?.name;
    const answer = kind && decide(policy, { ...question, kind });
    if (answer?.answer !== "grant") return undefined;
    given.push(answer);
  }
  return given.length > 0 ? given : undefined;
}

function strictestOf(given: readonly Given[]): Pick<Allowed, "rules" | "maxDays" | "maxUses"> {
  const limits = given.flatMap(({ maxUses }) => maxUses ?? []);
  return {
    rules: [...new Set(given.map(({ rule }) => rule))].sort((a, b) => a - b),
    maxDays: Math.min(...given.map(({ maxDays }) => maxDays)),
    maxUses: limits.length > 0 ? Math.min(...limits) : null,
  };
}
