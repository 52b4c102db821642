import { expect } from "chai";
import fc from "fast-check";
import { KINDS } from "../../../sdk/src/kinds/kinds.ts";
import { decide, isPolicy, type PolicyQuestion, type PolicyRule } from "../../../sdk/src/sharing/policy.ts";
import { PURPOSES } from "../../../sdk/src/sharing/purposes.ts";
import { SCOPES } from "../../../sdk/src/sharing/scopes.ts";

const rule: PolicyRule = {
  readers: { roles: 1, countries: ["NL", "SG"] },
  kinds: ["bill-of-lading-master"],
  scopes: ["transport", { pointers: ["/$facts/hsCodes"] }],
  purposes: ["transshipment"],
  maxDays: 30,
  maxUses: 5,
  agreementRequired: true,
};
const question: PolicyQuestion = {
  member: { memberId: 2, country: "NL", roles: 1, status: "active" },
  kind: "bill-of-lading-master",
  scope: "transport",
  purpose: "transshipment",
  agreementId: "aa".repeat(32),
};
const answer = (asked: Partial<PolicyQuestion>, ruled: Partial<PolicyRule> = {}) =>
  decide({ rules: [{ ...rule, ...ruled }] }, { ...question, ...asked }).answer;

describe("A standing policy", () => {
  it("grants what its first fitting rule allows, for as long and as often as it says", () => {
    const wider = { ...rule, maxDays: 90, maxUses: null };
    const other: PolicyRule = { ...rule, purposes: ["transit"] };
    expect(decide({ rules: [other, rule, wider] }, question)).to.deep.equal({
      answer: "grant",
      rule: 1,
      maxDays: 30,
      maxUses: 5,
    });
  });

  it("grants a narrower scope than the allowed one", () => {
    expect(answer({ scope: "existence" })).to.equal("grant");
    expect(answer({ scope: { pointers: ["/$facts/hsCodes/0"] } })).to.equal("grant");
  });

  const others: [string, Partial<PolicyQuestion>][] = [
    ["a wider scope", { scope: "full" }],
    ["another scope", { scope: "valuation" }],
    ["another kind", { kind: "commercial-invoice" }],
    ["another purpose", { purpose: "investigation" }],
    ["another country", { member: { ...question.member, country: "FR" } }],
    ["another role", { member: { ...question.member, roles: 8 } }],
    ["a suspended member", { member: { ...question.member, status: "suspended" } }],
    ["no agreement", { agreementId: null }],
  ];
  for (const [title, asked] of others) {
    it(`leaves ${title} to an officer`, () => expect(answer(asked)).to.equal("ask"));
  }

  it("without a rule, or for readers it does not describe, leaves everything to an officer", () => {
    expect(decide({ rules: [] }, question)).to.deep.equal({ answer: "ask" });
    expect(answer({}, { readers: {} })).to.equal("ask");
    expect(answer({}, { readers: { members: [] } })).to.equal("ask");
    expect(answer({}, { kinds: [] })).to.equal("ask");
    expect(answer({}, { scopes: [] })).to.equal("ask");
    expect(answer({}, { purposes: [] })).to.equal("ask");
  });

  it("takes `any` for every kind and every purpose", () => {
    expect(answer({ kind: "packing-list", purpose: "transit" }, { kinds: "any", purposes: "any" })).to.equal("grant");
  });

  it("never grants more when a rule loses an entry", () => {
    const kinds = fc.subarray(KINDS.map(({ name }) => name));
    const scopes = fc.subarray(SCOPES.map(({ name }) => name));
    const purposes = fc.subarray(PURPOSES.map(({ name }) => name));
    const asked = fc.record({
      kind: fc.constantFrom(...KINDS.map(({ name }) => name)),
      scope: fc.constantFrom(...SCOPES.map(({ name }) => name)),
      purpose: fc.constantFrom(...PURPOSES.map(({ name }) => name)),
    });
    fc.assert(
      fc.property(kinds, scopes, purposes, asked, fc.nat(2), (kind, scope, purpose, ask, which) => {
        const full = { kinds: kind, scopes: scope, purposes: purpose };
        const list = (["kinds", "scopes", "purposes"] as const)[which] as keyof typeof full;
        if (answer(ask, { ...full, [list]: full[list].slice(1) }) === "grant") {
          expect(answer(ask, full)).to.equal("grant");
        }
      }),
      { seed: 43, numRuns: 2_000 },
    );
  });
});

describe("The shape of a policy", () => {
  it("is what the rules above have", () => expect(isPolicy({ rules: [rule] })).to.equal(true));

  const faults: Record<string, unknown> = {
    "readers that describe nobody": { readers: {} },
    "an unknown role of readers": { readers: { role: 1 } },
    "a country in lower case": { readers: { countries: ["nl"] } },
    "an unknown kind": { kinds: ["ticket"] },
    "an unknown scope": { scopes: ["all"] },
    "an unknown purpose": { purposes: ["curiosity"] },
    "no end": { maxDays: 0 },
    "an end beyond ten years": { maxDays: 3_661 },
    "no use": { maxUses: 0 },
    "a text for a truth": { agreementRequired: "yes" },
    "another member": { note: "" },
  };
  for (const [title, change] of Object.entries(faults)) {
    it(`has not ${title}`, () => expect(isPolicy({ rules: [{ ...rule, ...(change as object) }] })).to.equal(false));
  }

  it("has at most 1,000 rules", () => {
    expect(isPolicy({ rules: Array.from({ length: 1_000 }, () => rule) })).to.equal(true);
    expect(isPolicy({ rules: Array.from({ length: 1_001 }, () => rule) })).to.equal(false);
  });
});
