import { type Amount, type NewLaneSettings, OUTCOME_RESULTS, QUEUE_STATES } from "../../../client/index.ts";
import { LANES, type LaneName, parseJson } from "../../../src/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import { momentOf } from "../../numbers.ts";
import { oneOf } from "../../one-of.ts";
import { documentIdOf, nameOf, namesOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { assessmentText, figuresText, QUEUE_COLUMNS, settingsText } from "../../output/lanes.ts";
import { printShown } from "../../output/lines.ts";
import { printPage } from "../../output/page.ts";
import { explainedText } from "../../output/profiles.ts";

const NOTE = { note: { type: "string", value: "TEXT", help: "A note; none by default." } } as const;
const laneOf = (text: string | undefined): LaneName => nameOf("lane", text, LANES);

/** An amount as it is typed: `duty=120.50EUR`. @throws CliError USAGE_INVALID. */
function amountOf(text: string): Amount {
  const [, sort, amount, currency] = /^([^=]+)=(-?\d+(?:\.\d+)?)([A-Z]{3})$/.exec(text) ?? [];
  if (sort !== undefined && amount !== undefined && currency !== undefined) return { sort, amount, currency };
  throw new CliError("USAGE_INVALID", "--amount is a sort, an amount and a currency, such as duty=120.50EUR.");
}

export const LANE_COMMANDS: readonly Command[] = [
  command({
    name: "lane queue",
    summary: "List declarations in their lanes, who waits longest first.",
    operands: "",
    count: [0, 0],
    options: {
      lane: { type: "string", value: "LANE", help: `One of ${namesOf(LANES)}; all by default.` },
      office: { type: "string", value: "CODE", help: "Of this customs office." },
      state: { type: "string", value: "STATE", help: `One of ${QUEUE_STATES.join(", ")}; waiting by default.` },
      ...PAGE_OPTIONS,
      ...GATEWAY_OPTIONS,
    },
    examples: ["lane queue --lane red --office NLRTM"],
    async run({ options, io }) {
      const { lane, office, state } = options;
      const query = {
        ...pagingOf(options),
        ...(lane !== undefined && { lane: laneOf(lane) }),
        ...(office !== undefined && { office }),
        ...(state !== undefined && { state: oneOf("state", state, QUEUE_STATES) }),
      };
      return printPage(io, await (await openClient(options, io)).listQueue(query), QUEUE_COLUMNS);
    },
  }),
  command({
    name: "lane show",
    summary: "Show which lane a declaration goes and why, its checklist and its outcomes.",
    operands: "DOCUMENT_ID",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["lane show 9d30…c2"],
    async run({ options, operands, io }) {
      const documentId = documentIdOf(operands[0]);
      return printShown(io, await (await openClient(options, io)).getAssessment(documentId), assessmentText);
    },
  }),
  command({
    name: "lane explain",
    summary: "Show why each profile in force hits a declaration or does not, condition by condition.",
    operands: "DOCUMENT_ID",
    count: [1, 1],
    options: {
      profile: { type: "string", value: "NAME", help: "This one alone, in force or not." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["lane explain 9d30…c2 --profile cheap-cars"],
    async run({ options, operands, io }) {
      const { profile } = options;
      const query = profile === undefined ? {} : { name: profile };
      const client = await openClient(options, io);
      return printShown(io, await client.explainProfiles(documentIdOf(operands[0]), query), explainedText);
    },
  }),
  command({
    name: "lane reroute",
    summary: "Send a declaration to another lane; the reason stands in its decision.",
    operands: "DOCUMENT_ID LANE",
    count: [2, 2],
    options: { reason: { type: "string", value: "TEXT", help: "Why." }, ...GATEWAY_OPTIONS },
    examples: ["lane reroute 9d30…c2 yellow --reason Inspected-at-loading"],
    async run({ options, operands, io }) {
      const { reason } = options;
      if (reason === undefined) throw new CliError("USAGE_INVALID", "Say why: --reason TEXT.");
      const [documentId, lane] = [documentIdOf(operands[0]), laneOf(operands[1])];
      const client = await openClient(options, io);
      return printShown(io, await client.rerouteDeclaration(documentId, { lane, reason }), assessmentText);
    },
  }),
  command({
    name: "lane step",
    summary: "Note a step of a declaration's checklist as done.",
    operands: "DOCUMENT_ID STEP",
    count: [2, 2],
    options: { ...NOTE, ...GATEWAY_OPTIONS },
    examples: ["lane step 9d30…c2 identity-checked"],
    async run({ options, operands, io }) {
      const step = { step: operands[1] ?? "", note: options.note ?? "" };
      const client = await openClient(options, io);
      return printShown(io, await client.markStep(documentIdOf(operands[0]), step), assessmentText);
    },
  }),
  command({
    name: "lane outcome",
    summary: "Record what an inspection, a check or an audit found.",
    operands: "DOCUMENT_ID",
    count: [1, 1],
    options: {
      result: { type: "string", value: "RESULT", help: `One of ${OUTCOME_RESULTS.join(", ")}.` },
      finding: { type: "string", value: "CODE", multiple: true, help: "What was found, such as undervaluation." },
      amount: { type: "string", value: "AMOUNT", multiple: true, help: "Such as duty=120.50EUR." },
      attach: {
        type: "string",
        value: "DOCUMENT_ID",
        multiple: true,
        help: "A document that is held there, such as a photo.",
      },
      ...NOTE,
      ...GATEWAY_OPTIONS,
    },
    examples: ["lane outcome 9d30…c2 --result wrong --finding undervaluation --amount duty=120.50EUR"],
    async run({ options, operands, io }) {
      const outcome = {
        result: oneOf("result", options.result, OUTCOME_RESULTS),
        findings: options.finding ?? [],
        amounts: (options.amount ?? []).map(amountOf),
        attachments: (options.attach ?? []).map(documentIdOf),
        note: options.note ?? "",
      };
      const client = await openClient(options, io);
      return printShown(io, await client.recordOutcome(documentIdOf(operands[0]), outcome), assessmentText);
    },
  }),
  command({
    name: "lane release",
    summary: "Release a declaration whose checklist is done.",
    operands: "DOCUMENT_ID",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["lane release 9d30…c2"],
    async run({ options, operands, io }) {
      const client = await openClient(options, io);
      return printShown(io, await client.releaseDeclaration(documentIdOf(operands[0])), assessmentText);
    },
  }),
  command({
    name: "lane settings",
    summary: "Show rates, capacities and checklists of the lanes.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    examples: ["lane settings --json"],
    async run({ options, io }) {
      return printShown(io, await (await openClient(options, io)).getLaneSettings(), settingsText);
    },
  }),
  command({
    name: "lane set",
    summary: "Put new settings in force for what is decided from now on.",
    operands: "FILE",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    about: ["The file has `settings`, and `checklists` where they change; `lane settings --json` shows both."],
    examples: ["lane set lanes.json"],
    async run({ options, operands, io }) {
      const given = parseJson(await readInput(operands[0] ?? "", io)) as unknown as NewLaneSettings;
      return printShown(io, await (await openClient(options, io)).setLaneSettings(given), settingsText);
    },
  }),
  command({
    name: "lane figures",
    summary: "Show time to release, inspection and hit rates by lane, office, profile, model and at random.",
    operands: "",
    count: [0, 0],
    options: {
      from: { type: "string", value: "MOMENT", help: "Decided from then on; 30 days before the end by default." },
      until: { type: "string", value: "MOMENT", help: "Decided before then; now by default." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["lane figures --from 2026-01-01"],
    async run({ options, io }) {
      const { from, until } = options;
      const query = {
        ...(from !== undefined && { fromSeconds: momentOf("from", from, io.now()) }),
        ...(until !== undefined && { untilSeconds: momentOf("until", until, io.now()) }),
      };
      return printShown(io, await (await openClient(options, io)).laneFigures(query), figuresText);
    },
  }),
];
