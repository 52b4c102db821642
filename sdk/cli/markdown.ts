import type { Command, Option } from "./command.ts";
import { byCode, helpText, optionText, usageOf } from "./help.ts";
import { COMMON_OPTIONS } from "./options.ts";

/** Where in docs/command-line.md the generated part begins and ends. */
export const MARKERS = ["<!-- generated from sdk/cli: begin -->", "<!-- generated from sdk/cli: end -->"] as const;

/** The reference part of docs/command-line.md: every exit code and every command. */
export function commandLineMarkdown(commands: readonly Command[]): string {
  return [
    "## Exit codes",
    "",
    "| code | name | meaning |",
    "| --- | --- | --- |",
    ...byCode().map(({ code, name, meaning }) => `| ${code} | \`${name}\` | ${meaning} |`),
    "",
    "## Commands",
    "",
    "Every command also takes these:",
    "",
    ...optionRows(COMMON_OPTIONS),
    ...commands.flatMap(commandLines),
  ].join("\n");
}

const commandLines = (command: Command): string[] => [
  "",
  `### \`sealane ${command.name}\``,
  "",
  command.summary,
  "",
  "```sh",
  usageOf(command),
  "```",
  "",
  ...optionRows(command.options),
  ...(command.about ?? []).flatMap((paragraph) => ["", paragraph]),
  "",
  "For example:",
  "",
  "```sh",
  ...command.examples.map((example) => `sealane ${example}`),
  "```",
];

function optionRows(options: Readonly<Record<string, Option>>): string[] {
  const rows = Object.entries(options).map(([name, row]) => `| \`${optionText(name, row)}\` | ${helpText(row)} |`);
  return rows.length === 0 ? ["It takes no other options."] : ["| option | meaning |", "| --- | --- |", ...rows];
}
