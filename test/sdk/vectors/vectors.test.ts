import { readdirSync, statSync } from "node:fs";
import { expect } from "chai";
import { outdated } from "../../../scripts/vectors.ts";
import { vectors } from "../../support/sdk/vectors.ts";

const FOLDER = new URL("../../vectors/", import.meta.url);

describe("The vectors", () => {
  it("are made anew to the same bytes, so that a change of the protocol does not go unseen", () => {
    expect(outdated(vectors())).to.deep.equal([]);
  });

  it("are in the folder whole and alone", () => {
    expect(readdirSync(FOLDER).sort()).to.deep.equal(Object.keys(vectors()).sort());
  });

  it("stay below 400 kB", () => {
    const bytes = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(new URL(name, FOLDER)).size, 0);
    expect(bytes).to.be.below(400_000);
  });
});
