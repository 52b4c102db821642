import type { Webhook } from "../../../client/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { openClient } from "../../gateway/open-client.ts";
import { wholeNumberOf } from "../../numbers.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { EVENT_COLUMNS, WEBHOOK_COLUMNS } from "../../output/operations.ts";
import { printAll, printPage, tableOf } from "../../output/page.ts";

const SEQUENCE = { initial: 0, min: 0, max: 9_999_999_999 };
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const webhookText = (webhook: Webhook): string => tableOf([webhook], WEBHOOK_COLUMNS);

export const EVENT_COMMANDS: readonly Command[] = [
  command({
    name: "event list",
    summary: "List what happened at the gateway, as webhooks are told of it, the oldest first.",
    operands: "",
    count: [0, 0],
    options: {
      type: { type: "string", value: "NAME", help: "Only events of this type, such as sealane.reading.made." },
      since: { type: "string", value: "SEQUENCE", help: "Only what came after this event." },
      ...{ ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
    },
    examples: ["event list --type sealane.reading.made", "event list --since 120 --json"],
    async run({ options, io }) {
      const { type, since, after } = options;
      if (since !== undefined && after !== undefined)
        throw new CliError("USAGE_INVALID", "Give one of --since and --after.");
      const query = {
        ...pagingOf(options),
        ...(type !== undefined && { type }),
        ...(since !== undefined && { afterSequence: wholeNumberOf("since", since, SEQUENCE) }),
      };
      return printPage(io, await (await openClient(options, io)).listEvents(query), EVENT_COLUMNS);
    },
  }),
  command({
    name: "webhook list",
    summary: "List how far each of the member's own systems has been told what happens.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    about: ["Which there are is a matter of the gateway's settings (docs/operating.md), not of a command."],
    examples: ["webhook list"],
    run: async ({ options, io }) => printAll(io, await (await openClient(options, io)).listWebhooks(), WEBHOOK_COLUMNS),
  }),
  command({
    name: "webhook replay",
    summary: "Tell one of the member's own systems again everything after an event.",
    operands: "NAME",
    count: [1, 1],
    options: {
      since: { type: "string", value: "SEQUENCE", help: "The event that it is told again after; 0 for everything." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["webhook replay case-system --since 0"],
    async run({ options, operands, io }) {
      const name = webhookNameOf(operands[0]);
      if (options.since === undefined) throw new CliError("USAGE_INVALID", "Say after which event: --since 0.");
      const since = wholeNumberOf("since", options.since, SEQUENCE);
      return printShown(io, await (await openClient(options, io)).replayWebhook(name, since), webhookText);
    },
  }),
  command({
    name: "webhook resume",
    summary: "Tell one of the member's own systems again, now, after it was given up or put off.",
    operands: "NAME",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["webhook resume case-system"],
    async run({ options, operands, io }) {
      const name = webhookNameOf(operands[0]);
      return printShown(io, await (await openClient(options, io)).resumeWebhook(name), webhookText);
    },
  }),
];

function webhookNameOf(text = ""): string {
  if (NAME.test(text)) return text;
  throw new CliError(
    "USAGE_INVALID",
    "A webhook is named as the gateway's settings name it; see sealane webhook list.",
  );
}
