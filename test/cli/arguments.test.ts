import { expect } from "chai";
import { COMMANDS } from "../../sdk/cli/commands.ts";
import { CliError } from "../../sdk/cli/errors.ts";
import { exitCodeOf } from "../../sdk/cli/exit-codes.ts";
import { failureOf } from "../../sdk/cli/failure.ts";
import { printable } from "../../sdk/cli/output/printable.ts";
import { parseArguments } from "../../sdk/cli/parse-arguments.ts";
import { ClientError } from "../../sdk/client/index.ts";
import { expectRefusal } from "../support/refusal.ts";
import { sealane } from "./support/run.ts";

const parse = (line: string) => parseArguments(line.split(" "), COMMANDS);

describe("a command line", () => {
  for (const [line, code] of [
    ["forge", "COMMAND_UNKNOWN"],
    ["member", "COMMAND_UNKNOWN"],
    ["member dance", "COMMAND_UNKNOWN"],
    ["constructor", "COMMAND_UNKNOWN"],
    ["verify", "USAGE_INVALID"],
    ["verify --fast x", "USAGE_INVALID"],
    ["verify x --trust", "USAGE_INVALID"],
    ["verify x --json=yes", "USAGE_INVALID"],
    ["verify x --trust a --trust b", "USAGE_INVALID"],
    ["trace extra --container X", "USAGE_INVALID"],
    ["withdraw a b", "USAGE_INVALID"],
  ] as const) {
    it(`\`${line}\` is refused with ${code}`, () => expectRefusal(() => parse(line), code));
  }

  it("takes an option that may be repeated as often as it stands there", () => {
    expect(parse("prove x --fields /a --fields /b,/c").options["fields"]).to.deep.equal(["/a", "/b,/c"]);
  });

  it("takes what stands after -- as operands", () => {
    expect(parse("verify -- --odd-name").operands).to.deep.equal(["--odd-name"]);
  });

  it("that is wrong exits 2 with one line on stderr and nothing on stdout", async () => {
    const { code, stdout, stderr } = await sealane(["verify", "--fast"]);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.match(/^sealane: USAGE_INVALID: [^\n]+\n$/);
  });
});

describe("an error", () => {
  const exitOf = (error: unknown) => exitCodeOf(failureOf(error).exit);

  it("that nobody foresaw exits 1 and shows nothing it says", () => {
    const failure = failureOf(new TypeError("planted secret"));
    expect([failure.code, exitCodeOf(failure.exit)]).to.deep.equal(["INTERNAL", 1]);
    expect(failure.message).not.to.contain("planted");
  });

  for (const [title, error, exit] of [
    ["of a gateway that refuses", new ClientError("DOCUMENT_NOT_FOUND", "None.", { status: 404 }), 11],
    ["of a gateway without its chain", new ClientError("CHAIN_UNAVAILABLE", "Away.", { status: 503 }), 10],
    ["of a gateway with a fault of its own", new ClientError("INTERNAL", "Its log has it.", { status: 500 }), 10],
    ["of no gateway at all", new ClientError("GATEWAY_ANSWER_INVALID", "Not a gateway's.", { status: 200 }), 10],
    ["of a chain that takes too long", new CliError("ANCHOR_PENDING", "Not yet."), 10],
  ] as const) {
    it(`${title} exits ${exit}`, () => expect(exitOf(error)).to.equal(exit));
  }

  it("names every fault that the gateway found in the request", () => {
    const faults = [{ in: "body/reason", message: "Unknown." }];
    const { message } = failureOf(new ClientError("REQUEST_INVALID", "Wrong.", { status: 400, faults }));
    expect(message).to.equal("Wrong. (body/reason: Unknown.)");
  });
});

describe("text from elsewhere", () => {
  it("loses what could move the cursor, colour the line or turn it around", () => {
    expect(printable("a\u001b[31mb\rc\u202ed\u009be")).to.equal("a\ufffd[31mb\ufffdc\ufffdd\ufffde");
  });
});
