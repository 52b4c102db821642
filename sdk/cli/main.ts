#!/usr/bin/env node
import { COMMANDS } from "./commands.ts";
import { type ExitName, exitCodeOf } from "./exit-codes.ts";
import { failureOf } from "./failure.ts";
import { helpOf, overview } from "./help.ts";
import { createIo, type Io } from "./io.ts";
import { printable } from "./output/printable.ts";
import { parseArguments } from "./parse-arguments.ts";

/** Runs one command line. Everything that goes wrong ends here, as one line and one exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const io = createIo(process, argv.includes("--json"));
  try {
    const exit = await run(argv, io);
    return typeof exit === "number" ? exit : exitCodeOf(exit);
  } catch (error) {
    const failure = failureOf(error);
    const exitCode = exitCodeOf(failure.exit);
    const { code, message } = failure;
    io.note(
      io.json
        ? `${JSON.stringify({ error: { code, message, exitCode } })}\n`
        : `sealane: ${code}: ${printable(message)}\n`,
    );
    return exitCode;
  }
}

async function run(argv: readonly string[], io: Io): Promise<ExitName | number> {
  if (argv.length === 0 || argv[0] === "--help" || argv[0] === "help") {
    io.print(overview(COMMANDS));
    return argv.length === 0 ? "usage" : "ok";
  }
  const { command, options, operands } = parseArguments(argv, COMMANDS);
  if (options.help) {
    io.print(helpOf(command));
    return "ok";
  }
  return command.run({ options, operands, io });
}

// A reader that closed the pipe (`sealane trace … | head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
