import { parseArgs } from "node:util";
import type { Command, Options, Values } from "./command.ts";
import { CliError } from "./errors.ts";
import { COMMON_OPTIONS } from "./options.ts";

export interface Parsed {
  readonly command: Command;
  readonly options: Values<Options> & Values<typeof COMMON_OPTIONS>;
  readonly operands: readonly string[];
}

/**
 * The row that a command line names, with its options and operands.
 * @param argv Without node and script.
 * @throws CliError COMMAND_UNKNOWN, USAGE_INVALID.
 */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Parsed {
  const command = commandOf(argv, commands);
  const rest = argv.slice(command.name.split(" ").length);
  const { values, positionals } = parse(rest, { ...command.options, ...COMMON_OPTIONS });
  const [min, max] = command.count;
  if (values["help"] !== true && (positionals.length < min || positionals.length > max)) {
    const expected = command.operands === "" ? "no operands" : command.operands;
    throw usage(`${command.name} takes ${expected}; ${positionals.length} given`);
  }
  return { command, options: values as Parsed["options"], operands: positionals };
}

function commandOf(argv: readonly string[], commands: readonly Command[]): Command {
  const words = argv.slice(0, 2);
  const found = [words.join(" "), words[0]].flatMap((name) => commands.filter((row) => row.name === name))[0];
  if (found) return found;
  const siblings = commands.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
  const names = siblings.length > 0 ? siblings : [...new Set(commands.map(({ name }) => name.split(" ")[0]))];
  throw new CliError("COMMAND_UNKNOWN", `There is no such command. Take one of: ${names.join(", ")}.`);
}

function parse(args: readonly string[], options: Options): { values: Record<string, unknown>; positionals: string[] } {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: config,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    refuseRepeated(tokens, options);
    return { values: { ...values }, positionals };
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw usage(cause instanceof Error ? (cause.message.split(/[.\n]/)[0] ?? "") : String(cause), cause);
  }
}

/** Of an option given twice the last would silently win; which was meant is not ours to guess. */
function refuseRepeated(tokens: readonly { kind: string; name?: string }[], options: Options): void {
  const names = tokens.flatMap((token) => (token.kind === "option" && token.name !== undefined ? [token.name] : []));
  const repeated = names.find((name, i) => names.indexOf(name) !== i && options[name]?.multiple !== true);
  if (repeated !== undefined) throw usage(`--${repeated} is given twice`);
}

const usage = (problem: string, cause?: unknown): CliError =>
  new CliError("USAGE_INVALID", `${problem}. Try --help.`, cause);
