import { command } from "../command.ts";
import { EXIT_OF_FINDING, type ExitName, exitCodeOf, worstOf } from "../exit-codes.ts";
import { type Failure, failureOf } from "../failure.ts";
import { readInput } from "../files/read-file.ts";
import { recognise } from "../files/recognise.ts";
import type { Io } from "../io.ts";
import { type Judge, judgeBy } from "../judge-by.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";
import { type Judged, reportLines } from "../output/report.ts";

const OPTIONS = {
  trust: {
    type: "string",
    value: "FILE",
    help: "What is pinned; SEALANE_TRUST or ~/.config/sealane/trust.json by default.",
  },
  rpc: { type: "string", value: "URL,URL", help: "Nodes of the chain, to look for oneself; with --directory." },
  directory: { type: "string", value: "ADDRESS", help: "The consortium's directory on that chain." },
  ...GATEWAY_OPTIONS,
  gateway: { type: "string", value: "URL", help: "A gateway that judges; must be given here." },
} as const;

export const verify = command({
  name: "verify",
  summary: "Check papers: genuine, anchored, current, by an accredited issuer.",
  operands: "FILE…",
  count: [1, 10_000],
  options: OPTIONS,
  about: [
    "A dossier is judged by one of three: by the evidence it carries and by what you pinned (no network is used, and what happened after the evidence's block does not show); with --rpc by what the chain says now; with --gateway by what a gateway says of the chain now. SEALANE_URL alone sends papers nowhere.",
    "Files are told by their content; - reads stdin. Of several files the gravest result decides the exit code.",
  ],
  examples: [
    "verify bill.sealane.json",
    "verify --trust consortium.json *.sealane.json",
    "verify --rpc http://127.0.0.1:8545 --directory 0x5FbDB2315678afecb367f032d93F642f64180aa3 bill.sealane.json",
    "verify --gateway https://gateway.example --token-file token bill.sealane.json",
  ],
  async run({ options, operands, io }) {
    const judge = await judgeBy(options, io);
    const results: Result[] = [];
    for (const file of operands) {
      const result = await resultOf(file, judge, io);
      results.push(result);
      if (!io.json) show(result, results.length > 1, io);
    }
    const exit = worstOf(results.map((result) => result.exit));
    if (io.json) io.print(JSON.stringify({ exitCode: exitCodeOf(exit), files: results.map(asJson) }, null, 2));
    return exit;
  },
});

type Result = { readonly file: string; readonly exit: ExitName } & ({ judged: Judged } | { failure: Failure });

async function resultOf(file: string, judge: Judge, io: Io): Promise<Result> {
  try {
    const judged = await judge(recognise(await readInput(file, io), file));
    return { file, exit: EXIT_OF_FINDING[judged.code], judged };
  } catch (error) {
    const failure = failureOf(error);
    return { file, exit: failure.exit, failure };
  }
}

function show(result: Result, isLater: boolean, io: Io): void {
  if ("failure" in result) {
    const { code, message } = result.failure;
    io.note(`sealane: ${code}: ${printable(message)}\n`);
  } else {
    io.print([...(isLater ? [""] : []), ...reportLines(result.file, result.judged, io)].join("\n"));
  }
}

function asJson(result: Result): object {
  const { file, exit } = result;
  const named = { file, exit, exitCode: exitCodeOf(exit) };
  if ("failure" in result) {
    return { ...named, error: { code: result.failure.code, message: result.failure.message } };
  }
  const { verdict, code, block, reports } = result.judged;
  return { ...named, verdict, code, block, papers: reports };
}
