import { modelDigest, readModel, trainModel } from "@sealane/sdk";
import { expect } from "chai";
import type { KyselyPlugin } from "kysely";
import { currentModel } from "../../../node-gateway/src/model/current-model.ts";
import { healthTick } from "../../../node-gateway/src/model/health-tick.ts";
import { labelledLines } from "../../../node-gateway/src/model/labelled-lines.ts";
import { modelOpinion } from "../../../node-gateway/src/model/model-opinion.ts";
import { getModel, getTraining } from "../../../node-gateway/src/model/model-views.ts";
import { queueTraining } from "../../../node-gateway/src/model/request-training.ts";
import { trainingTick } from "../../../node-gateway/src/model/training-tick.ts";
import { factsOf, livePast, type ModelGateway, recordResult } from "../../support/gateway/model-history.ts";
import { openTestDatabase } from "../../support/gateway/test-database.ts";
import { codeOfRejection } from "../../support/refusal.ts";
import { linesOf } from "../../support/sdk/model-lines.ts";

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const PAST = linesOf(300);
const CHANGES_NOTHING: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => result,
};

describe("models of a gateway", () => {
  let gateway: ModelGateway;
  let close: () => Promise<void>;

  beforeEach(async () => {
    const opened = await openTestDatabase();
    gateway = { database: opened.database, clock: () => 1_700_000_000, log: SILENT };
    close = opened.close;
  });
  afterEach(() => close());

  const queue = (seed = 1): Promise<number> =>
    gateway.database
      .transaction()
      .execute((transaction) => queueTraining(transaction, { seed, actor: "officer", timeSeconds: 1 }));
  const train = async (): Promise<number> => {
    const trainingId = await queue();
    while (await trainingTick(gateway));
    return trainingId;
  };
  const judged = async () => {
    await healthTick(gateway);
    return (await getModel(gateway.database)).health;
  };

  it("do not exist before the first training, and rules go on without", async () => {
    expect(await codeOfRejection(getModel(gateway.database))).to.equal("MODEL_NOT_FOUND");
    const [first] = PAST;
    expect(await modelOpinion(gateway, { documentId: "a", issuer: 1, facts: factsOf(first!) })).to.equal(undefined);
  });

  it("learn from what was declared here and what came of it, and are those that the SDK trains", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    const lines = await labelledLines(gateway.database);
    expect(lines.map(({ wrong }) => wrong)).to.deep.equal(PAST.map(({ wrong }) => wrong));
    const training = await getTraining(gateway.database, await train());
    const { digest, card } = await getModel(gateway.database);
    expect(training).to.deep.include({ state: "done", lines: 300, modelDigest: digest });
    expect(training.treesDone).to.equal(training.treesTotal);
    expect(card.rows).to.equal(300);
    expect(digest).to.equal(modelDigest(trainModel(lines, card.settings)));
  });

  it("take the last outcome of a declaration", async () => {
    await livePast(gateway, PAST.slice(0, 3), { prefix: "a" });
    const before = await labelledLines(gateway.database);
    const result = before[1]?.wrong === 1 ? "in-order" : "wrong";
    await recordResult(gateway, "a1".padStart(64, "0"), { sequence: 2, result });
    const after = await labelledLines(gateway.database);
    expect(after.map(({ wrong }) => wrong)).to.deep.equal([before[0]?.wrong, 1 - before[1]!.wrong, before[2]?.wrong]);
  });

  it("have the same bytes when the process is gone after every checkpoint, and outcomes come in between", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    const whole = (await getModel(gateway.database)).digest;
    const again = await queue();
    await trainingTick(gateway);
    await recordResult(gateway, "a1".padStart(64, "0"), {
      sequence: 2,
      result: PAST[1]?.wrong === 1 ? "in-order" : "wrong",
    });
    // Another database object stands for another process: what this one keeps in memory is not found by it.
    const other = () => ({ ...gateway, database: gateway.database.withPlugin(CHANGES_NOTHING) });
    let ticking: ModelGateway = gateway;
    for (let tick = 0, isOpen = true; isOpen; tick++) {
      if (tick % 4 === 0) ticking = other();
      isOpen = await trainingTick(ticking);
    }
    expect((await getTraining(gateway.database, again)).modelDigest).to.equal(whole);
  });

  it("are one training at a time: asking again names the one that goes on", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    const first = await queue();
    await trainingTick(gateway);
    expect(await queue()).to.equal(first);
    expect((await getTraining(gateway.database, first)).state).to.equal("growing");
    await trainingTick(gateway);
    expect((await getTraining(gateway.database, first)).treesDone).to.equal(10);
  });

  it("are not made of too few outcomes or of one class, and the training says so", async () => {
    await livePast(gateway, PAST.slice(0, 10), { prefix: "a" });
    expect(await getTraining(gateway.database, await train())).to.include({
      state: "failed",
      failure: "TOO_FEW_OUTCOMES",
    });
    await livePast(
      gateway,
      PAST.slice(0, 60).map(({ line }) => ({ line, wrong: 0 })),
      { prefix: "b" },
    );
    await gateway.database.deleteFrom("outcomes").where("result", "=", "wrong").execute();
    expect(await getTraining(gateway.database, await train())).to.include({ state: "failed", failure: "ONE_CLASS" });
    expect(await codeOfRejection(getTraining(gateway.database, 99))).to.equal("TRAINING_NOT_FOUND");
  });

  it("fail where a training goes wrong, and let the next one begin", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    const wrong = await queue();
    await trainingTick(gateway);
    await gateway.database.updateTable("model_trainings").set({ lines: "[1]" }).execute();
    while (await trainingTick(gateway));
    expect(await getTraining(gateway.database, wrong)).to.include({ state: "failed", failure: "INTERNAL" });
    expect(await getTraining(gateway.database, await train())).to.include({ state: "done" });
  });

  it("score declarations by their facts, as a signal that names the model's digest", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    const suspect = { ...PAST[0]!.line, hsCode: "640192", netMassKg: 180, seller: "S3" };
    const opinion = await modelOpinion(gateway, {
      documentId: "f",
      issuer: 1,
      facts: factsOf({ line: suspect, wrong: 0 }),
    });
    const model = await currentModel(gateway.database);
    expect(opinion?.digest).to.equal(model?.digest);
    expect(opinion?.score).to.be.above(model?.scorer.model.card.rate ?? 1);
    expect(opinion?.signal).to.include({ source: "model", score: opinion?.score });
  });

  it("read values in the currency of the first declaration alone: there are no rates here", async () => {
    const facts = factsOf(PAST[0]!);
    const dear = { ...facts, value: { amount: "900000", currency: "KRW" } };
    await modelOpinion(gateway, { documentId: "a", issuer: 1, facts });
    await modelOpinion(gateway, { documentId: "b", issuer: 1, facts: dear });
    const rows = await gateway.database.selectFrom("model_lines").select("lines").orderBy("sequence").execute();
    const prices = rows.map(({ lines }) => JSON.parse(lines)[0].itemPrice);
    expect(prices).to.deep.equal([Number(facts.value?.amount), undefined]);
  });

  it("are healthy while they part what was inspected by chance, and show offices and partners", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    await livePast(gateway, linesOf(200, 3), { prefix: "b", isRandom: true });
    const health = await judged();
    expect(health).to.deep.include({ isHealthy: true, reasons: [] });
    expect(health?.randomStratum.rows).to.equal(200);
    expect(health?.randomStratum.auc).to.be.above(0.6);
    expect(health?.offices.map(({ group }) => group).sort()).to.deep.equal(["10", "20"]);
    expect(health?.partners.map(({ scored }) => scored)).to.deep.equal([67, 67, 66]);
    for (const { expectedRate, wrongRate } of health?.offices ?? []) expect(expectedRate).to.be.closeTo(wrongRate, 0.2);
  });

  it("step aside when chance does as well, and are heard again once they are well", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    const turned = linesOf(200, 3).map(({ line, wrong }) => ({ line, wrong: wrong === 1 ? 0 : 1 }) as const);
    await livePast(gateway, turned, { prefix: "b", isRandom: true });
    expect((await judged())?.reasons[0]).to.contain("inspected by chance");
    const facts = factsOf(PAST[0]!);
    expect(await modelOpinion(gateway, { documentId: "c", issuer: 1, facts })).to.equal(undefined);
    await gateway.database.deleteFrom("outcomes").execute();
    expect((await judged())?.isHealthy).to.equal(true);
    expect(await modelOpinion(gateway, { documentId: "d", issuer: 1, facts })).to.not.equal(undefined);
  });

  it("step aside when declarations come to be unlike those they were trained on", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    const heavier = linesOf(150, 4).map(({ line, wrong }) => ({
      wrong,
      line: { ...line, netMassKg: 5_000 + (line.netMassKg ?? 0) },
    }));
    await livePast(gateway, heavier, { prefix: "b" });
    const health = await judged();
    expect(health?.isHealthy).to.equal(false);
    expect(health?.reasons[0]).to.match(/unlike those it was trained on: \w+ moved by \d/);
    expect(health?.drift[0]?.psi).to.be.above(1);
  });

  it("tell the member's systems when they are trained, step aside and are well again, each once", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    await judged();
    const turned = linesOf(200, 3).map(({ line, wrong }) => ({ line, wrong: wrong === 1 ? 0 : 1 }) as const);
    await livePast(gateway, turned, { prefix: "b", isRandom: true });
    for (let round = 0; round < 3; round++) await judged();
    gateway = { ...gateway, clock: () => 1_700_000_100 };
    await gateway.database.deleteFrom("outcomes").execute();
    for (let round = 0; round < 3; round++) await judged();
    const events = await gateway.database.selectFrom("events").select(["type", "data"]).orderBy("sequence").execute();
    const told = events.map(({ type, data }) => [type, JSON.parse(data).isHealthy]);
    expect(told).to.deep.equal([
      ["sealane.model.trained", undefined],
      ["sealane.model.judged", false],
      ["sealane.model.judged", true],
    ]);
  });

  it("are kept in the one form that reads back", async () => {
    await livePast(gateway, PAST, { prefix: "a" });
    await train();
    const { model, digest } = await gateway.database.selectFrom("models").selectAll().executeTakeFirstOrThrow();
    expect(modelDigest(readModel(new TextEncoder().encode(model)))).to.equal(digest);
  });
});
