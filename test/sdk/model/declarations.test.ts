import { expect } from "chai";
import { readImportDeclarations } from "../../../sdk/src/model/import-declarations.ts";
import { linesOfFacts } from "../../../sdk/src/model/lines-of-facts.ts";
import { scorerOf } from "../../../sdk/src/model/score.ts";
import { scoreDeclaration } from "../../../sdk/src/model/score-declaration.ts";
import { TRAIN_DEFAULTS, trainModel } from "../../../sdk/src/model/train.ts";
import { codeOf } from "../../support/refusal.ts";
import { linesOf } from "../../support/sdk/model-lines.ts";

const HEAD =
  "Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud";
const ROW = "97061800,2020-01-01,30,B,11,21,11,10,ZZR1LT6,QLRUBN9,0VKY2BR,,40890,BE,BE,0.0,FEU1,G,108.0,372254.4,1,0";
const read = (...rows: string[]) => readImportDeclarations(new TextEncoder().encode(rows.join("\n")));

const FACTS = {
  issueDate: "2024-05-01",
  customsOffice: "10",
  hsCodes: ["640192"],
  originCountry: "CN",
  dispatchCountry: "HK",
  netWeightKg: "180",
  value: { amount: "9000", currency: "EUR" },
  parties: [
    { role: "consignee", name: " Lim  & sons " },
    { role: "exporter", identifier: "S3", name: "Shoes" },
  ],
};

describe("labelled declarations", () => {
  it("are read from the layout of the public data set, empty fields as absent and codes with their leading zero", () => {
    const [row] = read(HEAD, ROW);
    expect(row?.wrong).to.equal(1);
    expect(row?.line).to.deep.include({ date: "2020-01-01", hsCode: "040890", netMassKg: 108, taxType: "FEU1" });
    expect(row?.line).to.not.have.property("carrier");
  });

  it("are read whatever the order of the columns", () => {
    const turned = (text: string): string => text.split(",").reverse().join(",");
    expect(read(turned(HEAD), turned(ROW))).to.deep.equal(read(HEAD, ROW));
  });

  for (const [what, rows] of [
    ["nothing", []],
    ["a column less", [HEAD.replace(",Net Mass", ""), ROW]],
    ["a mass that is no number", [HEAD, ROW.replace("108.0", "heavy")]],
    ["an outcome that is neither 0 nor 1", [HEAD, ROW.replace(",1,0", ",2,0")]],
    ["a quote that is not closed", [HEAD, `"${ROW}`]],
  ] as const)
    it(`are refused with DATASET_INVALID when there is ${what}`, () => {
      expect(codeOf(() => read(...rows))).to.equal("DATASET_INVALID");
    });
});

describe("a declaration's facts", () => {
  it("become one line with its parties, mass and value", () => {
    expect(linesOfFacts(FACTS)).to.deep.equal([
      {
        date: "2024-05-01",
        office: "10",
        importer: "LIM & SONS",
        seller: "S3",
        originCountry: "CN",
        dispatchCountry: "HK",
        hsCode: "640192",
        netMassKg: 180,
        itemPrice: 9000,
      },
    ]);
  });

  it("become a line per code, none of which has the mass and value of all", () => {
    const lines = linesOfFacts({ ...FACTS, hsCodes: ["610910", "640192"] });
    expect(lines.map(({ hsCode }) => hsCode)).to.deep.equal(["610910", "640192"]);
    for (const line of lines) expect(line).to.not.have.any.keys("netMassKg", "itemPrice");
  });

  it("state no value in another currency than the model's", () => {
    expect(linesOfFacts(FACTS, { currency: "SGD" })[0]).to.not.have.property("itemPrice");
  });

  it("are scored as a signal whose sentence names no party", () => {
    const scorer = scorerOf(trainModel(linesOf(1500), { ...TRAIN_DEFAULTS, trees: { fresh: 40, known: 20 } }));
    const { signal, explanation } = scoreDeclaration(scorer, FACTS);
    expect(signal).to.include({ source: "model", name: "model", score: explanation.score.probability });
    expect(signal.score).to.be.above(0.3);
    expect(signal.reason).to.match(/^Of such declarations \d+ % were found wrong: .*\.$/);
    expect(signal.reason).to.not.contain("LIM").and.not.contain("S3");
  });

  it("are scored by the riskiest of several codes, and also when they state nothing", () => {
    const scorer = scorerOf(trainModel(linesOf(1500), { ...TRAIN_DEFAULTS, trees: { fresh: 40, known: 20 } }));
    const scores = [["640192"], ["300490"], ["300490", "640192"]].map(
      (hsCodes) =>
        scoreDeclaration(scorer, { ...FACTS, netWeightKg: undefined, value: undefined, hsCodes } as never).signal.score,
    ) as [number, number, number];
    expect(scores[2]).to.equal(Math.max(scores[0], scores[1]));
    expect(scoreDeclaration(scorer, {}).signal.score).to.be.within(0, 1);
  });
});
