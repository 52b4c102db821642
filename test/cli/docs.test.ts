import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { COMMANDS } from "../../sdk/cli/commands.ts";
import { helpOf } from "../../sdk/cli/help.ts";
import { parseArguments } from "../../sdk/cli/parse-arguments.ts";
import { withReference } from "../../sdk/cli/write-docs.ts";
import { sealane } from "./support/run.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/command-line.md"), "utf8");

describe("docs/command-line.md", () => {
  it("has the reference that the tables of commands and exit codes give (node sdk/cli/write-docs.ts)", () => {
    expect(PAGE).to.equal(withReference(PAGE));
  });

  it("shows only command lines that are taken", () => {
    const lines = [...PAGE.matchAll(/^sealane (.*)$/gm)].map((match) => match[1] as string);
    const real = lines.filter(
      (line) => !/[A-Z]{4}|\[OPTIONS\]/.test(line.replace(/5SG123|MSCU\w+|KID|[\w-]{43}|0x\w+/g, "x")),
    );
    expect(real).to.have.length.above(20);
    for (const line of real) expect(() => parseArguments(line.split(" "), COMMANDS), line).not.to.throw();
  });
});

describe("the help", () => {
  for (const { name, options, summary } of COMMANDS) {
    it(`of ${name} names every option and an example that is taken`, () => {
      const asked = parseArguments([...name.split(" "), "--help"], COMMANDS);
      expect(asked.options.help).to.equal(true);
      const text = helpOf(asked.command);
      expect(text.split("\n")[0]).to.equal(summary);
      for (const option of [...Object.keys(options), "json"]) expect(text).to.contain(`--${option}`);
    });
  }

  it("of one command is printed, and exits 0", async () => {
    const { code, stdout } = await sealane(["trace", "--help"]);
    expect([code, stdout]).to.deep.equal([0, `${helpOf(parseArguments(["trace", "--help"], COMMANDS).command)}\n`]);
  });

  it("of all lists each command and exits 0; without a command it exits 2", async () => {
    const { code, stdout } = await sealane(["--help"]);
    expect(code).to.equal(0);
    for (const { name, summary } of COMMANDS) expect(stdout.replaceAll(/\s+/g, " ")).to.contain(`${name} ${summary}`);
    expect((await sealane([])).code).to.equal(2);
  });
});
