import type { Trace, TracedPaper, TraceSubject } from "../../client/index.ts";
import { kindByName } from "../../src/index.ts";
import { command, type Invocation } from "../command.ts";
import { CliError } from "../errors.ts";
import { openClient } from "../gateway/open-client.ts";
import { documentIdOf } from "../operands.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { tableOf } from "../output/page.ts";
import { READING_COLUMNS } from "../output/reading.ts";
import { table } from "../output/table.ts";
import { timeText } from "../output/time.ts";

const OPTIONS = {
  consignment: { type: "string", value: "UCR", help: "By the consignment's reference." },
  container: { type: "string", value: "NUMBER", help: "By a container of papers that can be read here." },
  number: { type: "string", value: "NUMBER", help: "By a document's own number." },
  document: { type: "string", value: "DOCUMENT_ID", help: "By one of its documents." },
  readings: { type: "boolean", help: "Also who read each paper; for auditors, as the issuers' gateways show it now." },
  ...GATEWAY_OPTIONS,
} as const;

export const trace = command({
  name: "trace",
  summary: "List every anchored paper of a consignment, of every member, in the chain's order.",
  operands: "",
  count: [0, 0],
  options: OPTIONS,
  about: ["Give exactly one of --consignment, --container, --number and --document."],
  examples: ["trace --consignment 5SG123", "trace --container MSCU1234566 --json"],
  async run({ options, io }) {
    const subject = subjectOf(options);
    const client = await openClient(options, io);
    const found = await client.trace(subject, { readings: options.readings ?? false });
    const { block, papers } = found;
    if (io.json) io.print(JSON.stringify(found, null, 2));
    else if (papers.length === 0) io.print(`No paper is anchored, as of block ${block.number}.`);
    else io.print(`${table(HEAD, papers.map(cellsOf))}\n\n${papers.length} papers as of block ${block.number}.`);
    if (!io.json && options.readings) io.print(readingsText(found));
    return "ok";
  },
});

function subjectOf({ consignment, container, number, document }: Invocation<typeof OPTIONS>["options"]): TraceSubject {
  const subjects: TraceSubject[] = [
    ...(consignment === undefined ? [] : [{ consignment }]),
    ...(container === undefined ? [] : [{ container }]),
    ...(number === undefined ? [] : [{ documentNumber: number }]),
    ...(document === undefined ? [] : [{ documentId: documentIdOf(document) }]),
  ];
  const [subject] = subjects;
  if (subject && subjects.length === 1) return subject;
  throw new CliError("USAGE_INVALID", "Give exactly one of --consignment, --container, --number and --document.");
}

function readingsText({ papers, notReached = [] }: Trace): string {
  const readings = papers.flatMap((paper) => paper.readings ?? []);
  const list = tableOf(readings, READING_COLUMNS);
  const gaps =
    notReached.length === 0 ? "" : `\n\nNot reached, so readings may be missing: member ${notReached.join(", ")}.`;
  return `\n${list}${gaps}`;
}

const HEAD = ["TIME", "BLOCK", "KIND", "NUMBER", "ISSUER", "STANDING", "BUILDS ON", "DOCUMENT"];

function cellsOf(paper: TracedPaper): string[] {
  const { kind, kindCode, documentNumber, isReadable, standing, reason, links } = paper;
  return [
    timeText(paper.timeSeconds),
    String(paper.blockNumber),
    kind === null ? `code ${kindCode}` : kindByName(kind).title,
    documentNumber ?? (isReadable ? "" : "(not readable here)"),
    String(paper.issuer),
    reason === null ? standing : `${standing} (${reason})`,
    links.map((link) => link.documentId.slice(0, 8)).join(" "),
    paper.documentId,
  ];
}
