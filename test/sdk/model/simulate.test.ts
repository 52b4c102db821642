import { expect } from "chai";
import { SIMULATION_DEFAULTS, simulate } from "../../../sdk/src/model/simulate.ts";
import { TRAIN_DEFAULTS } from "../../../sdk/src/model/train.ts";
import { linesOf } from "../../support/sdk/model-lines.ts";

/** Lines over 26 weeks, a month of a year each. */
const lines = linesOf(6000).map(({ line, wrong }, place) => {
  const day = new Date(Date.UTC(2024, 0, 1 + Math.floor((place * 182) / 6000)));
  return { wrong, line: { ...line, date: day.toISOString().slice(0, 10) } };
});
const settings = {
  ...SIMULATION_DEFAULTS,
  firstWeeks: 6,
  retrainWeeks: 4,
  training: { ...TRAIN_DEFAULTS, trees: { fresh: 40, known: 20 } },
};

describe("the weekly simulation", () => {
  it("inspects the same part each week under every policy", () => {
    const counts = (["random", "no feedback", "feedback"] as const).map((policy) => simulate(lines, policy, settings));
    expect(new Set(counts.map(({ inspected }) => inspected)).size).to.equal(1);
    expect((counts[0]?.inspected ?? 0) / (counts[0]?.lines ?? 1)).to.be.closeTo(0.1, 0.005);
  });

  it("finds more with a model than at random, and more yet when inspections teach it", () => {
    const [random, still, taught] = (["random", "no feedback", "feedback"] as const).map(
      (policy) => simulate(lines, policy, settings).precision,
    ) as [number, number, number];
    expect(still).to.be.above(random);
    expect(taught).to.be.above(still);
  });

  it("keeps a tenth of the inspections random, whose precision is that of all lines", () => {
    const { atRandom, byModel } = simulate(lines, "feedback", settings);
    const rate = lines.filter(({ wrong }) => wrong === 1).length / lines.length;
    expect(atRandom).to.be.closeTo(rate, 0.15);
    expect(byModel).to.be.above(atRandom);
  });

  it("learns from inspected lines only", () => {
    const hidden = simulate(lines, "no feedback", settings);
    // Outcomes after the first weeks can teach nothing without feedback, so turning them round turns the finds round.
    const cut = lines.findIndex(({ line }) => line.date >= "2024-02-12");
    const turned = lines.map((row, place) =>
      place < cut ? row : ({ ...row, wrong: row.wrong === 1 ? 0 : 1 } as const),
    );
    const { found, inspected } = simulate(turned, "no feedback", settings);
    expect(found).to.equal(inspected - hidden.found);
  });

  it("says the same each time", () => {
    expect(simulate(lines, "feedback", settings)).to.deep.equal(simulate(lines, "feedback", settings));
  });
});
