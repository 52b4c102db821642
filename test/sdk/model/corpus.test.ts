import { expect } from "chai";
import { type Evaluation, evaluateModel, type Protocol, trainingPart } from "../../../sdk/src/model/evaluate.ts";
import { readImportDeclarations } from "../../../sdk/src/model/import-declarations.ts";
import { TRAIN_DEFAULTS, trainModel } from "../../../sdk/src/model/train.ts";
import { hasShared, readShared } from "../../support/shared.ts";

const FOLDER = "datasets/customs-import-declarations";

/** The newest quarter of the training year, judged by a model of the three before. */
function evaluated(protocol: Protocol): Evaluation {
  const lines = readImportDeclarations(readShared(`${FOLDER}/train.csv`));
  const newest = lines.filter(({ line }) => (line.date ?? "") >= "2020-10-01");
  const older = lines.filter(({ line }) => (line.date ?? "") < "2020-10-01");
  const training = trainingPart(older, newest, protocol);
  return evaluateModel(trainModel(training, TRAIN_DEFAULTS), training, newest);
}

const precisionAt = (evaluation: Evaluation, percent: number): number =>
  evaluation.model.inspected.find((part) => part.percent === percent)?.precision ?? 0;

describe("the model on public customs declarations", () => {
  before(function () {
    if (!hasShared(FOLDER)) {
      console.log(`      skipped: ../shared/${FOLDER} is not here`);
      this.skip();
    }
  });

  it("is above a table of the goods that were seen before, in the protocol as published", () => {
    const evaluation = evaluated("published");
    expect(evaluation.model.auc).to.be.above(Math.max(0.96, evaluation.lookup.auc ?? 1));
    expect(precisionAt(evaluation, 5)).to.be.above(0.98);
    expect(precisionAt(evaluation, 10)).to.be.above(0.97);
  });

  it("still tells goods apart that it never saw, where a table tells nothing", () => {
    const evaluation = evaluated("disjoint");
    expect(evaluation.lookup.auc).to.equal(0.5);
    expect(evaluation.known).to.equal(0);
    expect(evaluation.model.auc).to.be.above(0.602);
    expect(precisionAt(evaluation, 5)).to.be.above(0.3);
    expect(precisionAt(evaluation, 10)).to.be.above(0.3);
  });
});
