import { command } from "../../command.ts";
import { changeSelf } from "../../gateway/change-self.ts";
import { keyIdOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, WAIT_OPTIONS } from "../../options.ts";

export const memberEndKey = command({
  name: "member end-key",
  summary: "End a key of the gateway's own member; what it signed stays good.",
  operands: "KID",
  count: [1, 1],
  options: { ...WAIT_OPTIONS, ...GATEWAY_OPTIONS },
  examples: ["member end-key NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"],
  run: async ({ options, operands, io }) => changeSelf({ action: "endKey", kid: keyIdOf(operands[0]) }, options, io),
});
