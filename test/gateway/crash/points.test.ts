import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { CRASH_POINTS } from "../../../node-gateway/src/crash-points.ts";

const MOCHA = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");

describe("the instants at which a gateway may be killed", () => {
  it("have a test each, named after it", async () => {
    const titles = await testsBeside();
    const untested = CRASH_POINTS.filter((point) => !titles.some((title) => title.endsWith(` killed at ${point}`)));
    expect(untested).to.deep.equal([]);
  });
});

/** Titles of all tests of this folder, of which none is run. */
async function testsBeside(): Promise<string[]> {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".test.ts"));
  const paths = files.map((name) => join(import.meta.dirname, name));
  const listing = ["--no-config", "--dry-run", "--reporter", "json", ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, [MOCHA, ...listing]);
  const { tests } = JSON.parse(stdout) as { tests: readonly { fullTitle: string }[] };
  return tests.map(({ fullTitle }) => fullTitle);
}
