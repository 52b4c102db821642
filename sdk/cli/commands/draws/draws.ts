import { type Command, command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { memberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { DUTY_COLUMNS, PERIOD_COLUMNS } from "../../output/draws.ts";
import { printAll, printPage } from "../../output/page.ts";
import { auditDrawsCommand } from "./audit-draws.ts";

/** Random draws: periods, audits, and who is on duty for them. */
export const DRAW_COMMANDS: readonly Command[] = [
  auditDrawsCommand,
  command({
    name: "draws list",
    summary: "List the periods of a member's random draws.",
    operands: "",
    count: [0, 0],
    options: {
      member: { type: "string", value: "MEMBER", help: "Whose periods; our own by default." },
      ...PAGE_OPTIONS,
      ...GATEWAY_OPTIONS,
    },
    examples: ["draws list --member 2"],
    async run({ options, io }) {
      const { member } = options;
      const query = { ...pagingOf(options), ...(member !== undefined && { memberId: memberOf("member", member) }) };
      return printPage(io, await (await openClient(options, io)).listDrawPeriods(query), PERIOD_COLUMNS);
    },
  }),
  command({
    name: "duty list",
    summary: "List who is on duty, by office.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    examples: ["duty list"],
    async run({ options, io }) {
      return printAll(io, await (await openClient(options, io)).listDuty(), DUTY_COLUMNS);
    },
  }),
  command({
    name: "duty set",
    summary: "Say who is on duty from now on, for draws to choose from.",
    operands: "[OFFICER…]",
    count: [0, 500],
    options: {
      office: {
        type: "string",
        value: "OFFICE",
        help: "At which office; all that have nobody of their own by default.",
      },
      ...GATEWAY_OPTIONS,
    },
    about: ["They take the place of who was on duty there; nobody, when no officer is named."],
    examples: ["duty set --office NLRTM anna ben"],
    async run({ options, operands, io }) {
      const duty = await (await openClient(options, io)).setDuty({
        office: options.office ?? null,
        officers: operands,
      });
      return printAll(io, { items: [duty] }, DUTY_COLUMNS);
    },
  }),
];
