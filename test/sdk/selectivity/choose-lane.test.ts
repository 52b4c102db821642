import { expect } from "chai";
import fc from "fast-check";
import { chooseLane, type LaneLoad, NO_LOAD } from "../../../sdk/src/selectivity/choose-lane.ts";
import { countLane } from "../../../sdk/src/selectivity/count-lane.ts";
import { type LaneName, strictnessOf } from "../../../sdk/src/selectivity/lanes.ts";
import { DEFAULT_LANE_SETTINGS, type LaneSettings } from "../../../sdk/src/selectivity/settings.ts";
import type { Signal } from "../../../sdk/src/selectivity/signal.ts";
import { seededBytes } from "../../support/seeded.ts";

const settings: LaneSettings = {
  ...DEFAULT_LANE_SETTINGS,
  minimumRandomRate: 0.05,
  expectedRates: { red: 0.1, yellow: 0.2, blue: 0.3 },
};
const LATE = 0.999999;

const hit = (name: string, lane: LaneName, more: Partial<Signal> = {}): Signal => ({
  ...{ source: "profile", name, score: 0.5, lane, reason: "Seen before." },
  ...more,
});
const other = (source: "alert" | "finding" | "model", score: number, name: string = source): Signal => ({
  ...{ source, name, score, reason: "It says so." },
});
const choose = (
  signals: readonly Signal[],
  more: { draw?: number | null; load?: LaneLoad; settings?: LaneSettings } = {},
) => chooseLane({ signals, draw: LATE, office: "SGSIN", settings, load: NO_LOAD, ...more });

const signal = fc
  .record({
    source: fc.constantFrom("profile", "alert", "finding", "model"),
    name: fc.constantFrom("a", "b", "c", "d"),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    lane: fc.constantFrom<LaneName>("red", "yellow", "blue"),
    yields: fc.boolean(),
  })
  .map(({ source, name, score, lane, yields }): Signal => {
    const own = source === "profile" ? { lane, ...(yields && { yields: true as const }) } : {};
    return { source: source as Signal["source"], name, score, reason: "It says so.", ...own };
  });
const signals = fc.array(signal, { maxLength: 6 });
const draw = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const count = fc.integer({ min: 0, max: 20 });
const perLane = fc.record({ red: count, yellow: count, blue: count });
const load: fc.Arbitrary<LaneLoad> = fc.record({
  total: count,
  leftToChance: count,
  selected: perLane,
  today: perLane,
});
const room = fc.option(fc.integer({ min: 0, max: 20 }));
const narrow = fc.record({ red: room, yellow: room, blue: room }).map((capacity) => ({ ...settings, capacity }));

describe("choosing a lane", () => {
  it("is green when nothing speaks for a stricter lane and the draw falls to none", () => {
    const choice = choose([]);
    expect(choice).to.include({
      lane: "green",
      risk: 0,
      reasonCategory: "none",
      isRandomStratum: false,
      isLeftToChance: true,
    });
    expect(choice.steps.map(({ step }) => step)).to.deep.equal(["green"]);
  });

  it("takes the strictest of several profiles and keeps a reason for each", () => {
    const { lane, reasonCategory, steps } = choose([hit("b", "blue"), hit("r", "red"), hit("y", "yellow")]);
    expect({ lane, reasonCategory }).to.deep.equal({ lane: "red", reasonCategory: "rule" });
    expect(steps.map(({ lane: after, reason }) => [after, reason])).to.deep.equal([
      ["red", "Profile r asks for red."],
      ["red", "Profile y asks for yellow."],
      ["red", "Profile b asks for blue."],
    ]);
  });

  it("goes by findings and model at most yellow, however sure they are", () => {
    expect(choose([other("finding", 1), other("model", 1)]).lane).to.equal("yellow");
    expect(choose([other("model", 0.4)])).to.include({ lane: "blue", reasonCategory: "risk" });
    expect(choose([other("finding", 0.4)])).to.include({ lane: "blue", reasonCategory: "papers" });
    expect(choose([other("finding", 0.29)]).lane).to.equal("green");
  });

  it("moves one lane for any number of alerts, and never to red", () => {
    const alerts = [other("alert", 1, "a"), other("alert", 1, "b"), other("alert", 1, "c")];
    expect(choose(alerts)).to.include({ lane: "blue", reasonCategory: "intelligence" });
    expect(choose([...alerts, hit("b", "blue")]).lane).to.equal("yellow");
    expect(choose([...alerts, hit("y", "yellow")]).lane).to.equal("yellow");
    expect(choose([other("alert", 0.09)]).lane).to.equal("green");
  });

  it("lets the minimum random rate choose first of all chances, whatever signals said, and says so", () => {
    const chosen = choose([hit("b", "blue")], { draw: 0.0499 });
    expect(chosen).to.include({ lane: "red", reasonCategory: "random", isRandomStratum: true });
    expect(choose([hit("r", "red")], { draw: 0.01 })).to.include({
      lane: "red",
      reasonCategory: "rule",
      isRandomStratum: true,
    });
    expect(choose([hit("b", "blue")], { draw: 0.05 })).to.include({ lane: "blue", isRandomStratum: false });
  });

  it("divides the rest of the draw among red, yellow and blue, in this order", () => {
    const lanes = [0.05, 0.14, 0.15, 0.33, 0.34, 0.6, 0.63, 0.99].map((at) => choose([], { draw: at }).lane);
    expect(lanes).to.deep.equal(["red", "red", "yellow", "yellow", "blue", "blue", "green", "green"]);
  });

  it("does not fill a lane that signals filled, nor one without room", () => {
    const full = { ...NO_LOAD, total: 99, leftToChance: 50, selected: { red: 10, yellow: 0, blue: 0 } };
    expect(choose([], { draw: 0.05, load: full }).lane).to.equal("yellow");
    const busy = { ...NO_LOAD, today: { red: 1, yellow: 0, blue: 0 } };
    const narrowed = { ...settings, offices: { SGSIN: { red: 1, yellow: null, blue: null } } };
    expect(choose([], { draw: 0.05, load: busy, settings: narrowed }).lane).to.equal("yellow");
  });

  it("lets a profile yield to the next lane with room only if it says so", () => {
    const busy = { ...NO_LOAD, today: { red: 1, yellow: 1, blue: 0 } };
    const narrowed = { ...settings, capacity: { red: 1, yellow: 1, blue: null } };
    const yielding = choose([hit("r", "red", { yields: true })], { load: busy, settings: narrowed });
    expect(yielding.lane).to.equal("blue");
    expect(yielding.steps[0]?.reason).to.include("full");
    expect(choose([hit("r", "red")], { load: busy, settings: narrowed }).lane).to.equal("red");
  });

  it("chooses nothing by chance without a draw, and says so", () => {
    const { lane, steps } = choose([], { draw: null });
    expect(lane).to.equal("green");
    expect(steps[0]?.reason).to.include("no seed was committed");
  });
});

describe("properties of choosing", () => {
  const run = (property: fc.IProperty<unknown>) => fc.assert(property, { seed: 6, numRuns: 1_000 });
  const question = fc.record({ signals, draw, load, settings: narrow });

  it("answers the same question with the same choice, in whatever order the signals come", () => {
    run(
      fc.property(question, fc.integer(), (asked, turn) => {
        const at = asked.signals.length === 0 ? 0 : Math.abs(turn) % asked.signals.length;
        const turned = [...asked.signals.slice(at), ...asked.signals.slice(0, at)];
        const [a, b] = [choose(asked.signals, asked), choose(turned, asked)];
        expect([b.lane, b.risk, b.reasonCategory]).to.deep.equal([a.lane, a.risk, a.reasonCategory]);
        expect(choose(asked.signals, asked)).to.deep.equal(a);
      }),
    );
  });

  it("never goes below the lane of a profile that does not yield", () => {
    run(
      fc.property(question, (asked) => {
        const { lane } = choose(asked.signals, asked);
        for (const { lane: asks, yields } of asked.signals)
          if (asks && !yields) expect(strictnessOf(lane)).to.be.at.least(strictnessOf(asks));
      }),
    );
  });

  it("is never lowered by one signal more", () => {
    run(
      fc.property(question, signal, (asked, more) => {
        const before = chooseLane({ ...asked, draw: LATE, office: null, load: { ...asked.load, total: 0 } });
        const after = chooseLane({
          ...asked,
          signals: [...asked.signals, more],
          draw: LATE,
          office: null,
          load: { ...asked.load, total: 0 },
        });
        if (!before.isLeftToChance) expect(strictnessOf(after.lane)).to.be.at.least(strictnessOf(before.lane));
      }),
    );
  });

  it("is never lowered by the draw, and never red without a profile but by the draw", () => {
    run(
      fc.property(question, (asked) => {
        const [drawn, still] = [choose(asked.signals, asked), choose(asked.signals, { ...asked, draw: null })];
        expect(strictnessOf(drawn.lane)).to.be.at.least(strictnessOf(still.lane));
        if (still.lane === "red") expect(asked.signals.some(({ lane }) => lane === "red")).to.equal(true);
      }),
    );
  });

  it("is at most one lane stricter for all alerts together", () => {
    run(
      fc.property(question, (asked) => {
        const calm = asked.signals.filter(({ source }) => source !== "alert");
        const [loud, quiet] = [asked.signals, calm].map((some) => choose(some, { ...asked, draw: null }).lane) as [
          LaneName,
          LaneName,
        ];
        expect(strictnessOf(loud) - strictnessOf(quiet)).to.be.within(0, 1);
      }),
    );
  });

  it("gives each step a reason, and the last step the lane", () => {
    run(
      fc.property(question, (asked) => {
        const { lane, steps } = choose(asked.signals, asked);
        expect(steps.at(-1)?.lane).to.equal(lane);
        for (const { reason } of steps) expect(reason).to.match(/^\S.*\.$/);
      }),
    );
  });
});

describe("rates over many declarations", () => {
  const RUNS = 20_000;

  for (const share of [0, 0.04, 0.3]) {
    it(`meet what is expected within binomial bounds when profiles make ${share} red`, () => {
      const bytes = seededBytes(`rates ${share}`);
      const uniform = () => Buffer.from(bytes(6)).readUIntBE(0, 6) / 2 ** 48;
      const counted: Record<LaneName, number> = { red: 0, yellow: 0, blue: 0, green: 0 };
      let now: LaneLoad = NO_LOAD;
      let random = 0;
      for (let run = 0; run < RUNS; run++) {
        const choice = choose(uniform() < share ? [hit("r", "red")] : [], { draw: uniform(), load: now });
        counted[choice.lane]++;
        random += Number(choice.isRandomStratum);
        now = countLane(now, choice);
      }
      // Five standard deviations, and a part of a thousand for the first declarations, when little is known.
      const near = (hits: number, rate: number) =>
        expect(hits / RUNS).to.be.closeTo(rate, 5 * Math.sqrt((rate * (1 - rate)) / RUNS) + 0.001);
      near(random, settings.minimumRandomRate);
      near(counted.red, Math.max(settings.expectedRates.red, share + (1 - share) * settings.minimumRandomRate));
      near(counted.yellow, settings.expectedRates.yellow);
      near(counted.blue, settings.expectedRates.blue);
    });
  }
});
