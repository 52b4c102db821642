import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { changeSelf } from "../../gateway/change-self.ts";
import { momentOf } from "../../numbers.ts";
import { keyIdOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, WAIT_OPTIONS } from "../../options.ts";

export const memberDeclareCompromised = command({
  name: "member declare-compromised",
  summary: "Declare a key of the gateway's own member stolen since a moment.",
  operands: "KID",
  count: [1, 1],
  options: {
    since: { type: "string", value: "TIME", help: "From when on nothing it signed is to be trusted." },
    ...WAIT_OPTIONS,
    ...GATEWAY_OPTIONS,
  },
  about: ["The moment can later be moved back, never forward."],
  examples: ["member declare-compromised NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs --since 2026-01-31T12:00:00Z"],
  async run({ options, operands, io }) {
    if (options.since === undefined)
      throw new CliError("USAGE_INVALID", "Say since when: --since TIME, or --since now.");
    const compromisedSinceSeconds = momentOf("since", options.since, io.now());
    const kid = keyIdOf(operands[0]);
    return changeSelf({ action: "declareKeyCompromised", kid, compromisedSinceSeconds }, options, io);
  },
});
