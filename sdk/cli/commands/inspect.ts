import { type ConsignmentReport, KINDS, kindByName } from "../../src/index.ts";
import { loadCodeLists } from "../codes/code-lists.ts";
import { command } from "../command.ts";
import { type ExitName, exitCodeOf, worstOf } from "../exit-codes.ts";
import { type Failure, failureOf } from "../failure.ts";
import { readInput } from "../files/read-file.ts";
import { type Inspected, inspectFile } from "../inspect/inspect-file.ts";
import { judgeTogether } from "../inspect/together.ts";
import type { Io } from "../io.ts";
import { nameOf } from "../operands.ts";
import { MARKS, paint } from "../output/colour.ts";
import { consignmentLines, EXIT_OF_VERDICT } from "../output/consignment.ts";
import { printable } from "../output/printable.ts";

const OPTIONS = {
  kind: { type: "string", value: "KIND", help: "What the papers are, for originals that do not say it." },
  together: { type: "boolean", help: "Also judge whether the papers agree, as those of one consignment." },
} as const;

export const inspect = command({
  name: "inspect",
  summary: "Say what papers are and state: format, kind, facts and what is amiss, without a gateway.",
  operands: "FILE…",
  count: [1, 10_000],
  options: OPTIONS,
  about: [
    "Files are told by their content; - reads stdin. Nothing is sent anywhere. Codes are compared with the lists that `sealane codes import` keeps.",
    "What is amiss in a paper does not change the exit code: it is 0 where every file is recognised.",
  ],
  examples: ["inspect declaration.xml", "inspect --json bill.json manifest.edi", "inspect --together *.json *.xml"],
  async run({ options, operands, io }) {
    const kind = options.kind === undefined ? undefined : nameOf("kind", options.kind, KINDS);
    const lists = await loadCodeLists(io);
    const results: Result[] = [];
    for (const file of operands) {
      try {
        results.push({ file, exit: "ok", inspected: inspectFile(await readInput(file, io), kind, lists) });
      } catch (error) {
        const failure = failureOf(error);
        results.push({ file, exit: failure.exit, failure });
      }
    }
    const read = results.flatMap((result) => ("inspected" in result ? [result.inspected] : []));
    const report = options.together ? judgeTogether(read) : undefined;
    const exit = worstOf([...results.map((one) => one.exit), ...(report ? [EXIT_OF_VERDICT[report.verdict]] : [])]);
    if (io.json) io.print(JSON.stringify(asJson(results, exit, report), null, 2));
    else show(results, report, io);
    return exit;
  },
});

type Result = { readonly file: string; readonly exit: ExitName } & ({ inspected: Inspected } | { failure: Failure });

function asJson(results: readonly Result[], exit: ExitName, together: ConsignmentReport | undefined): object {
  const files = results.map((result) => {
    const named = { file: result.file, exit: result.exit, exitCode: exitCodeOf(result.exit) };
    if ("inspected" in result) return { ...named, ...result.inspected };
    return { ...named, error: { code: result.failure.code, message: result.failure.message } };
  });
  return { exitCode: exitCodeOf(exit), files, ...(together && { together }) };
}

function show(results: readonly Result[], report: ConsignmentReport | undefined, io: Io): void {
  const names = new Map<string, string>();
  for (const result of results) {
    if ("failure" in result) {
      io.note(`sealane: ${printable(result.file)}: ${result.failure.code}: ${printable(result.failure.message)}\n`);
    } else {
      names.set(result.inspected.sha256, printable(result.file));
      io.print(fileLines(result.file, result.inspected, io).join("\n"));
    }
  }
  if (report) io.print(consignmentLines(report, (id) => names.get(id) ?? id, io).join("\n"));
}

function fileLines(file: string, { format, kind, mediaType, facts, findings, codes }: Inspected, io: Io): string[] {
  const amiss = codes.filter(({ verdict }) => verdict === "invalid");
  const open = codes.filter(({ verdict }) => verdict === "unknown").length;
  const mark = paint(MARKS.invalid.mark, MARKS.invalid.colour, io.isColoured);
  return [
    `${printable(file)}: ${kind === null ? "a paper of a kind it does not say" : kindByName(kind).title}, ${format}, ${printable(mediaType)}`,
    ...Object.entries(facts).map(([name, value]) => `  ${name.padEnd(20)} ${printable(textOf(value))}`),
    ...findings.map(({ code, message }) => `  ${mark} ${code}  ${printable(message)}`),
    ...amiss.map(({ code, fact, value, message }) => `  ${mark} ${code}  ${fact} ${printable(value)}: ${message}`),
    ...(open === 0 ? [] : [`  ${open} codes could not be checked; see --json.`]),
  ];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
