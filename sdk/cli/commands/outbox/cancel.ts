import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { itemIdOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { ITEM_HEAD, itemCells } from "../../output/item.ts";
import { table } from "../../output/table.ts";

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
    const item = await (await openClient(options, io)).cancelItem(itemId);
    io.print(io.json ? JSON.stringify(item, null, 2) : table(ITEM_HEAD, [itemCells(item)]));
    return "ok";
  },
});
