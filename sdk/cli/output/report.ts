import { type Finding, kindByName, type Report, readStatement } from "../../src/index.ts";
import type { Io } from "../io.ts";
import { MARKS, paint } from "./colour.ts";
import { printable } from "./printable.ts";
import { spanText, timeText } from "./time.ts";

/** What a check that found nothing to look at leaves open. A check that is not here leaves nothing open. */
const LEFT_OPEN: Readonly<Record<string, string>> = {
  originalMatches: "The original is not in the file, so it was not compared with the fields.",
  issuerAccredited: "Whether the issuer was accredited could not be looked at.",
  keySound: "Whether the key was stolen could not be looked at.",
  current: "Whether it still stands could not be looked at.",
  numberTagged: "The number is withheld, or tagged under a key that the gateway has not, so its tag was not compared.",
};

/** Reports of one source, with how old what they rest on is. */
export interface Judged {
  readonly verdict: Report["verdict"];
  readonly code: Report["code"];
  readonly block: Report["block"];
  readonly reports: readonly Report[];
  /** Titles of the papers, as far as known. */
  readonly titles: readonly string[];
}

/** The lines about one file: the verdict, every finding, what was left open, what to do, and the evidence's age. */
export function reportLines(name: string, judged: Judged, io: Io): string[] {
  const { word, colour } = MARKS[judged.verdict];
  const code = judged.code === "OK" ? "" : ` (${judged.code})`;
  const lines = [paint(`${printable(name)}: ${word}${code}`, colour, io.isColoured)];
  judged.reports.forEach((report, index) => {
    lines.push("", paperLine(report, judged.titles[index] ?? "Document"), ...findingLines(report.findings, io));
    lines.push(...leftOpen(report).map((sentence) => `  - Not checked: ${sentence}`));
  });
  const actions = [
    ...new Set(judged.reports.flatMap(({ findings }) => findings.flatMap(({ action }) => action ?? []))),
  ];
  if (actions.length > 0) lines.push("", "What to do:", ...actions.map((action) => `  ${printable(action)}`));
  return [...lines, "", ...ageLines(judged.block, io.now())];
}

const paperLine = (report: Report, title: string): string => `${title} ${report.documentId}`;

function findingLines(findings: readonly Finding[], io: Io): string[] {
  const width = Math.max(...findings.map(({ code }) => code.length));
  return findings.map(({ status, code, message }) => {
    const { mark, colour } = MARKS[status];
    return `  ${paint(mark, colour, io.isColoured)} ${printable(code).padEnd(width)}  ${printable(message)}`;
  });
}

/** Sentences on the checks that had nothing to look at and so leave something open. */
const leftOpen = ({ notChecked }: Report): string[] => notChecked.flatMap((check) => LEFT_OPEN[check] ?? []);

function ageLines({ number, timeSeconds }: Report["block"], now: number): string[] {
  const age = now - timeSeconds;
  const when = age < 0 ? `${spanText(age)} ahead of this machine's clock` : `${spanText(age)} ago`;
  return [
    `Evidence: as the chain stood at block ${number}, ${timeText(timeSeconds)} (${when}).`,
    ...(age > 3_600
      ? ["A withdrawal since then does not show here: ask the chain (--rpc) or a gateway (--gateway)."]
      : []),
  ];
}

/** The title of a statement's kind; `Document` for what cannot be read. */
export function titleOf(statement: string): string {
  try {
    return kindByName(readStatement(statement).claims.kind).title;
  } catch {
    return "Document";
  }
}
