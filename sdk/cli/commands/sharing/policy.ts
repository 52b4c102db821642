import { isPolicy, parseJson } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { policyText } from "../../output/sharing.ts";

export const POLICY_COMMANDS = [
  command({
    name: "policy show",
    summary: "Show what our gateway answers by itself.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    examples: ["policy show"],
    async run({ options, io }) {
      return printShown(io, await (await openClient(options, io)).getPolicy(), policyText);
    },
  }),
  command({
    name: "policy set",
    summary: "Put a new version of the standing policy in force.",
    operands: "FILE",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    about: ["It answers every request that is still open, older ones too. docs/protocol.md says what a rule is."],
    examples: ["policy set policy.json"],
    async run({ options, operands, io }) {
      const policy: unknown = parseJson(await readInput(operands[0] ?? "", io));
      if (!isPolicy(policy)) throw new CliError("FILE_NOT_POLICY", "The file holds no policy.");
      const { version } = await (await openClient(options, io)).setPolicy(policy);
      io.print(io.json ? JSON.stringify({ version }) : `Version ${version} is in force.`);
      return "ok";
    },
  }),
];
