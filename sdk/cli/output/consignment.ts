import type { ConsignmentFinding, ConsignmentReport, Hex32 } from "../../src/index.ts";
import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { MARKS, paint } from "./colour.ts";
import { printable } from "./printable.ts";

/** How a command ends that judged a consignment. */
export const EXIT_OF_VERDICT: Readonly<Record<ConsignmentReport["verdict"], ExitName>> = {
  valid: "ok",
  invalid: "contradicted",
  unknown: "cannotCheck",
};

/** The lines about a consignment: the verdict, and every finding that says more than that papers agree. */
export function consignmentLines(report: ConsignmentReport, nameOf: (id: Hex32) => string, io: Io): string[] {
  const { word, colour } = MARKS[report.verdict];
  const shown = report.findings.filter(({ status }) => status !== "valid");
  const agreed = report.findings.length - shown.length;
  return [
    paint(`Consignment: ${word}`, colour, io.isColoured),
    ...shown.flatMap((finding) => findingLines(finding, nameOf, io)),
    `  ${agreed} comparisons agree, ${report.notChecked.length} checks had nothing to look at.`,
  ];
}

function findingLines(finding: ConsignmentFinding, nameOf: (id: Hex32) => string, io: Io): string[] {
  const { mark, colour } = MARKS[finding.status];
  const silent = finding.papers.filter((id) => !finding.values.some(({ documentId }) => documentId === id));
  return [
    `  ${paint(mark, colour, io.isColoured)} ${finding.code}  ${printable(finding.message)}`,
    ...finding.values.map(
      ({ documentId, fact, value }) => `      ${nameOf(documentId)}: ${fact} ${printable(JSON.stringify(value))}`,
    ),
    ...silent.map((id) => `      ${nameOf(id)}`),
  ];
}
