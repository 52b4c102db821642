import { command } from "../command.ts";
import { openClient } from "../gateway/open-client.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";

export const alarmAcknowledge = command({
  name: "alarm acknowledge",
  summary: "Take off the alarm that the chain changed its history, after looking into it.",
  operands: "",
  count: [0, 0],
  options: GATEWAY_OPTIONS,
  about: ["Until then the gateway is not ready. Who took the alarm off stays in its audit log."],
  examples: ["alarm acknowledge"],
  async run({ options, io }) {
    const result = await (await openClient(options, io)).acknowledgeAlarm();
    const text = result.alarm === null ? "There was no alarm." : `Taken off: ${printable(result.alarm)}`;
    io.print(io.json ? JSON.stringify(result, null, 2) : text);
    return "ok";
  },
});
