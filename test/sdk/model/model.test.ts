import { expect } from "chai";
import { chooseSettings } from "../../../sdk/src/model/choose.ts";
import { goodsOf, type LabelledLine } from "../../../sdk/src/model/declaration.ts";
import { evaluateModel, trainingPart } from "../../../sdk/src/model/evaluate.ts";
import { explainLine } from "../../../sdk/src/model/explain.ts";
import type { ForestName } from "../../../sdk/src/model/model.ts";
import { modelDigest, readModel, writeModel } from "../../../sdk/src/model/read-model.ts";
import { scoreLine, scorerOf } from "../../../sdk/src/model/score.ts";
import { growTrees, modelOf, TRAIN_DEFAULTS, trainModel } from "../../../sdk/src/model/train.ts";
import { trainingSetOf } from "../../../sdk/src/model/training-set.ts";
import type { Tree } from "../../../sdk/src/model/tree.ts";
import { codeOf } from "../../support/refusal.ts";
import { linesOf } from "../../support/sdk/model-lines.ts";

const SETTINGS = { ...TRAIN_DEFAULTS, trees: { fresh: 40, known: 20 } };
const lines = linesOf(1500);
const model = trainModel(lines, SETTINGS);
const scorer = scorerOf(model);
const judged = linesOf(1000, 2);

describe("a model", () => {
  it("has the same bytes after a second training with the same lines, seed and settings", () => {
    expect(writeModel(trainModel(linesOf(1500), SETTINGS))).to.deep.equal(writeModel(model));
  });

  it("has other bytes with another seed, and with one outcome changed", () => {
    const [first, ...rest] = lines as [LabelledLine, ...LabelledLine[]];
    const changed = [{ ...first, wrong: first.wrong === 1 ? 0 : 1 } as const, ...rest];
    expect(modelDigest(trainModel(lines, { ...SETTINGS, seed: 2 }))).to.not.equal(modelDigest(model));
    expect(modelDigest(trainModel(changed, SETTINGS))).to.not.equal(modelDigest(model));
  });

  it("has the same bytes when its training was stopped and went on from the trees that were kept as JSON", () => {
    const set = trainingSetOf(lines, SETTINGS);
    let grown: Record<ForestName, Tree[]> = { fresh: [], known: [] };
    let stopped = true;
    while (stopped) {
      stopped = false;
      for (const { name, tree } of growTrees(set, grown)) {
        grown[name].push(tree);
        stopped = (grown.fresh.length + grown.known.length) % 7 === 0;
        if (stopped) break;
      }
      grown = JSON.parse(JSON.stringify(grown)) as typeof grown;
    }
    expect(writeModel(modelOf(set, grown))).to.deep.equal(writeModel(model));
  });

  it("scores the same after it was written and read", () => {
    const again = scorerOf(readModel(writeModel(model)));
    for (const { line } of judged.slice(0, 100)) expect(scoreLine(again, line)).to.deep.equal(scoreLine(scorer, line));
  });

  it("learns what the trade hides, far above chance", () => {
    const { model: found } = evaluateModel(model, lines, judged);
    expect(found.auc).to.be.above(0.75);
    expect(found.inspected[3]?.precision).to.be.above(2.5 * found.rate);
  });

  it("scores goods that it has seen by the forest of known goods, others by that of fresh ones", () => {
    const [{ line }] = lines as [LabelledLine];
    expect(scoreLine(scorer, line).forest).to.equal("known");
    expect(scoreLine(scorer, { ...line, netMassKg: 12_345.6 }).forest).to.equal("fresh");
  });

  it("scores a line that states nothing", () => {
    expect(scoreLine(scorer, {}).probability).to.be.within(0.01, 0.99);
    expect(explainLine(scorer, {}).reasons.every(({ words }) => words.includes("not stated"))).to.equal(true);
  });

  it("explains each score by reasons that sum to its margin", () => {
    for (const { line } of judged.slice(0, 100)) {
      const { score, base, reasons } = explainLine(scorer, line);
      const sum = reasons.reduce((total, { contribution }) => total + contribution, base);
      expect(sum).to.be.closeTo(score.margin, 1e-9);
    }
  });

  it("says in words what speaks for an inspection, the strongest first", () => {
    const suspect = { ...(judged[0] as LabelledLine).line, hsCode: "640192", netMassKg: 187.3, seller: "S3" };
    const { reasons } = explainLine(scorer, suspect);
    const sizes = reasons.map(({ contribution }) => Math.abs(contribution));
    expect(sizes).to.deep.equal(sizes.toSorted((a, b) => b - a));
    expect(
      reasons
        .slice(0, 8)
        .map(({ words }) => words)
        .join("\n"),
    ).to.match(/this seller: seen \d+ times, .*: \+0\.\d\d/);
  });

  for (const [what, some] of [
    ["no lines", []],
    ["one line", lines.slice(0, 1)],
    ["lines that were all found wrong", lines.map(({ line }) => ({ line, wrong: 1 }) as const)],
    ["lines that state nothing", lines.slice(0, 60).map(({ wrong }) => ({ line: {}, wrong }))],
  ] as const)
    it(`is trained on ${what} and answers with a chance`, () => {
      const poor = trainModel(some, { ...SETTINGS, trees: { fresh: 5, known: 5 } });
      expect(readModel(writeModel(poor))).to.deep.equal(poor);
      expect(scoreLine(scorerOf(poor), lines[0]?.line ?? {}).probability).to.be.within(0, 1);
    });

  for (const [what, change] of [
    ["of another format", (text: string) => text.replace("sealane-model/1", "sealane-model/2")],
    ["cut short", (text: string) => text.slice(0, -1)],
    ["with blanks", (text: string) => text.replace(":", ": ")],
    ["with a tree that leads back", (text: string) => text.replace('"left":[1,', '"left":[0,')],
    ["with a feature that no column is", (text: string) => text.replace(/"feature":\[\d+,/, '"feature":[999,')],
  ] as const)
    it(`is refused with MODEL_INVALID when it is ${what}`, () => {
      const text = new TextDecoder().decode(writeModel(model));
      expect(change(text)).to.not.equal(text);
      expect(codeOf(() => readModel(new TextEncoder().encode(change(text))))).to.equal("MODEL_INVALID");
    });

  it("is not made ready when it reads a feature that there is not", () => {
    expect(codeOf(() => scorerOf({ ...model, keys: ["phase of the moon"] }))).to.equal("MODEL_INVALID");
  });
});

describe("the disjoint protocol", () => {
  it("leaves out every training line whose goods are judged, and no other", () => {
    const part = trainingPart(lines, lines.slice(0, 40), "disjoint");
    const goods = new Set(lines.slice(0, 40).map(({ line }) => goodsOf(line)));
    expect(part).to.deep.equal(lines.filter(({ line }) => !goods.has(goodsOf(line))));
    expect(part.length).to.be.below(lines.length);
    expect(trainingPart(lines, lines.slice(0, 40), "published")).to.equal(lines);
  });
});

describe("chosen settings", () => {
  it("learn from parties where those tell what was wrong, and not where they do not", () => {
    const blind = lines.map(({ line, wrong }, place) => {
      const nobody = { seller: `S${place}`, importer: `I${place}`, declarant: `D${place}`, office: `${place}` };
      return { wrong, line: { ...line, ...nobody } };
    });
    expect(chooseSettings(lines, SETTINGS).parties).to.equal(true);
    expect(chooseSettings(blind, SETTINGS).parties).to.equal(false);
  });

  it("are those given where lines are too few", () => {
    expect(chooseSettings(lines.slice(0, 50), SETTINGS)).to.equal(SETTINGS);
  });
});
