import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { changeSelf } from "../../gateway/change-self.ts";
import { GATEWAY_OPTIONS, WAIT_OPTIONS } from "../../options.ts";

export const memberSetUrl = command({
  name: "member set-url",
  summary: "Say on the chain where the gateway of its own member answers.",
  operands: "URL",
  count: [1, 1],
  options: { ...WAIT_OPTIONS, ...GATEWAY_OPTIONS },
  examples: ["member set-url https://gateway.example"],
  async run({ options, operands: [gatewayUrl = ""], io }) {
    if (!URL.canParse(gatewayUrl)) throw new CliError("USAGE_INVALID", "Give the address as a URL.");
    return changeSelf({ action: "setGatewayUrl", gatewayUrl }, options, io);
  },
});
