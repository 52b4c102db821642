import fc from "fast-check";
import { FOREVER, MEMBER } from "./consortium.ts";
import { UNLIMITED } from "./sharing.ts";
import type { Word } from "./sharing-model.ts";

/** Numbers that stand for no agreement, and for the one that the parent is under. */
export const NO_AGREEMENT = -1;
export const PARENTS_AGREEMENT = -2;

/** A grant's terms by choices that mean something at any time: an agreement by number, an end by how far it is. */
export interface Choice {
  readonly reader: number;
  readonly isNarrower: boolean;
  readonly passesScopes: boolean;
  readonly endAfterSeconds: number;
  readonly maxUses: number;
  readonly delegations: number;
  readonly agreement: number;
}

export type Operation =
  | { type: "suspendMember" | "resumeMember"; member: number }
  | { type: "wait"; seconds: number }
  | { type: "propose" | Word; member: number; agreement: number }
  | { type: "grant"; member: number; subject: number; choice: Choice }
  | { type: "delegate"; member: number; isReader: boolean; parent: number; choice: Choice }
  | { type: "withdraw"; member: number; grant: number };

/** Few of everything, so that random operations meet each other. */
const member = fc.constantFrom(...Object.values(MEMBER));
/** A grant, counted back from the latest; the latest ones more often, so that they are handed on and on. */
const backwards = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 50 }));
const agreement = fc.constantFrom(0, 0, 0, 1, 2);
/** What an owner grants: mostly much. */
const grantChoice: fc.Arbitrary<Choice> = fc.record({
  reader: member,
  isNarrower: fc.constantFrom(false, false, false, true),
  passesScopes: fc.constantFrom(true, true, false),
  endAfterSeconds: fc.constantFrom(FOREVER, FOREVER, 200, 60),
  maxUses: fc.constantFrom(UNLIMITED, 6, 6, 1),
  delegations: fc.constantFrom(3, 3, 3, 2, 0),
  agreement: fc.constantFrom(NO_AGREEMENT, NO_AGREEMENT, 0, 0, 1, 2),
});
/** What a reader hands on: mostly less, sometimes more than it may. */
const delegateChoice: fc.Arbitrary<Choice> = fc.record({
  reader: member,
  isNarrower: fc.constantFrom(false, false, true),
  passesScopes: fc.constantFrom(false, false, false, true),
  endAfterSeconds: fc.constantFrom(200, 200, 200, 60, FOREVER),
  maxUses: fc.constantFrom(1, 1, 1, 2, UNLIMITED),
  delegations: fc.constantFrom(2, 1, 1, 0, 0),
  agreement: fc.constantFrom(...Array<number>(8).fill(PARENTS_AGREEMENT), NO_AGREEMENT, 0),
});
const type = <const Type extends string>(...types: Type[]) => fc.constantFrom(...types);
/** Any operation of sharing, weighted so that agreements come into force and grants are handed on. */
const OPERATIONS: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: type("suspendMember"), member }) },
  { weight: 6, arbitrary: fc.record({ type: type("resumeMember"), member }) },
  { weight: 1, arbitrary: fc.record({ type: type("wait"), seconds: fc.constantFrom(5, 20) }) },
  { weight: 6, arbitrary: fc.record({ type: type("propose"), member: fc.constantFrom(1, 1, 1, 2, 4), agreement }) },
  { weight: 16, arbitrary: fc.record({ type: type("accept", "accept", "resume"), member, agreement }) },
  { weight: 2, arbitrary: fc.record({ type: type("suspend", "suspend", "suspend", "terminate"), member, agreement }) },
  {
    weight: 12,
    arbitrary: fc.record({
      type: type("grant"),
      member: fc.constantFrom(1, 1, 1, 2),
      subject: fc.nat(3),
      choice: grantChoice,
    }),
  },
  {
    weight: 24,
    arbitrary: fc.record({
      type: type("delegate"),
      member,
      isReader: fc.constantFrom(true, true, true, true, false),
      parent: backwards,
      choice: delegateChoice,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: type("withdraw"), member, grant: backwards }) },
);

const WIDE = { isNarrower: false, passesScopes: true, endAfterSeconds: FOREVER, maxUses: 6, delegations: 3 };

/** Brings the first agreement into force, makes a grant under it and one under none, and hands the latter on twice. */
const PROLOGUE: Operation[] = [
  { type: "propose", member: MEMBER.singapore, agreement: 0 },
  { type: "accept", member: MEMBER.rotterdam, agreement: 0 },
  { type: "accept", member: MEMBER.exporter, agreement: 0 },
  ...[0, NO_AGREEMENT].map((number): Operation => {
    const choice = { ...WIDE, reader: MEMBER.rotterdam, agreement: number };
    return { type: "grant", member: MEMBER.singapore, subject: 0, choice };
  }),
  ...[MEMBER.exporter, MEMBER.auditor].map((reader, level): Operation => {
    const narrowed = { maxUses: 4 - level, delegations: 2 - level, agreement: PARENTS_AGREEMENT };
    const choice = { ...WIDE, ...narrowed, reader };
    return { type: "delegate", member: MEMBER.rotterdam, isReader: true, parent: 0, choice };
  }),
];

/** Sequences of operations, half of them with the beginning that most consortia have. */
export const HISTORIES: fc.Arbitrary<Operation[]> = fc
  .tuple(fc.boolean(), fc.array(OPERATIONS, { minLength: 70, maxLength: 110, size: "max" }))
  .map(([begins, operations]) => [...(begins ? PROLOGUE : []), ...operations]);
