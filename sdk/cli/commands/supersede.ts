import type { Client, DocumentView } from "../../client/index.ts";
import { kindByName, REASONS } from "../../src/index.ts";
import { readSubmission } from "../anchor/read-submission.ts";
import { command } from "../command.ts";
import { awaitDocuments } from "../gateway/await-state.ts";
import { openClient } from "../gateway/open-client.ts";
import { documentIdOf, nameOf, namesOf } from "../operands.ts";
import { GATEWAY_OPTIONS, timeoutOf, WAIT_OPTIONS } from "../options.ts";

export const supersede = command({
  name: "supersede",
  summary: "Put a newer document in the place of one of ours.",
  operands: "DOCUMENT_ID FILE",
  count: [2, 2],
  options: {
    reason: { type: "string", value: "NAME", help: `Why: ${namesOf(REASONS)}.` },
    kind: { type: "string", value: "NAME", help: "The kind, where the file does not say it itself." },
    consignment: { type: "string", value: "UCR", help: "The consignment; the file's own UCR by default." },
    ...WAIT_OPTIONS,
    ...GATEWAY_OPTIONS,
  },
  examples: ["supersede 5f0c…9a corrected.json --reason correction"],
  async run({ options, operands, io }) {
    const timeoutSeconds = timeoutOf(options);
    const [documentId, reason] = [documentIdOf(operands[0]), nameOf("reason", options.reason, REASONS)];
    const { kind, consignment } = options;
    const said = {
      ...(kind !== undefined && { kind: kindByName(kind).name }),
      ...(consignment !== undefined && { consignment }),
    };
    const { digest, submission } = await readSubmission(operands[1] ?? "", said, io);
    const client = await openClient(options, io);
    const idempotencyKey = `supersede-${documentId.slice(0, 32)}-${digest.slice(0, 32)}`;
    const successor = await client.supersedeDocument(documentId, { ...submission, reason, idempotencyKey });
    const successorId = successor.documentId;
    const state = options["no-wait"]
      ? "queued"
      : await awaitReplaced(client, { documentId, successorId }, timeoutSeconds);
    const text = `${documentId}: ${SENTENCES[state]} ${successorId}`;
    io.print(io.json ? JSON.stringify({ documentId, successorId, state }, null, 2) : text);
    return state === "refused" ? "refused" : "ok";
  },
});

const SENTENCES = {
  queued: "to be replaced by",
  superseded: "replaced by",
  refused: "stays; the chain refused",
} as const;

/** What became of both: the newer one must be anchored before the older one can be superseded by it. */
async function awaitReplaced(
  client: Client,
  { documentId, successorId }: { documentId: string; successorId: string },
  timeoutSeconds: number,
): Promise<"superseded" | "refused"> {
  const isTaken = ({ state }: DocumentView): boolean => state === "anchored" || state === "refused";
  const taken = await awaitDocuments(client, { ids: [successorId], isSettled: isTaken }, { timeoutSeconds });
  if (taken.get(successorId)?.state === "refused") return "refused";
  const isTombstoned = ({ standing }: DocumentView): boolean => standing === "superseded" || standing === "withdrawn";
  const settled = await awaitDocuments(client, { ids: [documentId], isSettled: isTombstoned }, { timeoutSeconds });
  return settled.get(documentId)?.successorId === successorId ? "superseded" : "refused";
}
