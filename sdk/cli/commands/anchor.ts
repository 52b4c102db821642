import { kindByName } from "../../src/index.ts";
import { type Anchoring, awaitRows, type Row, sendFiles } from "../anchor/anchor-files.ts";
import { findFiles } from "../anchor/find-files.ts";
import { openState, statePathOf } from "../anchor/state.ts";
import { command, type Invocation } from "../command.ts";
import { exitCodeOf, worstOf } from "../exit-codes.ts";
import { gatewayUrlOf, openClient } from "../gateway/open-client.ts";
import type { Io } from "../io.ts";
import { wholeNumberOf } from "../numbers.ts";
import { documentIdOf } from "../operands.ts";
import { GATEWAY_OPTIONS, timeoutOf, WAIT_OPTIONS } from "../options.ts";
import { startProgress } from "../output/progress.ts";
import { table } from "../output/table.ts";

const OPTIONS = {
  kind: { type: "string", value: "NAME", help: "The kind, where a file does not say it itself." },
  consignment: { type: "string", value: "UCR", help: "The consignment; a file's own UCR by default." },
  "derived-from": {
    type: "string",
    value: "DOCUMENT_ID",
    multiple: true,
    help: "A document that these were made from, on transshipment or re-export.",
  },
  concurrency: { type: "string", value: "COUNT", help: "How many files are sent at once; 4 by default." },
  state: {
    type: "string",
    value: "FILE",
    help: "Where to keep what was sent; .sealane-anchor.json beside by default.",
  },
  ...WAIT_OPTIONS,
  ...GATEWAY_OPTIONS,
} as const;

export const anchor = command({
  name: "anchor",
  summary: "Hand files to a gateway and wait until the chain has them.",
  operands: "FILE|FOLDER…",
  count: [1, 10_000],
  options: OPTIONS,
  about: [
    "Of a folder all files below it are taken, but hidden ones. Facts for an original that cannot be read, such as a scan, lie beside it as ORIGINAL.facts.json.",
    "Interrupted, the same command goes on where it stopped: a file is known by its bytes and never anchored twice. Progress goes to stderr, the table of results to stdout.",
  ],
  examples: [
    "anchor bill.json --gateway https://gateway.example --token-file token",
    "anchor papers/ --consignment 5SG123 --concurrency 8",
    "anchor scan.pdf --kind inspection-report --no-wait",
  ],
  async run({ options, operands, io }) {
    const timeoutSeconds = timeoutOf(options);
    const files = await findFiles(operands);
    const anchoring = await prepare(options, operands[0] ?? ".", io);
    const rows = await sendFiles(files, anchoring);
    if (!options["no-wait"]) await awaitRows(rows, anchoring, timeoutSeconds);
    anchoring.progress.end();
    // Asked not to wait, a paper that waits is no failure.
    const exits = rows.map(({ state, exit }) => (options["no-wait"] && state === "waiting" ? "ok" : exit));
    const exit = worstOf(exits);
    io.print(
      io.json ? JSON.stringify({ exitCode: exitCodeOf(exit), files: rows.map(asJson) }, null, 2) : asTable(rows),
    );
    return exit;
  },
});

async function prepare(options: Invocation<typeof OPTIONS>["options"], first: string, io: Io): Promise<Anchoring> {
  const { kind, consignment } = options;
  const links = (options["derived-from"] ?? []).map(
    (id) => ({ documentId: documentIdOf(id), relation: "derivedFrom" }) as const,
  );
  return {
    client: await openClient(options, io),
    state: await openState(options.state ?? (await statePathOf(first)), gatewayUrlOf(options, io)),
    said: {
      ...(kind !== undefined && { kind: kindByName(kind).name }),
      ...(consignment !== undefined && { consignment }),
      ...(links.length > 0 && { links }),
    },
    atOnce: wholeNumberOf("concurrency", options.concurrency, { initial: 4, min: 1, max: 64 }),
    progress: startProgress(io),
    io,
  };
}

const asJson = ({ exit, ...row }: Row): object => ({ ...row, exitCode: exitCodeOf(exit) });

const asTable = (rows: readonly Row[]): string =>
  table(
    ["FILE", "STATE", "DOCUMENT", "BLOCK", "NOTE"],
    rows.map((row) => [row.file, row.state, row.documentId ?? "", String(row.blockNumber ?? ""), row.note]),
  );
