import { KINDS, type Policy, type PolicyRule, ZERO_HEX32 } from "@sealane/sdk";
import { expect } from "chai";
import type { FoldedAgreement } from "../../../node-gateway/src/sharing/agreement-standing.ts";
import { type Asked, allowedFor } from "../../../node-gateway/src/sharing/allowed-for.ts";

const [CERTIFICATE, DECLARATION] = [301, 101];
const AGREEMENT_ID = "ab".repeat(32);

const rule = (changed: Partial<PolicyRule>): PolicyRule => ({
  ...{ readers: { roles: 1 }, kinds: "any", scopes: ["full"], purposes: "any", maxDays: 30, maxUses: null },
  agreementRequired: false,
  ...changed,
});
const covering = (kinds: readonly number[]): FoldedAgreement => ({
  ...{ agreementId: AGREEMENT_ID, proposer: 1, accepted: new Set([1, 2]), suspending: new Set(), isTerminated: false },
  terms: {
    ...{ parties: [1, 2], kinds, alertCategories: 0, tlpCeiling: 0 },
    ...{ validFromSeconds: 0, validUntilSeconds: 1_000, textDigest: ZERO_HEX32 },
  },
});
const allowed = (rules: readonly PolicyRule[], asked: Partial<Asked>) => {
  const member = { memberId: 2, country: "NL", roles: 1, status: "active" } as const;
  const policy: Policy = { rules };
  const question = { member, scope: "transport", purpose: "transit" } as const;
  return allowedFor(policy, question, { isConsignment: true, kinds: [CERTIFICATE], covering: [], ...asked });
};

describe("what the standing policy allows", () => {
  it("allows a document of a kind that a rule names, and leaves one of another kind to an officer", () => {
    const rules = [rule({ kinds: ["re-export-certificate"] })];
    expect(allowed(rules, { isConsignment: false })).to.deep.include({ kind: CERTIFICATE, rules: [0] });
    expect(allowed(rules, { isConsignment: false, kinds: [DECLARATION] })).to.equal(undefined);
  });

  it("leaves a consignment to an officer when a paper of a kind that is not allowed could join it later", () => {
    expect(allowed([rule({ kinds: ["re-export-certificate"] })], {})).to.equal(undefined);
    const allButOne = KINDS.slice(1).map(({ name }) => name);
    expect(allowed([rule({ kinds: allButOne })], {})).to.equal(undefined);
  });

  it("allows a consignment when rules allow every kind, each by the strictest of them", () => {
    const rules = [rule({ kinds: ["re-export-certificate"], maxDays: 5 }), rule({ maxUses: 3 })];
    expect(allowed(rules, {})).to.deep.include({ rules: [0, 1], maxDays: 5, maxUses: 3, agreementId: null, kind: 0 });
  });

  it("allows a consignment under an agreement whose every kind is allowed, and not under a wider one", () => {
    const rules = [rule({ kinds: ["re-export-certificate"] })];
    expect(allowed(rules, { covering: [covering([CERTIFICATE])] })).to.deep.include({ agreementId: AGREEMENT_ID });
    expect(allowed(rules, { covering: [covering([DECLARATION, CERTIFICATE])] })).to.equal(undefined);
  });

  it("puts a document's grant under an agreement only when its rule requires one", () => {
    const asked = { isConsignment: false, covering: [covering([CERTIFICATE])] };
    expect(allowed([rule({ agreementRequired: true })], asked)).to.deep.include({ agreementId: AGREEMENT_ID });
    expect(allowed([rule({ agreementRequired: true })], { ...asked, covering: [] })).to.equal(undefined);
    expect(allowed([rule({})], asked)).to.deep.include({ agreementId: null });
  });

  it("leaves kinds to an officer that this version does not know", () => {
    expect(allowed([rule({})], { isConsignment: false, kinds: [9_999] })).to.equal(undefined);
    expect(allowed([rule({ agreementRequired: true })], { covering: [covering([9_999])] })).to.equal(undefined);
  });
});
