import { expect } from "chai";
import type { Json } from "../../../sdk/src/canonical/json.ts";
import {
  profileFaults,
  readProfile,
  readSignedProfile,
  ruleSetDigest,
  signProfile,
} from "../../../sdk/src/rules/profile.ts";
import { askRules, compileRuleSet, explainProfiles } from "../../../sdk/src/rules/rule-set.ts";
import { type PastDeclaration, whatIf } from "../../../sdk/src/rules/what-if.ts";
import { isSignedBy } from "../../../sdk/src/statement/jws.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";
import { cars, profile } from "../../support/sdk/rules.ts";

const used = profile("used-cars", 'any hsCodes (it starts-with "8703") and unitPrice < 0.5');
const json = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;

describe("a profile", () => {
  it("is read as it is written", () => expect(readProfile(json(used))).to.deep.equal(used));

  it("has every member in its form, and each fault its place, in the rule too", () => {
    const places = (changes: object) => profileFaults(json({ ...used, ...changes })).map(({ place }) => place);
    expect(places({ name: "Used Cars" })).to.deep.equal(["/name"]);
    expect(places({ version: 0, title: " ", reason: "", score: 1.1, yields: 1 })).to.deep.equal([
      ...["/version", "/title", "/reason", "/score", "/yields"],
    ]);
    expect(places({ kinds: ["declaration-import", "declaration-import"] })).to.deep.equal(["/kinds"]);
    expect(places({ kinds: ["nothing"], lane: "green", validFrom: -1, validUntil: "never" })).to.deep.equal([
      ...["/kinds", "/lane", "/validFrom", "/validUntil"],
    ]);
    expect(places({ code: "process.exit()" })).to.deep.equal(["/code"]);
    expect(places({ rule: { op: "=", of: [{ name: "weight" }, { number: "1" }] } })).to.deep.equal(["/rule/of/0"]);
    expectRefusal(() => readProfile(json({ ...used, lane: "green" })), "PROFILE_INVALID");
  });

  it("is signed by its member, and every change of it shows", () => {
    const signed = signProfile({ issuer: 1, issuedAt: 1_790_000_000, profile: used }, signerOf("singapore"));
    const { claims, jws } = readSignedProfile(signed);
    expect(claims.profile).to.deep.equal(used);
    expect(isSignedBy(jws, privateKeyOf("singapore"))).to.equal(true);
    expect(isSignedBy(jws, privateKeyOf("rotterdam"))).to.equal(false);
    expectRefusal(
      () =>
        signProfile({ issuer: 1, issuedAt: 1, profile: { ...used, lane: "green" as "red" } }, signerOf("singapore")),
      "MESSAGE_INVALID",
    );
  });
});

describe("a rule set", () => {
  const heavy = profile("heavy", "grossWeightKg > 3000", { lane: "yellow", yields: true });
  const over = profile("over", "grossWeightKg > 3000", { validUntil: 100 });
  const later = profile("later", "grossWeightKg > 3000", { validFrom: 101 });
  const exports = profile("exports", "grossWeightKg > 3000", { kinds: ["declaration-export"] });
  const blind = profile("blind", 'vessel = "X"');

  it("hits with the profiles that are in force, of the kind, and known to be met", () => {
    const hits = askRules(compileRuleSet([used, heavy, over, later, exports, blind]), cars, 100);
    expect(hits).to.deep.equal([
      { source: "profile", name: "used-cars", score: 0.5, lane: "red", reason: "Seen before." },
      { source: "profile", name: "heavy", score: 0.5, lane: "yellow", yields: true, reason: "Seen before." },
    ]);
  });

  it("has the same digest in any order, and another for any change", () => {
    expect(ruleSetDigest([heavy, used])).to.equal(ruleSetDigest([used, heavy]));
    expect(ruleSetDigest([{ ...heavy, score: 0.51 }, used])).to.not.equal(ruleSetDigest([used, heavy]));
    expect(compileRuleSet([heavy]).digest).to.equal(ruleSetDigest([heavy]));
  });

  it("explains why a profile did not hit: what it needs is not stated", () => {
    const [explained] = explainProfiles([blind], cars);
    expect(explained).to.deep.include({ name: "blind", truth: "unknown" });
    expect(explained?.leaves[0]?.values).to.deep.equal([{ name: "vessel", value: null }]);
  });
});

describe("a profile on the past", () => {
  const past = (subject: object, lane: PastDeclaration["lane"], wasWrong: boolean | null): PastDeclaration => ({
    subject: { ...cars, ...subject },
    ...{ lane, wasWrong },
  });
  const cheap = {};
  const unstated = { facts: {} };
  const dear = { facts: { ...cars.facts, value: { amount: "90000", currency: "EUR" } } };

  it("counts hits, what is unknown, precision of what was inspected, and the load it adds", () => {
    const history = [
      past(cheap, "green", null),
      past(cheap, "red", true),
      past(cheap, "red", false),
      past(dear, "red", false),
      past(unstated, "green", null),
      past({ kind: "declaration-export" }, "green", null),
    ];
    expect(whatIf({ ...used, kinds: ["declaration-import"] }, history)).to.deep.equal({
      ...{ declarations: 5, hits: 3, unknown: 1, inspectedHits: 2, wrongHits: 1, precision: 1 / 2, baseRate: 1 / 3 },
      ...{ addedLoad: 1, addedRate: 1 / 5 },
    });
  });

  it("says nothing of rates where there is nothing to divide by", () => {
    expect(whatIf(used, [])).to.include({ hits: 0, precision: null, baseRate: null, addedRate: null });
  });
});
