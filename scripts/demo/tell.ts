import type { Hex32, Report } from "@sealane/sdk";

/** The first digits of a digest: enough to follow it through the story. */
export const short = (digest: Hex32): string => `${digest.slice(0, 10)}…`;

/** A heading of the story. */
export const chapter = (title: string): void => say(`\n${title}`);

/** A line of the story. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** UTC time of Unix seconds. */
export const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000", "");

/** A verdict in a line, with the sentence of the finding that decided it. */
export function sayReport(title: string, { verdict, code, findings }: Report): void {
  const mark = { valid: "✓", invalid: "✗", unknown: "?" }[verdict];
  const decisive = findings.find((finding) => finding.code === code);
  say(`  ${mark} ${title}: ${verdict}${code === "OK" ? "" : ` (${code})`}${decisive ? `. ${decisive.message}` : ""}`);
}
