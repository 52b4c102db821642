import { readFileSync } from "node:fs";
import { expect } from "chai";
import { compile, GENERATED, moduleOf, modulePath } from "../../scripts/contracts/build.ts";

describe("the committed ABI modules", () => {
  before(compile);

  for (const row of GENERATED) {
    it(`${row.file} is what a fresh compile of ${row.contract} gives`, () => {
      expect(readFileSync(modulePath(row.file), "utf8") === moduleOf(row), "run node scripts/contracts/build.ts").to.be
        .true;
    });
  }
});
