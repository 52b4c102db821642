import { expect } from "chai";
import fc from "fast-check";
import { askAbout, compileRule } from "../../../sdk/src/rules/compile.ts";
import { explainRule } from "../../../sdk/src/rules/explain.ts";
import { compare, minus, over, plus, rationalOf, times } from "../../../sdk/src/rules/rational.ts";
import { anyRule, cars, ruleOf, truthOf } from "../../support/sdk/rules.ts";

describe("what a rule comes to", () => {
  const TRUTHS: readonly (readonly [text: string, truth: boolean | undefined])[] = [
    ['any hsCodes (it starts-with "8703") and originCountry in ("CN", "VN")', true],
    ['all hsCodes (it starts-with "8703")', false],
    ["unitPrice < 0.34 and unitPrice > 0.33", true],
    ["unitPrice * 3 = 1", true],
    ["0.1 + 0.2 = 0.3", true],
    ["grossWeightKg - netWeightKg = 100.5", true],
    ["packages in (1, 2.0)", true],
    ["packages / (packages - 2) > 1", undefined],
    ["issueDate - departureDate = 10", true],
    ["departureDate + 10 >= issueDate", true],
    ["departureDate + 0.5 >= issueDate", undefined],
    ["issueDate > 2026-01-01", true],
    ["count containers = 1", true],
    ["exists seals", false],
    ["not exists seals", true],
    ['any seals (it = "A")', undefined],
    ['vessel = "EVER GIVEN"', undefined],
    ['not vessel = "EVER GIVEN"', undefined],
    ['vessel = "EVER GIVEN" or kind = "declaration-import"', true],
    ['vessel = "EVER GIVEN" and kind = "other-document"', false],
    ['vessel = "EVER GIVEN" and kind = "declaration-import"', undefined],
    ['any parties (role = "importer" and country = "SG")', true],
    ['any parties (role = "consignor" and country = "SG")', undefined],
    ["all parties (exists country)", false],
    ['issuer.country = "SG" and any issuer.roles (it = "agency")', true],
    ['any alerts (category = "valuation" and weight >= 0.4)', true],
    ["count findings = 0", true],
    ["any findings (score > 0)", false],
    ["model.score > 0.5", undefined],
    ['value.currency = "EUR" and value.amount <= 1000', true],
    ['any quantities (value = 2 and unit = "C62")', true],
  ];
  for (const [text, truth] of TRUTHS)
    it(`is ${truth ?? "unknown"} for ${text}`, () => expect(truthOf(text)).to.equal(truth));

  it("is always true, false or unknown, whatever the rule and however little is stated, and the same again", () => {
    const subjects = [
      cars,
      { kind: "other-document", facts: {} },
      { ...cars, facts: { ...cars.facts, issueDate: "9999-12-31" } },
    ];
    fc.assert(
      fc.property(anyRule, fc.constantFrom(...subjects), (rule, subject) => {
        const test = compileRule(rule);
        const truth = test(askAbout(subject));
        expect([true, false, undefined]).to.include(truth);
        expect(test(askAbout(subject))).to.equal(truth);
        expect(explainRule(rule, subject).truth).to.equal(truth === undefined ? "unknown" : String(truth));
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it("knows more, never otherwise, when more is stated", () => {
    const bare = { kind: cars.kind, facts: { originCountry: "CN", packages: "2" } };
    fc.assert(
      fc.property(
        anyRule.filter((rule) => !JSON.stringify(rule).includes("exists")),
        (rule) => {
          const little = compileRule(rule)(askAbout(bare));
          if (little !== undefined) expect(compileRule(rule)(askAbout(cars))).to.equal(little);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("numbers of rules", () => {
  const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }));
  const number = decimal.map(([units, places]) => {
    const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
    const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    return {
      units,
      places,
      of: rationalOf(units < 0n ? `-${text}` : text) as NonNullable<ReturnType<typeof rationalOf>>,
    };
  });

  it("are compared as exact fractions are, however close they are", () => {
    fc.assert(
      fc.property(number, number, fc.boolean(), (a, b, isClose) => {
        const near = rationalOf("0.000000000000000000000000000001") as typeof a.of;
        const other = isClose ? plus(a.of, near) : b.of;
        const exact = a.of.n * other.d - other.n * a.of.d;
        expect(Math.sign(compare(a.of, other))).to.equal(exact === 0n ? 0 : exact < 0n ? -1 : 1);
      }),
      { seed: 6 },
    );
  });

  it("add, take away, multiply and divide without a rest", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(compare(minus(plus(a.of, b.of), b.of), a.of)).to.equal(0);
        const quotient = over(a.of, b.of);
        if (b.units === 0n) expect(quotient).to.equal(undefined);
        else expect(compare(times(quotient as typeof a.of, b.of), a.of)).to.equal(0);
      }),
      { seed: 6 },
    );
  });
});

describe("explaining a rule", () => {
  it("names each condition with what it saw and what it came to", () => {
    const rule = ruleOf(
      'any hsCodes (it starts-with "8703") and (unitPrice < 0.5 or vessel = "X") and not issueDate < 2026-01-01',
    );
    expect(explainRule(rule, cars)).to.deep.equal({
      truth: "true",
      leaves: [
        {
          text: 'any hsCodes (it starts-with ("8703"))',
          truth: "true",
          values: [{ name: "hsCodes", value: "2: 870323; 940360" }],
          items: [0],
        },
        { text: "unitPrice < 0.5", truth: "true", values: [{ name: "unitPrice", value: "0.333333" }] },
        { text: 'vessel = "X"', truth: "unknown", values: [{ name: "vessel", value: null }] },
        { text: "issueDate < 2026-01-01", truth: "false", values: [{ name: "issueDate", value: "2026-03-10" }] },
      ],
    });
  });
});
