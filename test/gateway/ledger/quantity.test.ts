import { type KindName, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import fc from "fast-check";
import { DRAWING_KINDS, OPENING_KINDS } from "../../../node-gateway/src/ledger/kinds.ts";
import {
  decimalOfMillionths,
  millionthsOf,
  statedIn,
  statedQuantity,
  unitArgument,
  unitOfHex,
} from "../../../node-gateway/src/ledger/quantity.ts";

const kilograms = (...values: string[]) => ({ quantities: values.map((value) => ({ value, unit: "KGM" })) });

describe("a quantity of the ledger", () => {
  it("is counted in millionths, and comes back as it was stated", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 128n - 1n }), (millionths) => {
        expect(millionthsOf(decimalOfMillionths(millionths))).to.equal(millionths);
      }),
    );
    expect(["12.5", "1", "0.000001", "1000"].map((text) => millionthsOf(text))).to.deep.equal([
      12_500_000n,
      1_000_000n,
      1n,
      1_000_000_000n,
    ]);
    expect([12_500_000n, 1n, 0n, 1_000_000n].map(decimalOfMillionths)).to.deep.equal(["12.5", "0.000001", "0", "1"]);
  });

  it("is none for nothing, for more than six decimal places and for what does not fit", () => {
    for (const text of ["0", "0.0000001", "-1", "1e3", "", "1.", "9".repeat(34), "340282366920938463463374607431769"])
      expect(millionthsOf(text), text).to.equal(undefined);
  });

  it("has a unit of two or three characters", () => {
    expect(["KGM", "NL"].map(unitArgument)).to.deep.equal(["0x4b474d", "0x4e4c00"]);
    expect(["4b474d", "4e4c00"].map(unitOfHex)).to.deep.equal(["KGM", "NL"]);
  });
});

describe("the kinds that speak to the ledger", () => {
  it("have the codes that the contract knows them by", () => {
    const codesOf = (kinds: readonly KindName[]) => kinds.map((name) => kindByName(name).code);
    expect([codesOf(OPENING_KINDS), codesOf(DRAWING_KINDS)]).to.deep.equal([
      [101, 108],
      [301, 305],
    ]);
  });
});

describe("what a paper states of an item", () => {
  it("is its quantity by its number, or of item 0 their sum", () => {
    const facts = kilograms("1.5", "2");
    expect(statedQuantity(facts, 2)).to.deep.equal({ unit: "KGM", quantity: 2_000_000n });
    expect(statedQuantity(facts, 0)).to.deep.equal({ unit: "KGM", quantity: 3_500_000n });
  });

  it("is nothing where it states none, none that counts, or units that do not add up", () => {
    expect(statedQuantity({}, 1)).to.equal(undefined);
    expect(statedQuantity(kilograms("1"), 2)).to.equal(undefined);
    expect(statedQuantity(kilograms("1", "0.0000001"), 0)).to.equal(undefined);
    const mixed = { quantities: [...kilograms("1").quantities, { value: "1", unit: "LTR" }] };
    expect(statedQuantity(mixed, 0)).to.equal(undefined);
    expect([statedIn(mixed, "KGM"), statedIn(mixed, "LTR"), statedIn(mixed, "NAR")]).to.deep.equal([
      1_000_000n,
      1_000_000n,
      0n,
    ]);
  });
});
