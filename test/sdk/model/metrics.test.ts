import { expect } from "chai";
import { metricsOf } from "../../../sdk/src/model/metrics.ts";
import { drawAt } from "../../../sdk/src/model/random.ts";

describe("metrics of scores", () => {
  it("give an AUC of 1 to a perfect order, 0 to its reverse and 0.5 to scores that are all the same", () => {
    const labels = [0, 0, 1, 0, 1];
    expect(metricsOf([1, 2, 8, 3, 9], labels).auc).to.equal(1);
    expect(metricsOf([9, 8, 2, 7, 1], labels).auc).to.equal(0);
    expect(metricsOf([4, 4, 4, 4, 4], labels).auc).to.equal(0.5);
  });

  it("count the AUC pair by pair, ties as a half", () => {
    const labels = Array.from({ length: 200 }, (_, row) => (drawAt(1, row, 0) < 0.3 ? 1 : 0));
    const scores = labels.map((label, row) => Math.floor(drawAt(1, row, 1) * 10 + label));
    let won = 0;
    let pairs = 0;
    for (let a = 0; a < 200; a++)
      for (let b = 0; b < 200; b++)
        if (labels[a] === 1 && labels[b] === 0) {
          pairs++;
          won += (scores[a] as number) > (scores[b] as number) ? 1 : scores[a] === scores[b] ? 0.5 : 0;
        }
    expect(metricsOf(scores, labels).auc).to.be.closeTo(won / pairs, 1e-12);
  });

  it("have no AUC where all rows are of one class", () => {
    expect(metricsOf([1, 2], [1, 1])).to.not.have.property("auc");
    expect(metricsOf([], [])).to.deep.include({ rows: 0, rate: 0 });
  });

  it("say how much of what is inspected is wrong, and how much of the wrong is inspected", () => {
    const labels = Array.from({ length: 100 }, (_, row) => (row < 4 || row === 50 ? 1 : 0));
    const { inspected } = metricsOf(
      labels.map((_, row) => -row),
      labels,
    );
    expect(inspected.map(({ rows }) => rows)).to.deep.equal([1, 2, 5, 10]);
    expect(inspected.map(({ precision }) => precision)).to.deep.equal([1, 1, 0.8, 0.4]);
    expect(inspected.map(({ recall }) => recall)).to.deep.equal([0.2, 0.4, 0.8, 0.8]);
  });

  it("inspect rows of one score in no order that knows the outcome", () => {
    const labels = Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0));
    const [first] = metricsOf(
      labels.map(() => 1),
      labels,
    ).inspected;
    expect(first?.precision).to.be.closeTo(0.2, 1e-12);
  });
});
