import type { Dossier, Paper, Report } from "../../src/index.ts";
import { verifyDossier } from "../../src/index.ts";
import { command, type Invocation } from "../command.ts";
import { CliError } from "../errors.ts";
import { EXIT_OF_FINDING, type ExitName, exitCodeOf, worstOf } from "../exit-codes.ts";
import { type Failure, failureOf } from "../failure.ts";
import { loadTrust } from "../files/load-trust.ts";
import { readInput } from "../files/read-file.ts";
import { recognise } from "../files/recognise.ts";
import { isAskingGateway, openClient } from "../gateway/open-client.ts";
import type { Io } from "../io.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";
import { type Judged, reportLines, titleOf } from "../output/report.ts";

const OPTIONS = {
  trust: {
    type: "string",
    value: "FILE",
    help: "What is pinned; SEALANE_TRUST or ~/.config/sealane/trust.json by default.",
  },
  ...GATEWAY_OPTIONS,
} as const;

export const verify = command({
  name: "verify",
  summary: "Check papers: genuine, anchored, current, by an accredited issuer.",
  operands: "FILE…",
  count: [1, 10_000],
  options: OPTIONS,
  about: [
    "Without --gateway a dossier is judged by the evidence it carries and by what you pinned: no network is used, and what happened after the evidence's block cannot show. With --gateway (it must be given here; SEALANE_URL alone does not send papers anywhere) the gateway judges by what the chain says now.",
    "Files are told by their content; - reads stdin. Of several files the gravest result decides the exit code.",
  ],
  examples: [
    "verify bill.sealane.json",
    "verify --trust consortium.json *.sealane.json",
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

type Judge = (subject: { dossier: Dossier } | { paper: Paper }) => Promise<Judged>;
type Result = { readonly file: string; readonly exit: ExitName } & ({ judged: Judged } | { failure: Failure });

async function judgeBy(options: Invocation<typeof OPTIONS>["options"], io: Io): Promise<Judge> {
  if (isAskingGateway(options)) {
    if (options.trust !== undefined) throw new CliError("USAGE_INVALID", "Give --trust or --gateway, not both.");
    const client = await openClient(options, io);
    return async (subject) => {
      const body = "dossier" in subject ? subject.dossier : subject.paper;
      return judgedOf(
        (await client.verify(body)).reports,
        "dossier" in subject ? subject.dossier.papers : [subject.paper],
      );
    };
  }
  const trust = await loadTrust(options.trust, io);
  return async (subject) => {
    if ("paper" in subject) {
      throw new CliError("PAPER_WITHOUT_EVIDENCE", "A paper alone carries no evidence. Ask a gateway: --gateway URL.");
    }
    const { verdict, code, block, papers } = verifyDossier(subject.dossier, trust);
    return {
      verdict,
      code,
      block,
      reports: papers,
      titles: subject.dossier.papers.map(({ statement }) => titleOf(statement)),
    };
  };
}

/** The gravest report of several, as a verdict on the whole. */
function judgedOf(reports: readonly Report[], papers: readonly Paper[]): Judged {
  const worst = ["invalid", "unknown", "valid"].flatMap((verdict) =>
    reports.filter((one) => one.verdict === verdict),
  )[0];
  if (!worst) throw new CliError("FILE_NOT_DOSSIER", "The gateway found no paper in it.");
  const { verdict, code, block } = worst;
  return { verdict, code, block, reports, titles: papers.map(({ statement }) => titleOf(statement)) };
}

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
