import type { Client, ReadingsQuery, ReceiptAudit } from "../../client/index.ts";
import { command, type Invocation } from "../command.ts";
import { CliError } from "../errors.ts";
import type { ExitName } from "../exit-codes.ts";
import { openClient } from "../gateway/open-client.ts";
import type { Io } from "../io.ts";
import { wholeNumberOf } from "../numbers.ts";
import { documentIdOf, idOf } from "../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../options.ts";
import { printPage } from "../output/page.ts";
import { READING_COLUMNS } from "../output/reading.ts";
import { table } from "../output/table.ts";

const OPTIONS = {
  of: { type: "string", value: "MEMBER", help: "Fetch that member's whole log and judge it; for auditors." },
  document: { type: "string", value: "DOCUMENT_ID", help: "Only readings of this document." },
  grant: { type: "string", value: "GRANT_ID", help: "Only readings under this grant." },
  made: { type: "boolean", help: "Readings made here of other members' papers, in place of those of our own." },
  ...{ ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
} as const;

export const receipts = command({
  name: "receipts",
  summary: "List who read the member's papers, or audit the log of readings of any member.",
  operands: "",
  count: [0, 0],
  options: OPTIONS,
  about: [
    "An audit fetches the log from the member's gateway and compares it with what the chain says: signatures, the chain of receipts, anchored roots and counted uses.",
    "Exit codes of an audit: 3 when something is missing or altered, 8 when a stolen key signed a part, else 0.",
  ],
  examples: ["receipts", "receipts --made", "receipts --of 2 --json"],
  async run({ options, io }) {
    const client = await openClient(options, io);
    return options.of === undefined ? list(client, options, io) : audit(client, options, io);
  },
});

type Given = Invocation<typeof OPTIONS>["options"];

async function list(client: Client, options: Given, io: Io): Promise<ExitName> {
  const query: ReadingsQuery = {
    direction: options.made ? "made" : "served",
    ...pagingOf(options),
    ...(options.document !== undefined && { documentId: documentIdOf(options.document) }),
    ...(options.grant !== undefined && { grantId: idOf("grant id", options.grant) }),
  };
  return printPage(io, await client.listReadings(query), { ...READING_COLUMNS, none: "Nobody read anything." });
}

async function audit(client: Client, options: Given, io: Io): Promise<ExitName> {
  const excess = (["document", "grant", "made", "after"] as const).find((name) => options[name] !== undefined);
  if (excess !== undefined) throw new CliError("USAGE_INVALID", `--of audits a whole log: leave --${excess} out.`);
  const memberId = wholeNumberOf("of", options.of, { initial: 0, min: 1, max: 0xffffffff });
  const found = await client.auditReceipts(memberId);
  io.print(io.json ? JSON.stringify(found, null, 2) : auditText(found));
  if (!found.isWhole) return "tampered";
  return found.faults.some(({ sort }) => sort === "suspect") ? "suspectKey" : "ok";
}

function auditText({ memberId, receipts: count, anchored, faults, isWhole, block }: ReceiptAudit): string {
  const lines = faults.map(({ sort, sequence, message }) => [sort, sequence === null ? "" : String(sequence), message]);
  const word = isWhole ? "whole" : "NOT whole";
  const sum = `The log of member ${memberId} is ${word}: ${count} receipts, ${anchored} anchored, as of block ${block.number}.`;
  return lines.length === 0 ? sum : `${table(["SORT", "RECEIPT", "WHAT"], lines)}\n\n${sum}`;
}
