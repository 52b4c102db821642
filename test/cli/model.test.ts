import { readFileSync } from "node:fs";
import { expect } from "chai";
import { linesOf } from "../support/sdk/model-lines.ts";
import { makeFolder, sealane } from "./support/run.ts";
import { useConsortium } from "./support/station.ts";

const HEAD =
  "Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud";

/** Lines as a table in the layout of the public data set. */
const tableOf = (count: number, seed: number): string =>
  [
    HEAD,
    ...linesOf(count, seed).map(({ line, wrong }, place) =>
      [
        ...[place, line.date, line.office, "B", "11", "21", "11", "10", line.declarant, line.importer, line.seller, ""],
        ...[line.hsCode, line.dispatchCountry, line.originCountry, line.taxRate, line.taxType, "Y"],
        ...[line.netMassKg, line.itemPrice, wrong, 0],
      ].join(","),
    ),
  ].join("\n");

describe("sealane model", () => {
  let folder: ReturnType<typeof makeFolder>;
  let files: { train: string; judge: string; model: string };
  const run = (line: string) => sealane(line.split(" "));

  before(() => {
    folder = makeFolder();
    files = {
      train: folder.write("train.csv", tableOf(1500, 1)),
      judge: folder.write("judge.csv", tableOf(600, 2)),
      model: folder.path("model.json"),
    };
  });
  after(() => folder.remove());

  it("evaluates the same twice: metrics, a look-up table beside them, and the model's digest", async () => {
    const line = `model evaluate --train ${files.train} --eval ${files.judge} --json`;
    const [first, second] = [await run(line), await run(line)].map(({ stdout }) => JSON.parse(stdout));
    expect(first).to.deep.include({ protocol: "published", trainingRows: 1500, judgedRows: 600 });
    expect(first.auc).to.be.above(0.7).and.above(first.lookup.auc);
    expect(first.inspected.map(({ percent }: { percent: number }) => percent)).to.deep.equal([1, 2, 5, 10]);
    expect(first.modelDigest)
      .to.match(/^[0-9a-f]{64}$/)
      .and.equal(second.modelDigest);
  });

  it("leaves out what is judged with --disjoint, where the table knows nothing", async () => {
    const { stdout } = await run(`model evaluate --train ${files.train} --eval ${files.judge} --disjoint --json`);
    const result = JSON.parse(stdout);
    expect(result.trainingRows).to.be.below(1500);
    expect(result).to.include({ protocol: "disjoint", knownShare: 0 });
    expect(result.lookup.auc).to.equal(0.5);
    expect(result.auc).to.be.above(0.7);
  });

  it("shows the evaluation as a table to people", async () => {
    const { code, stdout } = await run(`model evaluate --train ${files.train} --eval ${files.judge}`);
    expect(code).to.equal(0);
    expect(stdout).to.contain("1500 lines learned from").and.contain("PRECISION 5 %").and.contain("look-up table");
  });

  it("writes the same model twice, and replaces a file only with --force", async () => {
    const line = `model train --data ${files.train} --out ${files.model}`;
    expect((await run(line)).code).to.equal(0);
    const bytes = readFileSync(files.model);
    expect((await run(line)).stderr).to.contain("FILE_EXISTS");
    expect((await run(`${line} --force`)).code).to.equal(0);
    expect(readFileSync(files.model).equals(bytes)).to.equal(true);
  });

  it("explains a line by contributions that sum to its margin", async () => {
    const { stdout } = await run(`model explain --model ${files.model} --data ${files.judge} --row 7 --json`);
    const { margin, base, reasons } = JSON.parse(stdout) as {
      margin: number;
      base: number;
      reasons: { contribution: number }[];
    };
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, base)).to.be.closeTo(margin, 1e-9);
    const people = await run(`model explain --model ${files.model} --data ${files.judge} --row 7`);
    expect(people.stdout)
      .to.match(/^Line 7: \d+\.\d % chance of being found wrong/)
      .and.contain("BECAUSE");
  });

  it("simulates three policies with as many inspections each", async () => {
    const { stdout } = await run(`model simulate ${files.train} ${files.judge} --retrain 8 --json`);
    const { items } = JSON.parse(stdout) as { items: { policy: string; inspected: number }[] };
    expect(items.map(({ policy }) => policy)).to.deep.equal(["random", "no feedback", "feedback"]);
    expect(new Set(items.map(({ inspected }) => inspected)).size).to.equal(1);
  });

  for (const [what, line, said] of [
    ["no table to learn from", () => `model evaluate --eval ${files.judge}`, "USAGE_INVALID"],
    ["no place for the model", () => `model train --data ${files.train}`, "USAGE_INVALID"],
    [
      "a table of something else",
      () => `model train --data ${folder.write("x.csv", "a,b\n1,2\n")} --out ${folder.path("y")}`,
      "DATASET_INVALID",
    ],
    ["a model that is none", () => `model explain --model ${files.train} --data ${files.judge}`, "MODEL_INVALID"],
    [
      "a row that is not there",
      () => `model explain --model ${files.model} --data ${files.judge} --row 9999`,
      "USAGE_INVALID",
    ],
  ] as const)
    it(`is refused with ${said} for ${what}`, async () => {
      const { code, stderr } = await run(line());
      expect(code).to.not.equal(0);
      expect(stderr).to.contain(said);
    });
});

describe("sealane model, asked of a gateway", function () {
  this.timeout(120_000);
  const { desks } = useConsortium(["singapore"]);
  const { singapore } = desks;

  it("shows none before the first, queues a training, and says that there are too few outcomes", async () => {
    const none = await singapore.asOfficer(["model", "show"]);
    expect([none.code, none.stderr.includes("MODEL_NOT_FOUND")]).to.deep.equal([11, true]);
    const { trainingId } = await singapore.json(["model", "retrain"]);
    const training = async () => singapore.json(["model", "training", String(trainingId)]);
    for (let attempt = 0; attempt < 100 && (await training()).state === "waiting"; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await training()).to.include({ state: "failed", failure: "TOO_FEW_OUTCOMES" });
    const { stdout } = await singapore.asOfficer(["model", "training", String(trainingId)]);
    expect(stdout).to.equal(`Training ${trainingId}: failed: TOO_FEW_OUTCOMES\n`);
  });

  it("is refused for a training that there is not", async () => {
    expect((await singapore.asOfficer(["model", "training", "99"])).stderr).to.contain("TRAINING_NOT_FOUND");
    expect((await singapore.asOfficer(["model", "training", "no"])).code).to.equal(2);
  });
});
