import { type Client, DELIVERY_STATES, type Delivery } from "../../../client/index.ts";
import { type Command, command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { oneOf } from "../../one-of.ts";
import { idOf, memberOf, numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { DELIVERY_COLUMNS, deliveryText } from "../../output/operations.ts";
import { printPage } from "../../output/page.ts";

interface Row {
  readonly name: "show" | "retry" | "cancel";
  readonly summary: string;
  readonly about?: readonly string[];
  ask(client: Client, deliveryId: number): Promise<Delivery>;
}

/** What can be done with one delivery. To add more, add a row. */
const ROWS: readonly Row[] = [
  {
    name: "show",
    summary: "Show a delivery, with its partner's last signed answer.",
    ask: (client, deliveryId) => client.getDelivery(deliveryId),
  },
  {
    name: "retry",
    summary: "Let a delivery that was given up wait again, signed anew.",
    about: ["First mend what it was given up for; docs/operating.md says what each reason asks for."],
    ask: (client, deliveryId) => client.retryDelivery(deliveryId),
  },
  {
    name: "cancel",
    summary: "Give up a delivery that waits or was refused.",
    about: ["What is on its way at this moment may still arrive; then it shows as acknowledged."],
    ask: (client, deliveryId) => client.cancelDelivery(deliveryId),
  },
];

export const DELIVERY_COMMANDS: readonly Command[] = [
  command({
    name: "delivery list",
    summary: "List what goes to other members, and what came of it, the oldest first.",
    operands: "",
    count: [0, 0],
    options: {
      state: { type: "string", value: "STATE", help: `Only those in this state: ${DELIVERY_STATES.join(", ")}.` },
      to: { type: "string", value: "MEMBER", help: "Only those to this member." },
      lane: { type: "string", value: "TAG", help: "Only those of this lane: the subject tag of a consignment." },
      type: { type: "string", value: "NAME", help: "Only envelopes of this type, such as paper or request." },
      ...{ ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
    },
    examples: ["delivery list --state dead", "delivery list --to 2 --json"],
    async run({ options, io }) {
      const { state, to, lane, type } = options;
      const query = {
        ...pagingOf(options),
        ...(state !== undefined && { state: oneOf("state", state, DELIVERY_STATES) }),
        ...(to !== undefined && { partner: memberOf("to", to) }),
        ...(lane !== undefined && { lane: idOf("lane", lane) }),
        ...(type !== undefined && { type }),
      };
      return printPage(io, await (await openClient(options, io)).listDeliveries(query), DELIVERY_COLUMNS);
    },
  }),
  ...ROWS.map(({ name, summary, about = [], ask }) =>
    command({
      name: `delivery ${name}`,
      summary,
      operands: "NUMBER",
      count: [1, 1],
      options: GATEWAY_OPTIONS,
      about,
      examples: [`delivery ${name} 42`],
      async run({ options, operands, io }) {
        const deliveryId = numberOf("A delivery", operands[0], "sealane delivery list");
        return printShown(io, await ask(await openClient(options, io), deliveryId), deliveryText);
      },
    }),
  ),
];
