import { expect } from "chai";
import { type Score, scoreSeed } from "../../support/consignments/score.ts";

/** The checks were tuned on another seed ("tuning"); this one was only ever scored. */
const HELD_OUT = "held out";
const PER_KIND = 15;

describe("Contradictions planted in consignments of a held-out seed", () => {
  const { kinds, honest, falseAlarms } = scoreSeed(HELD_OUT, PER_KIND);
  before(() => {
    const row = ({ name, planted, recall, precision }: Score) =>
      `${name.padEnd(42)} planted ${planted}, recall ${recall.toFixed(2)}, precision ${precision.toFixed(2)}`;
    console.log(["", ...kinds.map(row), `${honest} honest, ${falseAlarms} with a false alarm`].join("\n      "));
  });

  it("are of at least twelve kinds, in at least two hundred consignments", () => {
    expect(kinds.length).to.be.at.least(12);
    expect(honest + kinds.length * PER_KIND).to.be.at.least(200);
  });

  for (const { name, recall, precision } of kinds) {
    it(`are mostly told, and mostly told rightly: ${name}`, () => {
      expect(recall).to.be.at.least(0.7);
      // Each kind is in one consignment of forty, and honest habits look the same in about as many.
      expect(precision).to.be.at.least(0.4);
    });
  }

  it("are told from what honest offices do in most consignments", () => {
    expect(falseAlarms / honest).to.be.at.most(0.2);
  });
});
