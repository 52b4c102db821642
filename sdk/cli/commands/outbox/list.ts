import type { ItemState, OutboxItem, OutboxQuery } from "../../../client/index.ts";
import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { wholeNumberOf } from "../../numbers.ts";
import { oneOf } from "../../one-of.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { ITEM_HEAD, itemCells } from "../../output/item.ts";
import { table } from "../../output/table.ts";

const STATES: readonly ItemState[] = ["queued", "sent", "done", "refused", "cancelled"];
const PURPOSES: readonly OutboxItem["purpose"][] = [
  ...(["anchor", "supersede", "withdraw", "member", "grant", "delegate"] as const),
  ...(["withdrawGrant", "request", "refuse", "agreement", "receipts"] as const),
];

export const outboxList = command({
  name: "outbox list",
  summary: "List what the chain is still to be told, and what it refused, the oldest first.",
  operands: "",
  count: [0, 0],
  options: {
    state: { type: "string", value: "STATE", help: `Only items in this state: ${STATES.join(", ")}.` },
    purpose: { type: "string", value: "NAME", help: `Only items of this purpose: ${PURPOSES.join(", ")}.` },
    limit: { type: "string", value: "COUNT", help: "How many at most; 200 by default." },
    after: { type: "string", value: "CURSOR", help: "Go on after a list that was longer: its `next`." },
    ...GATEWAY_OPTIONS,
  },
  about: ["Items that are done or were given up are shown when asked for by their state."],
  examples: ["outbox list", "outbox list --state refused", "outbox list --purpose member --state done"],
  async run({ options, io }) {
    const query: OutboxQuery = {
      limit: wholeNumberOf("limit", options.limit, { initial: 200, min: 1, max: 200 }),
      ...(options.state !== undefined && { state: oneOf("state", options.state, STATES) }),
      ...(options.purpose !== undefined && { purpose: oneOf("purpose", options.purpose, PURPOSES) }),
      ...(options.after !== undefined && { after: options.after }),
    };
    const page = await (await openClient(options, io)).listOutbox(query);
    io.print(io.json ? JSON.stringify(page, null, 2) : table(ITEM_HEAD, page.items.map(itemCells)));
    if (!io.json && page.next !== null) io.note(`There are more: --after ${page.next}\n`);
    return "ok";
  },
});
