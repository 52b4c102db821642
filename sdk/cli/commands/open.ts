import type { OpenedDocument } from "../../client/index.ts";
import { kindByName } from "../../src/index.ts";
import { command } from "../command.ts";
import { writeWhole } from "../files/write-file.ts";
import { openClient } from "../gateway/open-client.ts";
import { documentIdOf, idOf } from "../operands.ts";
import { GATEWAY_OPTIONS, OUT_OPTIONS } from "../options.ts";
import { lines, printShown } from "../output/lines.ts";
import { tableOf } from "../output/page.ts";
import { scopeText } from "../output/sharing.ts";
import { timeText } from "../output/time.ts";

export const open = command({
  name: "open",
  summary: "Read a document: one of ours, or another member's under a grant.",
  operands: "DOCUMENT_ID",
  count: [1, 1],
  options: {
    grant: {
      type: "string",
      value: "GRANT_ID",
      help: "The grant to read under; the best that is effective by default.",
    },
    original: {
      type: "string",
      value: "FILE",
      help: "Write the original bytes there, in place of showing the fields.",
    },
    force: OUT_OPTIONS.force,
    ...GATEWAY_OPTIONS,
  },
  about: [
    "Of another member's document each opening is a reading: it leaves a receipt that its owner sees, and counts where the grant opens a number of times.",
  ],
  examples: ["open 5f0c…9a", "open 5f0c…9a --grant 81aa…07 --json", "open 5f0c…9a --original bill.pdf"],
  async run({ options, operands, io }) {
    const documentId = documentIdOf(operands[0]);
    const under = options.grant === undefined ? {} : { grantId: idOf("grant id", options.grant) };
    const client = await openClient(options, io);
    if (options.original === undefined) return printShown(io, await client.getDocument(documentId, under), textOf);
    const { bytes, mediaType } = await client.getOriginal(documentId, under);
    await writeWhole(options.original, bytes, { replace: options.force === true });
    const written = { documentId, out: options.original, mediaType, sizeBytes: bytes.length };
    return printShown(io, written, (it) => `${it.out}: ${it.sizeBytes} bytes of ${mediaType}`);
  },
});

function textOf({ grant, fields, ...document }: OpenedDocument): string {
  const { mediaType, isHeld } = document.original;
  const facts = lines(`${kindByName(document.kind).title} ${document.documentId}`, [
    ["issuer", `member ${document.issuer}`],
    ["issued", timeText(document.issuedAt)],
    ["state", document.state],
    ["standing", document.standing],
    ["original", isHeld ? mediaType : null],
    ["grant", grant?.grantId],
    ["scope", grant && scopeText(grant.scope)],
    ["purpose", grant?.purpose],
    ["until", grant && timeText(grant.validUntilSeconds)],
    ["uses left", grant?.usesLeft],
    ["reading", grant?.readingId],
  ]);
  return `${facts}\n\n${tableOf(fields, FIELD_COLUMNS)}`;
}

const FIELD_COLUMNS = {
  head: ["FIELD", "VALUE"],
  cells: ({ pointer, value }: OpenedDocument["fields"][number]) => [
    pointer,
    typeof value === "string" ? value : JSON.stringify(value),
  ],
};
