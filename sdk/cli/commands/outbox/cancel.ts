import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { itemIdOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { itemText } from "../../output/item.ts";
import { printShown } from "../../output/lines.ts";

export const outboxCancel = command({
  name: "outbox cancel",
  summary: "Give up an item of the outbox that waits or was refused.",
  operands: "ID",
  count: [1, 1],
  options: GATEWAY_OPTIONS,
  about: [
    "What was sent cannot be held back. A document whose anchoring is given up shows as refused, with the refusal Cancelled.",
  ],
  examples: ["outbox cancel 42"],
  async run({ options, operands, io }) {
    const itemId = itemIdOf(operands[0]);
    return printShown(io, await (await openClient(options, io)).cancelItem(itemId), itemText);
  },
});
