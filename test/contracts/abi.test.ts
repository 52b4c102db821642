import { readFileSync } from "node:fs";
import { expect } from "chai";
import { CODES_MODULE, codesModule, compile, GENERATED, moduleOf, modulePath } from "../../scripts/contracts/build.ts";

describe("the committed ABI modules", () => {
  before(compile);

  for (const row of GENERATED) {
    it(`${row.file} is what a fresh compile of ${row.contract} gives`, () => {
      expect(readFileSync(modulePath(row.file), "utf8") === moduleOf(row), "run node scripts/contracts/build.ts").to.be
        .true;
    });
  }

  it("the command line's table of code hashes is what a fresh compile gives", () => {
    expect(readFileSync(CODES_MODULE, "utf8") === codesModule(), "run node scripts/contracts/build.ts").to.be.true;
  });
});
