import { REQUEST_STANDINGS } from "../../../client/index.ts";
import { REFUSAL_REASONS } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { CHANGE_OPTIONS, carryOut } from "../../gateway/carry-out.ts";
import { openClient } from "../../gateway/open-client.ts";
import { idOf, memberOf, nameOf, namesOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { printPage } from "../../output/page.ts";
import { REQUEST_COLUMNS, requestText } from "../../output/sharing.ts";
import { DIRECTION_OPTION, listQueryOf, standingOptions } from "./listing.ts";
import { ABOUT_OPTIONS, aboutOf, GIVING_OPTIONS, givingOf, purposeOf, scopeOf } from "./said.ts";

export const REQUEST_COMMANDS = [
  command({
    name: "request make",
    summary: "Ask another member for a paper, or for its papers of a consignment.",
    operands: "",
    count: [0, 0],
    options: {
      holder: { type: "string", value: "MEMBER", help: "The member that is asked, by its number." },
      purpose: { type: "string", value: "NAME", help: "What it is for." },
      case: { type: "string", value: "NUMBER", help: "The case it is needed for; only the holder sees it." },
      note: { type: "string", value: "TEXT", help: "What else to tell the holder." },
      ...{ ...ABOUT_OPTIONS, ...CHANGE_OPTIONS },
    },
    examples: ["request make --holder 1 --consignment 5SG123 --scope goods --purpose risk-assessment --case 2026-17"],
    async run({ options, io }) {
      if (options.case === undefined) throw new CliError("USAGE_INVALID", "Give the case's number: --case.");
      const asked = {
        ...{ about: aboutOf(options), scope: scopeOf(options), purpose: purposeOf(options.purpose) },
        ...{ holder: memberOf("holder", options.holder), caseNumber: options.case, note: options.note ?? "" },
      };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.makeRequest(asked, key),
        (it) => it.requestId,
      );
    },
  }),
  command({
    name: "request list",
    summary: "List who asks for which papers, and what was answered.",
    operands: "",
    count: [0, 0],
    options: { ...DIRECTION_OPTION, ...standingOptions(REQUEST_STANDINGS) },
    examples: ["request list --direction received --standing open"],
    run: async ({ options, io }) =>
      printPage(
        io,
        await (await openClient(options, io)).listRequests(listQueryOf(options, REQUEST_STANDINGS)),
        REQUEST_COLUMNS,
      ),
  }),
  command({
    name: "request show",
    summary: "Show a request, with what was said beside the chain.",
    operands: "REQUEST_ID",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["request show 40be…11"],
    async run({ options, operands, io }) {
      const requestId = idOf("request id", operands[0]);
      return printShown(io, await (await openClient(options, io)).getRequest(requestId), requestText);
    },
  }),
  command({
    name: "request grant",
    summary: "Answer a request with a grant, as asked or narrower.",
    operands: "REQUEST_ID",
    count: [1, 1],
    options: { scope: ABOUT_OPTIONS.scope, field: ABOUT_OPTIONS.field, ...GIVING_OPTIONS, ...CHANGE_OPTIONS },
    examples: ["request grant 40be…11 --until 2026-12-31"],
    async run({ options, operands, io }) {
      const requestId = idOf("request id", operands[0]);
      const isNamed = options.scope !== undefined || options.field !== undefined;
      const giving = { ...givingOf(options, io), ...(isNamed && { scope: scopeOf(options) }) };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.grantRequest(requestId, giving, key),
        (it) => it.grantId,
      );
    },
  }),
  command({
    name: "request refuse",
    summary: "Refuse a request for good.",
    operands: "REQUEST_ID",
    count: [1, 1],
    options: {
      reason: { type: "string", value: "NAME", help: `Why: ${namesOf(REFUSAL_REASONS)}.` },
      ...CHANGE_OPTIONS,
    },
    examples: ["request refuse 40be…11 --reason no-legal-basis"],
    async run({ options, operands, io }) {
      const requestId = idOf("request id", operands[0]);
      const reason = nameOf("reason", options.reason, REFUSAL_REASONS);
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.refuseRequest(requestId, reason, key),
        (it) => it.requestId,
      );
    },
  }),
];
