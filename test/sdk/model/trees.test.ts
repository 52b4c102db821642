import { expect } from "chai";
import { binColumns, binValues, missingBin } from "../../../sdk/src/model/bins.ts";
import { addTree, baseOf, boost, type TrainingRows } from "../../../sdk/src/model/boost.ts";
import { exp, log, sigmoid } from "../../../sdk/src/model/exact-math.ts";
import { marginOf } from "../../../sdk/src/model/predict.ts";
import { drawAt } from "../../../sdk/src/model/random.ts";
import { type BoostSettings, FRESH_SETTINGS } from "../../../sdk/src/model/settings.ts";
import type { Forest } from "../../../sdk/src/model/tree.ts";

const SETTINGS: BoostSettings = {
  ...FRESH_SETTINGS,
  trees: 40,
  seed: 1,
  learningRate: 0.2,
  leafPenalty: 1,
  minLeafCurvature: 0.5,
  rowShare: 1,
  columnShare: 1,
};

const column = (rows: number, of: (row: number) => number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => of(row));

function rowsOf(columns: Float64Array[], labels: Uint8Array): TrainingRows {
  return { matrix: binColumns(columns), labels, weights: new Float64Array(labels.length).fill(1) };
}

function grow(rows: TrainingRows, settings: BoostSettings): Forest {
  return { base: baseOf(rows), features: rows.matrix.columns.length, trees: [...boost(rows, settings)] };
}

/** Mean logistic loss of margins. */
function lossOf(margins: Float64Array, labels: Uint8Array): number {
  const losses = Array.from(margins, (margin, row) => -log(sigmoid(labels[row] === 1 ? margin : -margin)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** Two columns that decide together, one with gaps, one that never changes. */
function crossed(rows = 600) {
  const columns = [
    column(rows, (row) => drawAt(5, row, 0)),
    column(rows, (row) => drawAt(5, row, 1)),
    column(rows, (row) => (drawAt(5, row, 2) < 0.3 ? Number.NaN : drawAt(5, row, 3))),
    column(rows, () => 7),
  ];
  const isWrong = (row: number): boolean =>
    (columns[0]?.[row] as number) > 0.5 !== (columns[1]?.[row] as number) > 0.5 || Number.isNaN(columns[2]?.[row]);
  return { columns, labels: Uint8Array.from({ length: rows }, (_, row) => (isWrong(row) ? 1 : 0)) };
}

describe("boosted trees", () => {
  it("compute e^x and ln x by basic arithmetic to the last digits", () => {
    for (const x of [-699, -20.5, -1, -1e-9, 0, 1e-9, 0.3, 1, 2.5, 40, 699])
      expect(exp(x) / Math.exp(x)).to.be.closeTo(1, 1e-13);
    for (const x of [1e-300, 1e-9, 0.5, 1, 1.5, 10, 12345.678, 1e300]) expect(log(x)).to.be.closeTo(Math.log(x), 1e-12);
    expect(exp(-1e9)).to.equal(0);
  });

  it("put equal values into one bin and missing ones into the last, of at most 255", () => {
    const values = column(5000, (row) => (row % 10 === 0 ? Number.NaN : Math.floor(row / 3)));
    const { columns, edges } = binColumns([values]);
    const [bins, cuts] = [columns[0] as Uint8Array, edges[0] as Float64Array];
    expect(missingBin(cuts)).to.be.at.most(254);
    for (let row = 1; row < values.length; row++) {
      if (Number.isNaN(values[row])) expect(bins[row]).to.equal(missingBin(cuts));
      else if (values[row] === values[row - 1]) expect(bins[row]).to.equal(bins[row - 1]);
    }
    expect(binValues(Float64Array.of(-1e300, 1e300), cuts)).to.deep.equal(Uint8Array.of(0, cuts.length));
  });

  it("lessen the loss with every tree, on all rows and without penalty of a subsample", () => {
    const { columns, labels } = crossed();
    const rows = rowsOf(columns, labels);
    const margins = new Float64Array(labels.length).fill(baseOf(rows));
    let loss = lossOf(margins, labels);
    const first = loss;
    for (const tree of boost(rows, SETTINGS)) {
      addTree(tree, rows.matrix, margins);
      const next = lossOf(margins, labels);
      expect(next).to.be.at.most(loss);
      loss = next;
    }
    expect(loss).to.be.below(first / 3);
  });

  it("find what two columns say only together, and follow missing values", () => {
    const { columns, labels } = crossed();
    const forest = grow(rowsOf(columns, labels), SETTINGS);
    const margin = (...values: number[]): number => marginOf(forest, values);
    expect(margin(0.9, 0.1, 0.5, 7)).to.be.above(1);
    expect(margin(0.9, 0.9, 0.5, 7)).to.be.below(-1);
    expect(margin(0.9, 0.9, Number.NaN, 7)).to.be.above(1);
  });

  it("score binned and raw rows the same, to the bit", () => {
    const { columns, labels } = crossed();
    const rows = rowsOf(columns, labels);
    const forest = grow(rows, { ...SETTINGS, rowShare: 0.6, columnShare: 0.5 });
    const margins = new Float64Array(labels.length).fill(forest.base);
    for (const tree of forest.trees) addTree(tree, rows.matrix, margins);
    for (let row = 0; row < labels.length; row++)
      expect(
        marginOf(
          forest,
          columns.map((values) => values[row] as number),
        ),
      ).to.equal(margins[row]);
  });

  it("never ask about a column that does not change", () => {
    const { columns, labels } = crossed();
    for (const tree of grow(rowsOf(columns, labels), SETTINGS).trees) expect(tree.feature).to.not.include(3);
  });

  it("keep to their leaves and depth", () => {
    const { columns, labels } = crossed();
    const forest = grow(rowsOf(columns, labels), { ...SETTINGS, maxLeaves: 5, maxDepth: 2 });
    for (const tree of forest.trees) expect(tree.feature.filter((feature) => feature < 0).length).to.be.within(1, 4);
  });

  for (const [what, count, label] of [
    ["no rows", 0, () => 0],
    ["one row", 1, () => 1],
    ["rows of one class", 50, () => 1],
    ["rows that are all alike", 50, (row: number) => row % 2],
  ] as const)
    it(`answer with a finite chance after ${what}`, () => {
      const columns = [column(count, () => 1), column(count, () => Number.NaN)];
      const forest = grow(
        rowsOf(
          columns,
          Uint8Array.from({ length: count }, (_, row) => label(row)),
        ),
        SETTINGS,
      );
      expect(marginOf(forest, [1, Number.NaN])).to.satisfy(Number.isFinite);
      expect(marginOf(forest, [Number.NaN, 5])).to.satisfy(Number.isFinite);
    });

  it("go on from the trees that were grown before a stop, to the bit", () => {
    const { columns, labels } = crossed();
    const rows = rowsOf(columns, labels);
    const settings = { ...SETTINGS, rowShare: 0.5, columnShare: 0.5, trees: 12 };
    const whole = [...boost(rows, settings)];
    for (const stop of [0, 1, 5, 11, 12])
      expect([...whole.slice(0, stop), ...boost(rows, settings, whole.slice(0, stop))]).to.deep.equal(whole);
  });
});
