import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import { codeOf } from "../../support/refusal.ts";

const MOST_VALUES = 1_048_576;
const READER = new URL("../../../sdk/src/canonical/parse-json.ts", import.meta.url).href;

/** Texts of nearly 64 MiB that would each take gigabytes if they were read, or nearly so, by an expression that makes them. */
const BOMBS: readonly (readonly [title: string, text: string, outcome: string])[] = [
  ["objects", '"[" + "{},".repeat(22_000_000) + "{}]"', "JSON_TOO_LARGE"],
  ["arrays in arrays", '"[" + ("[".repeat(60) + "]".repeat(60) + ",").repeat(550_000) + "1]"', "JSON_TOO_LARGE"],
  ["numbers", '"[" + "1,".repeat(33_000_000) + "1]"', "JSON_TOO_LARGE"],
  [
    "names",
    '"{" + Array.from({ length: 4_000_000 }, (_, i) => JSON.stringify(String(i)) + ":1").join() + "}"',
    "JSON_TOO_LARGE",
  ],
  ["one name again and again", '"{" + `"a":1,`.repeat(11_000_000) + `"b":1}`', "JSON_DUPLICATE_KEY"],
  ["escapes in one string", '`"` + "\\\\u0041".repeat(11_000_000) + `"`', "nothing thrown"],
  ["one plain string", '`"` + "a".repeat(67_000_000) + `"`', "nothing thrown"],
];

describe("parseJson and what is too much", () => {
  it("reads 1,048,576 values and no more", () => {
    const listOf = (values: number) => `[${"0,".repeat(values - 2)}0]`;
    expect((parseJson(listOf(MOST_VALUES)) as readonly number[]).length).to.equal(MOST_VALUES - 1);
    expect(codeOf(() => parseJson(listOf(MOST_VALUES + 1)))).to.equal("JSON_TOO_LARGE");
  });

  for (const [title, text, outcome] of BOMBS) {
    it(`comes to its end within 640 MiB of heap over 64 MiB of ${title}: ${outcome}`, () => {
      const program = `
        const { parseJson } = await import(${JSON.stringify(READER)});
        const bytes = new TextEncoder().encode(${text});
        try { parseJson(bytes); console.log("nothing thrown"); } catch (error) { console.log(error.code); }`;
      const flags = ["--max-old-space-size=640", "--input-type=module", "--eval", program];
      const { stdout, status } = spawnSync(process.execPath, flags, { encoding: "utf8" });
      expect([stdout.trim(), status]).to.deep.equal([outcome, 0]);
    }).timeout(60_000);
  }
});
