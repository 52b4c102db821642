import { expect } from "chai";
import fc from "fast-check";
import type { Json } from "../../../sdk/src/canonical/json.ts";
import { MAX_DEPTH, MAX_NODES } from "../../../sdk/src/rules/ast.ts";
import { checkRule, checkRuleText } from "../../../sdk/src/rules/check.ts";
import { OPERATORS } from "../../../sdk/src/rules/operators.ts";
import { printRule } from "../../../sdk/src/rules/print.ts";
import { anyRule, faultsOf, operatorsOf, ruleOf } from "../../support/sdk/rules.ts";

describe("the text of rules", () => {
  it("reads back what it prints, for rules of every operator", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyRule, (rule) => {
        for (const op of operatorsOf(rule)) seen.add(op);
        expect(ruleOf(printRule(rule))).to.deep.equal(rule);
      }),
      { seed: 6, numRuns: 500 },
    );
    expect(Object.keys(OPERATORS).filter((op) => !seen.has(op))).to.deep.equal(["exists", "count"]);
  });

  it("binds or, and, not, comparisons, sums and products in this order", () => {
    const tight = "not a(b)";
    expect(faultsOf(tight)).to.have.length(1);
    expect(printRule(ruleOf('packages + 1 * 2 > 3 or not kind = "a" and ucr = "b"'))).to.equal(
      'packages + 1 * 2 > 3 or not kind = "a" and ucr = "b"',
    );
    expect(ruleOf("packages > 1 or packages > 2 and packages > 3")).to.deep.equal(
      ruleOf("packages > 1 or (packages > 2 and packages > 3)"),
    );
    expect(ruleOf("packages - 1 - 2 > 0")).to.deep.equal(ruleOf("(packages - 1) - 2 > 0"));
    expect(ruleOf("packages - (1 - 2) > 0")).to.not.deep.equal(ruleOf("packages - 1 - 2 > 0"));
  });

  it("keeps the parentheses that group ands, so that nothing changes by being printed", () => {
    const text = '(kind = "a" and ucr = "b") and mrn = "c"';
    expect(printRule(ruleOf(text))).to.equal(text);
  });

  it("takes ≠, ≤, ≥, ×, ÷ and − for their plain spellings, single values without parentheses, and comments", () => {
    const pretty = 'packages × 2 ≥ 4 # twice\nand originCountry ≠ "CN" and any hsCodes (it starts-with "87")';
    const plain = 'packages * 2 >= 4 and originCountry != "CN" and any hsCodes (it starts-with ("87"))';
    expect(ruleOf(pretty)).to.deep.equal(ruleOf(plain));
  });

  it("prints exists and count so that they read back", () => {
    const text = "exists seals and count containers - 1 >= 2";
    expect(printRule(ruleOf(text))).to.equal(text);
  });
});

describe("faults of rules", () => {
  const FAULTS: readonly (readonly [text: string, place: string, says: RegExp])[] = [
    ["", "line 1, column 1", /missing/],
    ["packages >", "line 1, column 11", /missing/],
    ["packages > 1 2", "line 1, column 14", /should have ended/],
    ["packages\n  > @", "line 2, column 5", /belongs to no rule/],
    ["(packages > 1", "line 1, column 14", /"\)" is missing/],
    ["weight > 1", "line 1, column 1", /no field "weight"/],
    ["packages", "line 1, column 1", /true or false/],
    ['originCountry > "CN"', "line 1, column 1", /cannot compare text/],
    ["originCountry = 5", "line 1, column 1", /cannot compare text with number/],
    ['hsCodes = "87"', "line 1, column 1", /any LIST/],
    ['kind = "a" and\n hsCodes starts-with "87"', "line 2, column 2", /any LIST/],
    ['packages starts-with "8"', "line 1, column 1", /looks at a text/],
    ['packages in (1, "2")', "line 1, column 1", /one sort/],
    ["packages in (packages)", "line 1, column 1", /stand in the rule/],
    ['any packages (it = "a")', "line 1, column 5", /a list/],
    ['any parties (age = "a")', "line 1, column 14", /no member "age"/],
    ['any parties (kind = "a")', "line 1, column 14", /no member "kind"/],
    ['any parties (any seals (it = "a"))', "line 1, column 14", /inside of each other/],
    ["issueDate + issueDate = issueDate", "line 1, column 1", /does not take date and date/],
    ["issueDate > 2026-02-30", "line 1, column 13", /calendar/],
    ["count packages > 1", "line 1, column 1", /counts a list/],
    ['kind = "\\q"', "line 1, column 8", /escapes/],
    ["1 < packages < 3", "line 1, column 14", /should have ended/],
  ];
  for (const [text, place, says] of FAULTS) {
    it(`names ${place} of ${JSON.stringify(text)}`, () => {
      const [fault] = faultsOf(text);
      expect(fault?.place).to.equal(place);
      expect(fault?.message).to.match(says);
    });
  }

  it("names the place in JSON by a pointer, for several at once", () => {
    const checked = checkRule({
      op: "and",
      of: [
        { op: "is", of: [] },
        { op: "not", of: [{ number: "1.50" }] },
      ],
    } as unknown as Json);
    expect("faults" in checked && checked.faults.map(({ place }) => place)).to.deep.equal(["/of/0", "/of/1/of/0"]);
  });

  it("refuses rules that are too large, too deep or no rules at all, and never throws", () => {
    const wide = { op: "or", of: new Array(MAX_NODES).fill({ op: "exists", of: [{ name: "ucr" }] }) };
    let deep: Json = { op: "exists", of: [{ name: "ucr" }] };
    for (let level = 0; level <= MAX_DEPTH; level++) deep = { op: "not", of: [deep] };
    for (const rule of [
      wide as unknown as Json,
      deep,
      null,
      [],
      "x",
      1,
      { __proto__: null, op: "constructor", of: [] },
    ]) {
      expect(checkRule(rule)).to.have.property("faults").that.is.not.empty;
    }
    for (const text of [
      "(".repeat(60_000),
      "not ".repeat(9_000),
      `packages${" + 1".repeat(9_000)} > 0`,
      "x".repeat(70_000),
    ]) {
      expect(faultsOf(text)).to.have.length(1);
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.jsonValue(), (text, json) => {
        checkRuleText(text);
        checkRule(json as Json);
      }),
      { seed: 6 },
    );
  });
});
