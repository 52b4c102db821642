import { canonicalize, type Json, parseTrust } from "../../src/index.ts";
import { command } from "../command.ts";
import { CliError } from "../errors.ts";
import { writeWhole } from "../files/write-file.ts";
import { openClient } from "../gateway/open-client.ts";
import { GATEWAY_OPTIONS, OUT_OPTIONS } from "../options.ts";
import { timeText } from "../output/time.ts";

export const trustExport = command({
  name: "trust export",
  summary: "Pin the network, its members and their keys, for checking offline.",
  operands: "",
  count: [0, 0],
  options: { ...OUT_OPTIONS, ...GATEWAY_OPTIONS },
  about: [
    "Whoever checks offline believes this file, so take it from a gateway that you trust, and now and then anew: later members, keys and thefts are not in it.",
  ],
  examples: ["trust export --gateway https://gateway.example --out ~/.config/sealane/trust.json"],
  async run({ options, io }) {
    if (options.out === undefined) throw new CliError("USAGE_INVALID", "Say where to write it: --out FILE.");
    const client = await openClient(options, io);
    const text = canonicalize((await client.exportTrust()) as unknown as Json);
    const { network, members, madeAtSeconds } = parseTrust(text);
    if (options.out === "-") {
      io.print(text);
      return "ok";
    }
    await writeWhole(options.out, `${text}\n`, { replace: options.force === true });
    const result = { out: options.out, chainId: network.chainId, members: members.length, madeAtSeconds };
    const sentence = `${members.length} members of chain ${network.chainId}, as of ${timeText(madeAtSeconds)}.`;
    io.print(io.json ? JSON.stringify(result, null, 2) : `${options.out}: ${sentence}`);
    return "ok";
  },
});
