import type { Command, Option } from "./command.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { COMMON_OPTIONS } from "./options.ts";

const WIDTH = 100;

/** How a command is called, in one line. */
export const usageOf = ({ name, operands, options }: Command): string =>
  ["sealane", name, operands, Object.keys(options).length > 0 ? "[OPTIONS]" : ""]
    .filter((part) => part !== "")
    .join(" ");

/** An option as it is written, with what stands for its value. */
export const optionText = (name: string, { value }: Option): string => (value ? `--${name} ${value}` : `--${name}`);

/** All commands in a line each. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    "Prove and check the paperwork of trade.",
    "",
    "Usage: sealane COMMAND [OPTIONS]",
    "",
    ...columns(rows),
    "",
    "sealane COMMAND --help tells more. Every command takes --json. Exit codes:",
    "",
    ...columns(byCode().map(({ code, meaning }) => [String(code), meaning])),
  ].join("\n");
}

/** Everything about one command. */
export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS } as Record<string, Option>);
  return [
    command.summary,
    "",
    `Usage: ${usageOf(command)}`,
    "",
    ...columns(options.map(([name, option]) => [optionText(name, option), helpText(option)])),
    ...(command.about ?? []).flatMap((paragraph) => ["", ...wrapped(paragraph, WIDTH)]),
    "",
    "Examples:",
    ...command.examples.map((example) => `  sealane ${example}`),
  ].join("\n");
}

/** An option's help, with whether it may be repeated. */
export const helpText = ({ help, multiple }: Option): string => (multiple ? `${help} May be repeated.` : help);

/** The exit codes by number. */
export const byCode = () => [...EXIT_CODES].sort((a, b) => a.code - b.code);

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const left = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, text]) =>
    wrapped(text, WIDTH - left - 4).map((line, index) => `  ${(index === 0 ? name : "").padEnd(left)}  ${line}`),
  );
}

function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
