import { expect } from "chai";
import { type CodeLift, type Lift, measureCodes, measureLift } from "../../support/consignments/lift.ts";

describe("Findings of verified papers, as signals", () => {
  const rows = measureLift("lift", 1500);
  const codes = measureCodes("lift by code", 3000);
  const of = (sources: string): Lift => rows.find((row) => row.sources === sources) ?? expect.fail(sources);
  before(() => {
    const text = ({ sources, auc, precision, recall }: Lift) =>
      `${sources.padEnd(28)} AUC ${auc.toFixed(3)}, a tenth inspected: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`;
    const codeText = ({ code, declarations, lift }: CodeLift) =>
      `${code.padEnd(28)} in ${declarations}, lift ${lift.toFixed(1)}`;
    console.log(["", ...rows.map(text), ...codes.map(codeText)].join("\n      "));
  });

  it("find what profile and model cannot see", () => {
    expect(of("findings").auc).to.be.above(0.6);
    expect(of("findings").recall).to.be.above(of("profile").recall);
  });

  it("each tell more often of what is wrong than of what is not", () => {
    for (const { code, declarations, lift } of codes) if (declarations >= 20) expect(lift, code).to.be.above(1.5);
  });

  it("add to profile and model more than chance explains", () => {
    const [without, together] = [of("profile + model"), of("profile + model + findings")];
    expect(together.auc).to.be.above(without.auc + 0.05);
    expect(together.recall).to.be.above(without.recall + 0.05);
  });
});
