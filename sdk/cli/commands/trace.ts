import type { Trace, TracedPaper } from "../../client/index.ts";
import { kindByName } from "../../src/index.ts";
import { command } from "../command.ts";
import { openClient } from "../gateway/open-client.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { tableOf } from "../output/page.ts";
import { READING_COLUMNS } from "../output/reading.ts";
import { table } from "../output/table.ts";
import { timeText } from "../output/time.ts";
import { SUBJECT_OPTIONS, subjectOf } from "../trace-subject.ts";

const OPTIONS = {
  ...SUBJECT_OPTIONS,
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
