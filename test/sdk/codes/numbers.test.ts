import { expect } from "chai";
import fc from "fast-check";
import { characterValue, mod11CheckDigit } from "../../../sdk/src/codes/check-digits.ts";
import { judgeContainerNumber } from "../../../sdk/src/codes/container-number.ts";
import { judgeEori, judgeGln, judgeImoNumber, judgeLei } from "../../../sdk/src/codes/identifiers.ts";
import { judgeMrn } from "../../../sdk/src/codes/mrn.ts";
import { isDucr, isMucr, judgeUcr } from "../../../sdk/src/codes/ucr.ts";
import { describeShared, hasShared, readShared } from "../../support/shared.ts";

const VECTORS = "corpus/vectors";
const textOf = (path: string): string => readShared(`${VECTORS}/${path}`).toString("utf8");

/** The strings of a list that follows a name in somebody else's test. */
const stringsAfter = (source: string, name: string): string[] =>
  [...(source.split(name)[1]?.match(/[[{]([^\]}]*)[\]}]/)?.[1] ?? "").matchAll(/["']([^"']+)["']/g)].map(
    ([, text]) => text as string,
  );

interface Numbers {
  readonly judge: (value: string) => { readonly code: string };
  readonly right: readonly string[];
  readonly wrongDigit: readonly string[];
  readonly wrongForm: readonly string[];
}

/** Each numbering, by hand: numbers that are printed in its standard or on real papers, and what is near them. */
const NUMBERS: Readonly<Record<string, Numbers>> = {
  "a container number (ISO 6346)": {
    judge: judgeContainerNumber,
    // The first is the standard's own.
    right: ["CSQU3054383", "MSKU9070323"],
    wrongDigit: ["CSQU3054384", "MSKU9070322"],
    wrongForm: ["CSQX3054383", "CSQU305438", "CSQU30543830", "csqu3054383", "CSQU 3054383", "12345678901", ""],
  },
  "an MRN": {
    judge: judgeMrn,
    right: ["99IT9876AB88901209", "21GB01X14031469016", "24GB22WOA1EV2P6AR5"],
    wrongDigit: ["99IT9876AB88901208", "21GB01X14031469017"],
    wrongForm: ["99QQ9876AB88901209", "9IT9876AB88901209", "99IT9876AB8890120A", "99it9876ab88901209", ""],
  },
  "an LEI": {
    judge: judgeLei,
    right: ["529900T8BM49AURSDO55", "213800WSGIIZCXF1P572"],
    wrongDigit: ["529900T8BM49AURSDO56", "529900T8BM49AURSOD55"],
    wrongForm: ["529900T8BM49AURSDO5", "529900T8BM49AURSDO5A", ""],
  },
  "a GLN": {
    judge: judgeGln,
    right: ["4012345000009", "0614141073467"],
    wrongDigit: ["4012345000008", "4012354000009"],
    wrongForm: ["401234500000", "40123450000O9", ""],
  },
  "an IMO number": {
    judge: judgeImoNumber,
    right: ["9074729", "IMO9074729"],
    wrongDigit: ["9074728", "IMO9047729"],
    wrongForm: ["907472", "IMO 9074729", ""],
  },
  "an EORI number": {
    judge: judgeEori,
    right: ["GB123456789012", "XI123456789000", "NL123456789", "DE1234567"],
    wrongDigit: [],
    wrongForm: ["GB12345", "QQ123456789", "NL", "NL1234567890123456", ""],
  },
};

for (const [name, { judge, right, wrongDigit, wrongForm }] of Object.entries(NUMBERS)) {
  describe(name, () => {
    const expectAll = (values: readonly string[], code: string) =>
      expect(values.map((value) => [value, judge(value).code])).to.deep.equal(values.map((value) => [value, code]));

    it("is valid with the right check digit", () => expectAll(right, "CODE_VALID"));
    it("is told apart when its check digit is wrong", () => expectAll(wrongDigit, "CODE_CHECK_DIGIT_WRONG"));
    it("is told apart when its form is wrong", () => expectAll(wrongForm, "CODE_FORM_WRONG"));
  });
}

describe("the check digit of container numbers and MRNs", () => {
  it("gives letters the values of ISO 6346, without the multiples of 11", () => {
    const values = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map(characterValue);
    expect(values).to.deep.equal(Array.from({ length: 29 }, (_, n) => n + 10).filter((n) => n % 11 !== 0));
    expect([..."0123456789"].map(characterValue)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(["å", "a", "-", ""].map(characterValue)).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it("writes a remainder of 10 as 0", () => {
    const serial = Array.from({ length: 1000 }, (_, n) => `HMCU${String(n).padStart(6, "0")}`).find(
      (text) => [...text].reduce((sum, one, place) => sum + (characterValue(one) ?? 0) * 2 ** place, 0) % 11 === 10,
    );
    expect(judgeContainerNumber(`${serial}0`).code).to.equal("CODE_VALID");
  });

  it("notices every single character that was mistyped, unless the remainder is 10", () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(digit, { minLength: 6, maxLength: 6 }), fc.nat(5), digit, (serial, place, other) => {
        fc.pre(serial[place] !== other);
        const typed = serial.with(place, other);
        const [one, two] = [serial, typed].map((digits) => sumMod11(`MSKU${digits.join("")}`));
        expect(one).to.not.equal(two);
        if (one !== 10 && two !== 10) {
          const check = mod11CheckDigit(`MSKU${serial.join("")}`);
          expect(judgeContainerNumber(`MSKU${typed.join("")}${check}`).code).to.equal("CODE_CHECK_DIGIT_WRONG");
        }
      }),
    );
  });

  const sumMod11 = (text: string): number =>
    [...text].reduce((sum, one, place) => sum + (characterValue(one) ?? 0) * 2 ** place, 0) % 11;
});

describe("a UCR", () => {
  it("is valid in each form that is known", () => {
    const known = [
      "9GB123456789012-AB12/(1)",
      "GB/ABCD-12345",
      "A:ABC12345678",
      "C:GBX123ABC",
      "40123450000000016",
      "3NLABC123",
    ];
    expect(known.map((value) => judgeUcr(value).code)).to.deep.equal(known.map(() => "CODE_VALID"));
  });

  it("is unknown in another form, since traders may make their own", () => {
    expect(judgeUcr("SHIPMENT-2026-17").code).to.equal("CODE_FORM_UNKNOWN");
    expect(judgeUcr("40123450000000017").code).to.equal("CODE_FORM_UNKNOWN");
  });

  it("is wrong when it is too long or has other characters", () => {
    expect(judgeUcr(`3NL${"A".repeat(33)}`).code).to.equal("CODE_FORM_WRONG");
    expect(judgeUcr("9GB123456664559-AB12ö").code).to.equal("CODE_FORM_WRONG");
    expect(judgeUcr("").code).to.equal("CODE_FORM_WRONG");
  });
});

describeShared("published vectors of numbers", VECTORS, () => {
  it("agree about containers", () => {
    const source = textOf("iso6346/kolkov_is_container_test.go.txt");
    const right = stringsAfter(source, "validNums := []string");
    const wrong = stringsAfter(source, "invalidNums := []string");
    expect([right.length, wrong.length]).to.deep.equal([5, 5]);
    expect(right.map((value) => judgeContainerNumber(value).code)).to.deep.equal(right.map(() => "CODE_VALID"));
    expect(wrong.filter((value) => judgeContainerNumber(value).code === "CODE_VALID")).to.deep.equal([]);
  });

  it("agree about MRNs", () => {
    const source = textOf("mrn/surikaterna_checksum.test.ts.txt");
    const right = stringsAfter(source, "const refs = ");
    expect(right).to.have.length.above(40);
    expect(right.filter((value) => judgeMrn(value).code !== "CODE_VALID")).to.deep.equal([]);
  });

  it("agree about declaration UCRs", () => {
    const { valid, invalid } = JSON.parse(textOf("ucr/hmrc-ducr-vectors.json")) as Record<string, string[]>;
    expect(valid?.filter((value) => !isDucr(value.toUpperCase()))).to.deep.equal([]);
    expect(invalid?.filter((value) => isDucr(value) || isMucr(value))).to.deep.equal([]);
    expect(hasShared(`${VECTORS}/ucr`)).to.equal(true);
  });
});
