import { expect } from "chai";
import { facts } from "../../../node-gateway/src/http/schemas/facts.ts";
import { FACT_FORMS } from "../../../sdk/src/facts/validate.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { SAMPLES } from "../../sdk/formats/samples.ts";

describe("Facts stated beside an original", () => {
  for (const sample of Object.values(SAMPLES).flat()) {
    it(`may be all that ${sample.name} states, in their normal form`, () => {
      const stated = readDocument(sample.bytes, sample.hints).facts;
      expect(facts.parse(stated)).to.deep.equal(stated);
    });
  }

  it("may be any fact of the SDK's table, and no other", () => {
    expect(Object.keys(facts.shape).sort()).to.deep.equal(Object.keys(FACT_FORMS).sort());
    expect(facts.safeParse({ colour: "red" }).success).to.equal(false);
  });
});
