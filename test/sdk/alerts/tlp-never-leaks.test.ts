import { expect } from "chai";
import fc from "fast-check";
import {
  type Alert,
  audienceOf,
  type Consortium,
  forwardingFault,
  holdsCategory,
  readAlert,
  signAlert,
  TLP,
} from "../../../sdk/src/index.ts";
import { alertOf, anyTerms } from "../../support/sdk/alerts.ts";
import { signerOf } from "../../support/sdk/keys.ts";

const AGREEMENT = "ab".repeat(32);
const MEMBERS = [1, 2, 3, 4, 5, 6];
const signer = signerOf("singapore");

const anyConsortium: fc.Arbitrary<Consortium> = fc.record({
  activeMembers: fc.subarray(MEMBERS),
  agreement: fc.option(
    fc.record({
      parties: fc.subarray(MEMBERS, { minLength: 2 }),
      alertCategories: fc.integer({ min: 0, max: 0xfff }),
      tlpCeiling: fc.integer({ min: 0, max: 4 }),
      isInForce: fc.boolean(),
    }),
    { nil: undefined },
  ),
});

/** Said a second time and in words of its own: whether a member may have an alert from its issuer. */
function maySee(alert: Alert, member: number, { activeMembers, agreement }: Consortium): boolean {
  const { tlp, sharedWith, issuer, category } = alert;
  if (member === issuer || !activeMembers.includes(member) || !activeMembers.includes(issuer)) return false;
  if ("everyone" in sharedWith) return tlp === "clear" || tlp === "green";
  if ("members" in sharedWith) return sharedWith.members.includes(member);
  const strictness = ["clear", "green", "amber", "amber+strict"].indexOf(tlp);
  return (
    agreement?.isInForce === true &&
    [member, issuer].every((one) => agreement.parties.includes(one)) &&
    holdsCategory(agreement.alertCategories, category) &&
    strictness >= 0 &&
    strictness <= agreement.tlpCeiling
  );
}

describe("the audience of an alert", () => {
  it("is exactly who its marking, address and agreement let see it: every alert, every member", () => {
    fc.assert(
      fc.property(anyTerms(AGREEMENT), anyConsortium, (terms, consortium) => {
        const alert = alertOf(terms);
        const { members, refusal } = audienceOf(alert, consortium);
        expect(members).to.deep.equal(MEMBERS.filter((member) => maySee(alert, member, consortium)));
        expect(refusal === undefined).to.equal(members.length > 0);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is nobody under an agreement that is asleep, unknown, of others, of other categories or of a milder ceiling", () => {
    const alert = alertOf({ tlp: "amber", sharedWith: { agreementId: AGREEMENT } });
    const agreement = { parties: [1, 2, 3], alertCategories: 1, tlpCeiling: 2, isInForce: true };
    const told = (change: object | undefined) =>
      audienceOf(alert, { activeMembers: MEMBERS, agreement: change && { ...agreement, ...change } });
    expect(told({}).members).to.deep.equal([1, 3]);
    const faults = [undefined, { isInForce: false }, { parties: [1, 3] }, { alertCategories: 2 }, { tlpCeiling: 1 }];
    for (const fault of faults) {
      expect(told(fault).members).to.deep.equal([]);
      expect(told(fault).refusal).to.be.a("string");
    }
  });
});

describe("handing an alert on", () => {
  it("needs a marking and a rule that allow it: every alert, every member", () => {
    fc.assert(
      fc.property(anyTerms(AGREEMENT), anyConsortium, fc.constantFrom(...MEMBERS), (terms, consortium, to) => {
        const alert = alertOf(terms);
        const isAllowed = forwardingFault(alert, to, consortium) === undefined;
        const isMild = terms.tlp === "clear" || terms.tlp === "green";
        const isAwake = !("agreementId" in terms.sharedWith) || consortium.agreement?.isInForce === true;
        const isParty = consortium.agreement?.parties.includes(to) === true;
        const isRuled = isAwake && (terms.forwarding === "tlp" || (terms.forwarding === "parties" && isParty));
        expect(isAllowed).to.equal(isMild && isRuled && to !== alert.issuer && consortium.activeMembers.includes(to));
      }),
      { numRuns: 5_000 },
    );
  });

  it("cannot be allowed by an alert against its own marking", () => {
    fc.assert(
      fc.property(anyTerms(AGREEMENT), (terms) => {
        const row = TLP.find(({ name }) => name === terms.tlp);
        const sign = (): Alert => readAlert(signAlert(alertOf(terms), signer)).claims;
        if (row?.isForwardable === false && terms.forwarding !== "never") expect(sign).to.throw();
        if (row?.isPersonal && !("members" in terms.sharedWith)) expect(sign).to.throw();
      }),
    );
  });
});
