import { expect } from "chai";
import fc from "fast-check";
import {
  ALERT_CATEGORIES,
  CREDIBILITY_GRADES,
  canFollow,
  FEEDBACK_STATES,
  gradeWeight,
  guardCounts,
  holdsCategory,
  isCounters,
  MIN_COUNT,
  readFeedback,
  SOURCE_GRADES,
  signFeedback,
  weightOf,
} from "../../../sdk/src/index.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { alertOf, DAY_SECONDS, ISSUED_AT } from "../../support/sdk/alerts.ts";
import { signerOf } from "../../support/sdk/keys.ts";

describe("the weight of an alert", () => {
  for (const { name, halfLifeDays } of ALERT_CATEGORIES)
    it(`halves in ${halfLifeDays} days for ${name}`, () => {
      const alert = alertOf({ category: name, validUntil: ISSUED_AT + 700 * DAY_SECONDS });
      expect(weightOf(alert, ISSUED_AT)).to.equal(0.8);
      expect(weightOf(alert, ISSUED_AT + halfLifeDays * DAY_SECONDS)).to.equal(0.4);
    });

  it("is 1 for A1, and never more for a worse grade", () => {
    expect(gradeWeight("A", 1)).to.equal(1);
    const [sources, grades] = [SOURCE_GRADES.slice(0, 5), CREDIBILITY_GRADES.slice(0, 5)];
    for (const [at, { code }] of sources.entries())
      for (const worse of sources.slice(at)) expect(gradeWeight(worse.code, 2)).to.be.at.most(gradeWeight(code, 2));
    for (const [at, { code }] of grades.entries())
      for (const worse of grades.slice(at)) expect(gradeWeight("B", worse.code)).to.be.at.most(gradeWeight("B", code));
  });

  it("never grows while no newer version comes", () => {
    const days = fc.integer({ min: 0, max: 699 });
    fc.assert(
      fc.property(days, days, (a, b) => {
        const alert = alertOf({ validUntil: ISSUED_AT + 700 * DAY_SECONDS });
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((day) =>
          weightOf(alert, ISSUED_AT + day * DAY_SECONDS),
        );
        expect(late).to.be.at.most(early as number);
      }),
    );
  });
});

describe("categories of alerts", () => {
  it("each have a bit of their own in an agreement's terms", () => {
    for (const { name, code } of ALERT_CATEGORIES) {
      expect(holdsCategory(2 ** code, name)).to.equal(true);
      expect(holdsCategory(0xffffffff - 2 ** code, name)).to.equal(false);
    }
  });
});

describe("feedback", () => {
  const feedback = {
    ...{ alertId: "ab".repeat(32), version: 1, issuer: 1, matchId: "cd".repeat(32), state: "confirmed" as const },
    ...{ result: "A tenth of the price.", happenedAt: ISSUED_AT, issuedAt: ISSUED_AT },
  };

  it("is read as it was signed, and refused with a claim of another form", () => {
    expect(readFeedback(signFeedback(feedback, signerOf("singapore"))).claims).to.deep.equal(feedback);
    for (const name of Object.keys(feedback))
      expectRefusal(() => signFeedback({ ...feedback, [name]: {} }, signerOf("singapore")), "MESSAGE_INVALID");
  });

  it("goes forwards only, and nowhere from its end", () => {
    const names = FEEDBACK_STATES.map(({ name }) => name);
    const allowed = names.flatMap((from) => names.filter((to) => canFollow(from, to)).map((to) => `${from} ${to}`));
    expect(allowed).to.deep.equal([
      ...["matched inspected", "matched confirmed", "matched falsePositive"],
      ...["inspected confirmed", "inspected falsePositive"],
    ]);
  });
});

describe("counters for other members", () => {
  it("tell no count, and no rest of one, that is smaller than five", () => {
    const count = fc.integer({ min: 0, max: 30 });
    const row = fc
      .tuple(count, count, count)
      .map(([a, b, c]) => [a, b, c].toSorted((x, y) => y - x))
      .map(([hits = 0, inspections = 0, confirmed = 0]) => ({ key: "category:drugs", hits, inspections, confirmed }));
    fc.assert(
      fc.property(row, (given) => {
        const rows = guardCounts([given]);
        expect(isCounters({ month: "2026-10", rows })).to.equal(true);
        for (const told of rows) {
          expect(told.hits).to.be.at.least(MIN_COUNT);
          const steps = [told.hits, told.inspections, told.confirmed].filter((step) => step !== null);
          for (const [at, step] of steps.entries())
            for (const size of at === 0 ? [step] : [step, (steps[at - 1] as number) - step])
              expect(size === 0 || size >= MIN_COUNT).to.equal(true);
        }
      }),
    );
  });

  it("are refused when a member tells smaller ones", () => {
    const told = (change: object) =>
      isCounters({
        month: "2026-10",
        rows: [{ key: "category:drugs", hits: 20, inspections: 10, confirmed: 5, ...change }],
      });
    expect(told({})).to.equal(true);
    for (const wrong of [{ hits: 4 }, { inspections: 17 }, { inspections: 3 }, { confirmed: 2 }, { confirmed: 11 }])
      expect(told(wrong), JSON.stringify(wrong)).to.equal(false);
    for (const wrong of [{ key: "importer:NL1" }, { key: "category:" }, { hits: 1.5 }, { records: [] }])
      expect(told(wrong), JSON.stringify(wrong)).to.equal(false);
  });
});
