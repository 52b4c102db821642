import { expect } from "chai";
import { driftOf, stabilityOf } from "../../../sdk/src/model/drift.ts";
import { drawAt } from "../../../sdk/src/model/random.ts";
import { scorerOf } from "../../../sdk/src/model/score.ts";
import { TRAIN_DEFAULTS, trainModel } from "../../../sdk/src/model/train.ts";
import { linesOf } from "../../support/sdk/model-lines.ts";

const column = (count: number, of: (row: number) => number) =>
  Float64Array.from({ length: count }, (_, row) => of(row));

describe("drift", () => {
  it("is nothing between columns that are the same, and grows with the distance", () => {
    const before = column(1000, (row) => drawAt(1, row, 0));
    expect(stabilityOf(before, before)).to.equal(0);
    const near = stabilityOf(
      before,
      column(1000, (row) => drawAt(2, row, 0) + 0.05),
    );
    const far = stabilityOf(
      before,
      column(1000, (row) => drawAt(2, row, 0) + 0.5),
    );
    expect(near).to.be.within(0.001, 0.25);
    expect(far).to.be.above(0.25);
  });

  it("sees values that come to be missing", () => {
    const before = column(1000, (row) => drawAt(1, row, 0));
    const after = before.map((value, row) => (row % 2 ? Number.NaN : value));
    expect(stabilityOf(before, after)).to.be.above(0.25);
  });

  it("is nothing beside an empty column", () => {
    expect(
      stabilityOf(
        new Float64Array(),
        column(5, () => 1),
      ),
    ).to.equal(0);
  });

  it("names the feature that moved first", () => {
    const lines = linesOf(800);
    const scorer = scorerOf(trainModel(lines, { ...TRAIN_DEFAULTS, trees: { fresh: 5, known: 5 } }));
    const older = lines.map(({ line }) => line);
    const newer = older.map((line) => ({ ...line, itemPrice: 1000 + (line.itemPrice ?? 0) }));
    expect(["price", "unitPrice"]).to.include(driftOf(scorer, older, newer)[0]?.feature);
    expect(driftOf(scorer, older, older).every(({ psi }) => psi === 0)).to.equal(true);
  });
});
