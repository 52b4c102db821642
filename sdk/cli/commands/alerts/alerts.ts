import type { AlertDraft } from "../../../client/index.ts";
import { ALERT_CATEGORIES, isJsonObject, parseJson } from "../../../src/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import type { Io } from "../../io.ts";
import { momentOf } from "../../numbers.ts";
import { idOf, memberOf, nameOf, namesOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import {
  ALERT_COLUMNS,
  ALERT_PARTNER_COLUMNS,
  alertText,
  COUNTER_COLUMNS,
  nominalText,
  previewText,
} from "../../output/alerts.ts";
import { printShown } from "../../output/lines.ts";
import { printAll, printPage } from "../../output/page.ts";

const alertIdOf = (text: string | undefined) => idOf("alert id", text);
const DRAFT_OPTIONS = {
  until: { type: "string", value: "MOMENT", help: "When it is over, in place of what the file says." },
  "acknowledge-by": { type: "string", value: "MOMENT", help: "By when recipients are to have it." },
  ...GATEWAY_OPTIONS,
} as const;
const TO_OPTION = {
  to: {
    type: "string",
    value: "MEMBER",
    multiple: true,
    help: "A member that the preview showed; name all of them, or it goes to nobody.",
  },
} as const;

interface Drafted {
  readonly until?: string;
  readonly "acknowledge-by"?: string;
}

/** The draft in a file, with the moments of the command line. @throws CliError USAGE_INVALID. */
async function draftOf(file: string | undefined, options: Drafted, io: Io): Promise<AlertDraft> {
  const draft = parseJson(await readInput(file ?? "", io));
  if (!isJsonObject(draft))
    throw new CliError("USAGE_INVALID", "The file holds no draft of an alert; see docs/alerts.md.");
  const { until, "acknowledge-by": deadline } = options;
  return {
    ...(draft as unknown as AlertDraft),
    ...(until !== undefined && { validUntilSeconds: momentOf("until", until, io.now()) }),
    ...(deadline !== undefined && { acknowledgeBySeconds: momentOf("acknowledge-by", deadline, io.now()) }),
  };
}

const membersOf = (texts: readonly string[] | undefined): number[] => (texts ?? []).map((text) => memberOf("to", text));

export const ALERT_COMMANDS: readonly Command[] = [
  command({
    name: "alert preview",
    summary: "Show who would see an alert, and send nothing.",
    operands: "DRAFT_FILE",
    count: [1, 1],
    options: DRAFT_OPTIONS,
    about: ["The file is JSON; docs/alerts.md says what is in it."],
    examples: ["alert preview alert.json --until 2027-01-31"],
    async run({ options, operands, io }) {
      const draft = await draftOf(operands[0], options, io);
      return printShown(io, await (await openClient(options, io)).previewAlert(draft), previewText);
    },
  }),
  command({
    name: "alert send",
    summary: "Send an alert to the members that its preview showed.",
    operands: "DRAFT_FILE",
    count: [1, 1],
    options: { ...TO_OPTION, ...DRAFT_OPTIONS },
    examples: ["alert send alert.json --to 1 --to 4"],
    async run({ options, operands, io }) {
      const alert = { draft: await draftOf(operands[0], options, io), audience: membersOf(options.to) };
      const sent = await (await openClient(options, io)).sendAlert(alert);
      return printShown(io, sent, ({ alertId }) => `${alertId} is on its way to ${alert.audience.join(", ")}.`);
    },
  }),
  command({
    name: "alert revise",
    summary: "Put a new version in an alert's place, for the same members under the same marking.",
    operands: "ALERT_ID DRAFT_FILE",
    count: [2, 2],
    options: { ...TO_OPTION, ...DRAFT_OPTIONS },
    examples: ["alert revise 9d30…c2 alert.json --to 1 --to 4"],
    async run({ options, operands, io }) {
      const alertId = alertIdOf(operands[0]);
      const alert = { draft: await draftOf(operands[1], options, io), audience: membersOf(options.to) };
      const sent = await (await openClient(options, io)).reviseAlert(alertId, alert);
      return printShown(io, sent, ({ version }) => `Version ${version} is on its way.`);
    },
  }),
  command({
    name: "alert withdraw",
    summary: "Take an alert back; everybody who has it is told.",
    operands: "ALERT_ID",
    count: [1, 1],
    options: { reason: { type: "string", value: "TEXT", help: "Why, for those who have it." }, ...GATEWAY_OPTIONS },
    examples: ["alert withdraw 9d30…c2 --reason cleared"],
    async run({ options, operands, io }) {
      const alertId = alertIdOf(operands[0]);
      if (options.reason === undefined) throw new CliError("USAGE_INVALID", "Say why: --reason.");
      const gone = await (await openClient(options, io)).withdrawAlert(alertId, options.reason);
      return printShown(io, gone, ({ version }) => `Withdrawn by version ${version}.`);
    },
  }),
  command({
    name: "alert list",
    summary: "List the alerts that are here, ours and others'.",
    operands: "",
    count: [0, 0],
    options: {
      issuer: { type: "string", value: "MEMBER", help: "Only that member's." },
      category: { type: "string", value: "NAME", help: `Only on this: ${namesOf(ALERT_CATEGORIES)}.` },
      ...PAGE_OPTIONS,
      ...GATEWAY_OPTIONS,
    },
    examples: ["alert list --category drugs"],
    async run({ options, io }) {
      const { issuer, category } = options;
      const query = {
        ...pagingOf(options),
        ...(issuer !== undefined && { issuer: memberOf("issuer", issuer) }),
        ...(category !== undefined && { category: nameOf("category", category, ALERT_CATEGORIES) }),
      };
      return printPage(io, await (await openClient(options, io)).listAlerts(query), ALERT_COLUMNS);
    },
  }),
  command({
    name: "alert show",
    summary: "Show an alert, whom it went to from us and what they told of it.",
    operands: "ALERT_ID",
    count: [1, 1],
    options: {
      named: { type: "boolean", help: "Whom it means, where that was told; the gateway notes who looked." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["alert show 9d30…c2", "alert show 9d30…c2 --named"],
    async run({ options, operands, io }) {
      const alertId = alertIdOf(operands[0]);
      const client = await openClient(options, io);
      return options.named
        ? printShown(io, await client.openNominal(alertId), nominalText)
        : printShown(io, await client.getAlert(alertId), alertText);
    },
  }),
  command({
    name: "alert release",
    summary: "Tell a recipient of our alert whom it means, because it needs to know.",
    operands: "ALERT_ID",
    count: [1, 1],
    options: {
      member: { type: "string", value: "MEMBER", help: "Which member, by its number." },
      reason: { type: "string", value: "TEXT", help: "Why it needs to know; for our records." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["alert release 9d30…c2 --member 1 --reason holds-the-container"],
    async run({ options, operands, io }) {
      const alertId = alertIdOf(operands[0]);
      const memberId = memberOf("member", options.member);
      if (options.reason === undefined) throw new CliError("USAGE_INVALID", "Say why: --reason.");
      const told = await (await openClient(options, io)).releaseNominal(alertId, { memberId, reason: options.reason });
      return printShown(io, told, () => `Member ${memberId} is told.`);
    },
  }),
  command({
    name: "alert forward",
    summary: "Hand another member's alert on, as it allows.",
    operands: "ALERT_ID",
    count: [1, 1],
    options: { member: { type: "string", value: "MEMBER", help: "Which member, by its number." }, ...GATEWAY_OPTIONS },
    examples: ["alert forward 9d30…c2 --member 4"],
    async run({ options, operands, io }) {
      const alertId = alertIdOf(operands[0]);
      const memberId = memberOf("member", options.member);
      const handed = await (await openClient(options, io)).forwardAlert(alertId, memberId);
      return printShown(io, handed, () => `It is on its way to member ${memberId}.`);
    },
  }),
  command({
    name: "alert partners",
    summary: "Show how often each member's alerts were right, what they add, and how fast it answers.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    examples: ["alert partners"],
    run: async ({ options, io }) =>
      printAll(io, await (await openClient(options, io)).listAlertPartners(), ALERT_PARTNER_COLUMNS),
  }),
  command({
    name: "alert counters",
    summary: "Show counts of a month, ours as they may be told and those that others told; or tell a member ours.",
    operands: "MONTH",
    count: [1, 1],
    options: {
      share: { type: "string", value: "MEMBER", help: "Tell this member, once for good." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["alert counters 2026-10", "alert counters 2026-10 --share 2"],
    async run({ options, operands, io }) {
      const [month = ""] = operands;
      const client = await openClient(options, io);
      if (options.share !== undefined) {
        const memberId = memberOf("share", options.share);
        return printShown(
          io,
          await client.shareAlertCounters({ memberId, month }),
          () => `Member ${memberId} is told.`,
        );
      }
      const { items } = await client.listAlertCounters(month);
      const rows = items.flatMap(({ memberId, rows: of }) => of.map((row) => ({ memberId, ...row })));
      return printAll(io, { items: rows }, COUNTER_COLUMNS);
    },
  }),
];
