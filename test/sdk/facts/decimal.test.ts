import { expect } from "chai";
import fc from "fast-check";
import { addDecimals, decimalOf, multiplyDecimals } from "../../../sdk/src/facts/decimal.ts";

const nines = "9".repeat(40);

describe("decimalOf", () => {
  const spellings: [unknown, string][] = [
    [12000, "12000"],
    [0.1, "0.1"],
    [0.1 + 0.2, "0.30000000000000004"],
    [-0, "0"],
    ["-0.00", "0"],
    [" 007.50 ", "7.5"],
    ["1e3", "1000"],
    ["1.25E+1", "12.5"],
    [1e21, "1000000000000000000000"],
    [1e-7, "0.0000001"],
    ["-12.50", "-12.5"],
    [nines, nines],
  ];
  for (const [stated, spelt] of spellings) {
    it(`spells ${JSON.stringify(stated)} as ${spelt}`, () => {
      expect(decimalOf(stated)).to.equal(spelt);
    });
  }

  const strangers: unknown[] = ["", " ", ".5", "5.", "+5", "1,5", "0x10", "1e", "e3", "1_000", "٣", "NaN"];
  strangers.push(Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 1e40, `${nines}9`, `0.${nines}`, "1e999999999");
  strangers.push("9".repeat(1_000_000), null, undefined, true, 5n, [], {}, ["5"]);
  for (const stated of strangers) {
    it(`knows no decimal in ${String(typeof stated === "bigint" ? `${stated}n` : JSON.stringify(stated)).slice(0, 50)}`, () => {
      expect(decimalOf(stated)).to.equal(undefined);
    });
  }

  it("gives every double its one spelling, which is the same number again and stays as it is", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e20, max: 1e20 }), (number) => {
        const spelt = decimalOf(number);
        fc.pre(spelt !== undefined);
        expect(Number(spelt)).to.equal(number === 0 ? 0 : number);
        expect(decimalOf(spelt)).to.equal(spelt);
      }),
      { seed: 1 },
    );
  });
});

describe("Sums and products of decimals", () => {
  it("are exact where doubles are not", () => {
    expect(addDecimals(["0.1", "0.2"])).to.equal("0.3");
    expect(multiplyDecimals("1000.1", "0.45359237")).to.equal("453.637729237");
  });

  it("are zero for nothing", () => {
    expect(addDecimals([])).to.equal("0");
  });

  it("cross zero without a stray sign", () => {
    expect(addDecimals(["-0.5", "0.5"])).to.equal("0");
    expect(addDecimals(["-1", "0.75"])).to.equal("-0.25");
  });

  it("take numbers of the most digits, and as many as fit in memory", () => {
    expect(addDecimals([nines, "1"])).to.equal(`1${"0".repeat(40)}`);
    expect(multiplyDecimals(nines, "0.5")).to.equal(`4${"9".repeat(39)}.5`);
    expect(addDecimals(Array.from({ length: 300_000 }, () => "0.01"))).to.equal("3000");
  });

  it("agree with integers, whatever the decimal places", () => {
    const scaled = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat({ max: 6 }));
    const spell = (units: bigint, places: number) => decimalOf(`${units}e-${places}`) as string;
    fc.assert(
      fc.property(scaled, scaled, ([a, p], [b, q]) => {
        const sum = a * 10n ** BigInt(6 - p) + b * 10n ** BigInt(6 - q);
        expect(addDecimals([spell(a, p), spell(b, q)])).to.equal(spell(sum, 6));
        expect(multiplyDecimals(spell(a, p), spell(b, q))).to.equal(spell(a * b, p + q));
      }),
      { seed: 1 },
    );
  });
});
