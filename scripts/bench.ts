import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { QUICK, type Row, THOROUGH } from "./bench/measure.ts";
import { openPeers } from "./bench/peers.ts";
import type { Suite } from "./bench/suite.ts";
import { anchoring } from "./bench/suites/anchor.ts";
import { batch } from "./bench/suites/batch.ts";
import { delivering } from "./bench/suites/deliver.ts";
import { gas } from "./bench/suites/gas.ts";
import { lookup } from "./bench/suites/lookup.ts";
import { matchingAlerts } from "./bench/suites/match-alerts.ts";
import { models } from "./bench/suites/model.ts";
import { parseEdifact } from "./bench/suites/parse-edifact.ts";
import { parseJson } from "./bench/suites/parse-json.ts";
import { parseXml } from "./bench/suites/parse-xml.ts";
import { prepare } from "./bench/suites/prepare.ts";
import { sealing } from "./bench/suites/seal.ts";
import { selecting } from "./bench/suites/select.ts";
import { tracing } from "./bench/suites/trace.ts";
import { verifyOffline } from "./bench/suites/verify.ts";

/** Every benchmark. To add one, add a row and a file beside the others. */
const SUITES: readonly Suite[] = [
  prepare,
  verifyOffline,
  batch,
  sealing,
  gas,
  anchoring,
  delivering,
  lookup,
  tracing,
  parseEdifact,
  parseXml,
  matchingAlerts,
  parseJson,
  models,
  selecting,
];

const HELP = `npm run bench -- [NAME…] [--json FILE] [--quick]
${SUITES.map(({ name, about }) => `  ${name.padEnd(15)}${about}`).join("\n")}
  --json FILE  also writes the rows as JSON: name, unit, median, min, max, runs, peer, ratio
  --quick      a smoke run of a minute, whose numbers say nothing`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "string" }, quick: { type: "boolean", default: false }, help: { type: "boolean" } },
  });
  const chosen = SUITES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (values.help || unknown.length > 0) {
    process.stderr.write(`${HELP}\n`);
    return unknown.length > 0 ? 2 : 0;
  }
  const opened = await openPeers();
  const peers = typeof opened === "string" ? undefined : opened;
  process.stderr.write(`${machine()}\n${typeof opened === "string" ? `${opened}\n` : ""}`);
  const rows: object[] = [];
  for (const { name, about, run } of chosen) {
    process.stdout.write(`\n${name}: ${about}\n`);
    const found = await run({ effort: values.quick ? QUICK : THOROUGH, peers, quick: values.quick });
    for (const row of found) process.stdout.write(`${lineOf(row)}\n`);
    rows.push(
      ...found.map((row) => ({
        ...row,
        name: `${name}: ${row.name}`,
        peer: row.peer ?? null,
        ratio: row.ratio ?? null,
      })),
    );
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  return 0;
}

function lineOf({ name, unit, median, min, max, runs, peer, ratio }: Row): string {
  const spread = `${short(min)} to ${short(max)}, ${runs} runs`;
  const beside = peer === undefined || ratio === undefined ? "" : `   ${ratio.toFixed(2)} × ${peer}`;
  return `  ${short(median).padStart(9)} ${unit.padEnd(13)} ${name}  (${spread})${beside}`;
}

const short = (value: number): string =>
  value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0, useGrouping: true });

function machine(): string {
  const [first] = cpus();
  return `${first?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}; rates are per second of CPU time of one process, "anchor" per second of time`;
}

process.exitCode = await main();
