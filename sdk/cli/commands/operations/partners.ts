import { type Command, command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { momentOf } from "../../numbers.ts";
import { numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { PARTNER_COLUMNS, reconciliationText } from "../../output/operations.ts";
import { printAll } from "../../output/page.ts";

export const PARTNER_COMMANDS: readonly Command[] = [
  command({
    name: "partner list",
    summary: "List how every other member's gateway answers, and what waits for it.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    examples: ["partner list"],
    run: async ({ options, io }) => printAll(io, await (await openClient(options, io)).listPartners(), PARTNER_COLUMNS),
  }),
  command({
    name: "partner reconcile",
    summary: "Compare what was sent to a member with what it says, signed, that it holds, and mend what differs.",
    operands: "MEMBER",
    count: [1, 1],
    options: {
      since: { type: "string", value: "MOMENT", help: "What was sent since then; 30 days ago by default." },
      ...GATEWAY_OPTIONS,
    },
    about: ["Exit code 3 when it holds what was not sent, or not as it is there: compare backups before going on."],
    examples: ["partner reconcile 2", "partner reconcile 2 --since 2026-01-31"],
    async run({ options, operands, io }) {
      const { since } = options;
      const memberId = numberOf("A member", operands[0], "sealane member list");
      const choices = since === undefined ? {} : { sinceSeconds: momentOf("since", since, io.now()) };
      const found = await (await openClient(options, io)).reconcilePartner(memberId, choices);
      printShown(io, found, reconciliationText);
      return found.disagreeing.length === 0 ? "ok" : "tampered";
    },
  }),
];
