import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { itemIdOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { itemText } from "../../output/item.ts";
import { printShown } from "../../output/lines.ts";

export const outboxRetry = command({
  name: "outbox retry",
  summary: "Let an item that was refused or given up wait for the chain again.",
  operands: "ID",
  count: [1, 1],
  options: GATEWAY_OPTIONS,
  about: ["First mend what it was refused for, such as a missing accreditation; else it is refused again."],
  examples: ["outbox retry 42"],
  async run({ options, operands, io }) {
    const itemId = itemIdOf(operands[0]);
    return printShown(io, await (await openClient(options, io)).retryItem(itemId), itemText);
  },
});
