import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { KINDS } from "../../../sdk/src/kinds/kinds.ts";
import { CHECKS } from "../../../sdk/src/verify/verify.ts";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const protocol = read("docs/protocol.md");
const vectors = readdirSync(new URL("../../vectors/", import.meta.url))
  .map((name) => read(`test/vectors/${name}`))
  .join("\n");

describe("docs/protocol.md", () => {
  const values = protocol.match(/\b[0-9a-f]{64}\b|(?<![\w-])[\w-]{43,}(?![\w-])/g) ?? [];

  it("works its example with values that are in the vectors", () => {
    expect(values).to.have.length.above(7);
    for (const value of values) expect(vectors.includes(value), value).to.equal(true);
  });

  it("names every code that a finding carries, and every check in the order in which it decides", () => {
    const source = read("sdk/src/verify/finding.ts");
    const codes = [...source.slice(source.indexOf("export type FindingCode")).matchAll(/"([A-Z_]+)"/g)].map(
      ([, code]) => code as string,
    );
    const rows = [...protocol.matchAll(/^\| (\w*) ?\| ([A-Z_]+) \| (?:valid|invalid|unknown) \|/gm)];
    expect([...new Set(rows.map(([, , code]) => code))].sort()).to.deep.equal([...codes].sort());
    expect(rows.map(([, check]) => check).filter(Boolean)).to.deep.equal(["evidenceTrusted", ...Object.keys(CHECKS)]);
  });

  it("lists every kind with its code, and none more", () => {
    const rows = [...protocol.matchAll(/\| (\d{3}) \| ([a-z-]+) /g)].map(([, code, name]) => `${code} ${name}`);
    expect(rows.sort()).to.deep.equal(KINDS.map(({ code, name }) => `${code} ${name}`).sort());
  });

  it("names only vector files that are there", () => {
    const named = new Set([...protocol.matchAll(/`(\w+\.json)`/g)].map(([, name]) => name));
    expect([...named].sort()).to.deep.equal(readdirSync(new URL("../../vectors/", import.meta.url)).sort());
  });
});
