import { expect } from "chai";
import { binColumns } from "../../../sdk/src/model/bins.ts";
import { baseOf, boost } from "../../../sdk/src/model/boost.ts";
import { marginOf } from "../../../sdk/src/model/predict.ts";
import { drawAt } from "../../../sdk/src/model/random.ts";
import { FRESH_SETTINGS } from "../../../sdk/src/model/settings.ts";
import { contributionsOf } from "../../../sdk/src/model/shap.ts";
import type { Forest, Tree } from "../../../sdk/src/model/tree.ts";

const FEATURES = 5;

function forestOf(seed: number, trees: number): { forest: Forest; rows: number[][] } {
  const rows = Array.from({ length: 400 }, (_, row) =>
    Array.from({ length: FEATURES }, (_, column) => {
      const draw = drawAt(seed, row, column);
      return column === 2 && draw < 0.25 ? Number.NaN : Math.round(draw * 20);
    }),
  );
  const labels = Uint8Array.from(rows, ([a = 0, b = 0, c = 0], row) =>
    a * b > 90 || Number.isNaN(c) || drawAt(seed, row, 99) < 0.1 ? 1 : 0,
  );
  const matrix = binColumns(
    Array.from({ length: FEATURES }, (_, column) => Float64Array.from(rows, (row) => row[column] as number)),
  );
  const training = { matrix, labels, weights: Float64Array.from(rows, (_, row) => 0.5 + drawAt(seed, row, 50)) };
  const settings = {
    ...FRESH_SETTINGS,
    trees,
    learningRate: 0.3,
    leafPenalty: 1,
    minLeafCurvature: 0.1,
    maxDepth: 5,
    maxLeaves: 14,
    columnShare: 1,
    seed,
  };
  return { forest: { base: baseOf(training), features: FEATURES, trees: [...boost(training, settings)] }, rows };
}

/** What a tree answers when only some columns are known: the others follow the covers. */
function expected(tree: Tree, values: readonly number[], known: number, node = 0): number {
  const feature = tree.feature[node] as number;
  if (feature < 0) return tree.value[node] as number;
  const [left, right] = [tree.left[node] as number, tree.right[node] as number];
  if (known & (1 << feature)) {
    const value = values[feature] as number;
    const goesLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] as number);
    return expected(tree, values, known, goesLeft ? left : right);
  }
  const part = (tree.cover[left] as number) / (tree.cover[node] as number);
  const rest = (tree.cover[right] as number) / (tree.cover[node] as number);
  return part * expected(tree, values, known, left) + rest * expected(tree, values, known, right);
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const sizeOf = (set: number): number => set.toString(2).replaceAll("0", "").length;

/** Shapley's own definition: the mean of what a column adds over all sets of the others. */
function byDefinition({ trees }: Forest, values: readonly number[], feature: number): number {
  const answer = (known: number): number => trees.reduce((sum, tree) => sum + expected(tree, values, known), 0);
  let sum = 0;
  for (let others = 0; others < 1 << FEATURES; others++) {
    if (others & (1 << feature)) continue;
    const size = sizeOf(others);
    const weight = (factorial(size) * factorial(FEATURES - size - 1)) / factorial(FEATURES);
    sum += weight * (answer(others | (1 << feature)) - answer(others));
  }
  return sum;
}

describe("contributions to a score", () => {
  for (const seed of [1, 2, 3]) {
    const { forest, rows } = forestOf(seed, 30);
    it(`sum to the margin of every row (seed ${seed})`, () => {
      for (const row of rows) {
        const { base, byFeature } = contributionsOf(forest, row);
        expect(byFeature.reduce((sum, one) => sum + one, base)).to.be.closeTo(marginOf(forest, row), 1e-9);
      }
    });
  }

  it("are the Shapley values of the definition, computed over every set of columns", () => {
    const { forest, rows } = forestOf(7, 6);
    for (const row of rows.slice(0, 40)) {
      const { byFeature } = contributionsOf(forest, row);
      for (let feature = 0; feature < FEATURES; feature++)
        expect(byFeature[feature]).to.be.closeTo(byDefinition(forest, row, feature), 1e-9);
    }
  });

  it("are nothing for a column that no tree asks about", () => {
    const { forest, rows } = forestOf(4, 10);
    const wider = { ...forest, features: FEATURES + 1 };
    expect(contributionsOf(wider, [...(rows[0] as number[]), 3]).byFeature[FEATURES]).to.equal(0);
  });

  it("are only the base for a forest without trees", () => {
    const { base, byFeature } = contributionsOf({ base: -1.5, features: 2, trees: [] }, [1, 2]);
    expect([base, ...byFeature]).to.deep.equal([-1.5, 0, 0]);
  });
});
