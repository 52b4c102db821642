import { ITEM_STATES, OUTBOX_PURPOSES, type OutboxQuery } from "../../../client/index.ts";
import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { oneOf } from "../../one-of.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { ITEM_COLUMNS } from "../../output/item.ts";
import { printPage } from "../../output/page.ts";

export const outboxList = command({
  name: "outbox list",
  summary: "List what the chain is still to be told, and what it refused, the oldest first.",
  operands: "",
  count: [0, 0],
  options: {
    state: { type: "string", value: "STATE", help: `Only items in this state: ${ITEM_STATES.join(", ")}.` },
    purpose: { type: "string", value: "NAME", help: `Only items of this purpose: ${OUTBOX_PURPOSES.join(", ")}.` },
    ...{ ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
  },
  about: ["Items that are done or were given up are shown when asked for by their state."],
  examples: ["outbox list", "outbox list --state refused", "outbox list --purpose member --state done"],
  async run({ options, io }) {
    const query: OutboxQuery = {
      ...pagingOf(options),
      ...(options.state !== undefined && { state: oneOf("state", options.state, ITEM_STATES) }),
      ...(options.purpose !== undefined && { purpose: oneOf("purpose", options.purpose, OUTBOX_PURPOSES) }),
    };
    return printPage(io, await (await openClient(options, io)).listOutbox(query), ITEM_COLUMNS);
  },
});
