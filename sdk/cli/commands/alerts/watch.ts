import { MATCH_RESULTS } from "../../../client/index.ts";
import { FEEDBACK_STATES } from "../../../src/index.ts";
import { type Command, command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { oneOf } from "../../one-of.ts";
import { documentIdOf, idOf, nameOf, namesOf, numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { MATCH_COLUMNS } from "../../output/alerts.ts";
import { printShown } from "../../output/lines.ts";
import { printPage } from "../../output/page.ts";

export const WATCH_COMMANDS: readonly Command[] = [
  command({
    name: "watch list",
    summary: "List our documents that meet alerts, and what came of it.",
    operands: "",
    count: [0, 0],
    options: {
      alert: { type: "string", value: "ALERT_ID", help: "Only what meets this alert." },
      document: { type: "string", value: "DOCUMENT_ID", help: "Only what this document meets." },
      state: { type: "string", value: "NAME", help: `Only what is ${namesOf(FEEDBACK_STATES)}.` },
      ...PAGE_OPTIONS,
      ...GATEWAY_OPTIONS,
    },
    examples: ["watch list --state matched"],
    async run({ options, io }) {
      const { alert, document, state } = options;
      const query = {
        ...pagingOf(options),
        ...(alert !== undefined && { alertId: idOf("alert id", alert) }),
        ...(document !== undefined && { documentId: documentIdOf(document) }),
        ...(state !== undefined && { state: nameOf("state", state, FEEDBACK_STATES) }),
      };
      return printPage(io, await (await openClient(options, io)).listAlertMatches(query), MATCH_COLUMNS);
    },
  }),
  command({
    name: "watch result",
    summary: "Say what came of a match; the alert's issuer is told, and nothing of the document.",
    operands: "MATCH STATE",
    count: [2, 2],
    options: {
      result: { type: "string", value: "TEXT", help: "For the issuer's people; without names or numbers." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["watch result 17 confirmed --result undervalued"],
    async run({ options, operands, io }) {
      const matchNumber = numberOf("A match", operands[0], "sealane watch list");
      const state = oneOf("state", operands[1], MATCH_RESULTS);
      const client = await openClient(options, io);
      const match = await client.settleAlertMatch(matchNumber, { state, result: options.result ?? null });
      return printShown(io, match, () => `Match ${matchNumber} is ${state}; member ${match.issuer} is told.`);
    },
  }),
];
