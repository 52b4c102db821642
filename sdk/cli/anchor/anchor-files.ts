import type { Client, DocumentView, Submission } from "../../client/index.ts";
import type { ExitName } from "../exit-codes.ts";
import { type Failure, failureOf } from "../failure.ts";
import { awaitDocuments } from "../gateway/await-state.ts";
import type { Io } from "../io.ts";
import type { Progress } from "../output/progress.ts";
import { forEachOf } from "./pool.ts";
import { readSubmission } from "./read-submission.ts";
import type { AnchorState } from "./state.ts";

/** What became of one file. */
export interface Row {
  readonly file: string;
  digest?: string;
  documentId?: string;
  state: DocumentView["state"] | "waiting" | "failed" | "not sent";
  blockNumber?: number | null;
  /** Code of the chain's refusal, or of what went wrong. */
  note: string;
  exit: ExitName;
}

export interface Anchoring {
  readonly client: Client;
  readonly state: AnchorState;
  readonly said: Pick<Submission, "kind" | "consignment" | "links">;
  readonly atOnce: number;
  readonly progress: Progress;
  readonly io: Io;
}

/** Sends every file that an earlier run did not send. One that fails does not stop the others, unless all would fail. */
export async function sendFiles(files: readonly string[], anchoring: Anchoring): Promise<Row[]> {
  const rows: Row[] = files.map((file) => ({ file, state: "not sent", note: "", exit: "cannotCheck" }));
  let done = 0;
  let isHopeless = false;
  await forEachOf(rows, anchoring.atOnce, async (row) => {
    if (isHopeless) return;
    try {
      await sendFile(row, anchoring);
    } catch (error) {
      const failure = failureOf(error);
      isHopeless ||= isOfEveryFile(failure);
      Object.assign(row, { state: "failed", note: failure.code, exit: failure.exit });
      anchoring.progress.end();
      anchoring.io.note(`sealane: ${failure.code}: ${row.file}: ${failure.message}\n`);
    }
    anchoring.progress.show(`${++done} of ${rows.length} sent`);
  });
  return rows;
}

/** A token that is refused, or a gateway that is away, will be so for the next file too. */
const isOfEveryFile = ({ code }: Failure): boolean => code.startsWith("AUTH_") || code.endsWith("_UNAVAILABLE");

async function sendFile(row: Row, { client, state, said, io }: Anchoring): Promise<void> {
  const { digest, submission } = await readSubmission(row.file, said, io);
  row.digest = digest;
  const earlier = state.of(digest);
  if (earlier === undefined) {
    const { documentId, findings } = await client.submitDocument(submission);
    row.documentId = documentId;
    row.note = findings.length === 0 ? "" : `${findings.length} remarks`;
    await state.set(digest, { documentId, blockNumber: null });
  } else {
    row.documentId = earlier.documentId;
    row.blockNumber = earlier.blockNumber;
  }
  const isAnchored = typeof row.blockNumber === "number";
  Object.assign(row, { state: isAnchored ? "anchored" : "waiting", exit: isAnchored ? "ok" : "cannotCheck" });
}

/** Waits until the chain has, or refuses, every file that was sent. */
export async function awaitRows(rows: readonly Row[], anchoring: Anchoring, timeoutSeconds: number): Promise<void> {
  const waiting = rows.filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  const ids = waiting.flatMap(({ documentId }) => documentId ?? []);
  const settled = new Map<string, DocumentView>();
  const isSettled = (document: DocumentView): boolean => {
    const isDone = document.state === "anchored" || document.state === "refused";
    if (isDone) settled.set(document.documentId, document);
    return isDone;
  };
  const onLook = (left: number) => anchoring.progress.show(`${ids.length - left} of ${ids.length} settled`);
  try {
    await awaitDocuments(anchoring.client, { ids, isSettled }, { timeoutSeconds, onLook });
  } catch (error) {
    const failure = failureOf(error);
    anchoring.progress.end();
    anchoring.io.note(`sealane: ${failure.code}: ${failure.message}\n`);
  }
  for (const row of waiting) await settle(row, settled.get(row.documentId ?? ""), anchoring.state);
}

async function settle(row: Row, document: DocumentView | undefined, state: AnchorState): Promise<void> {
  if (document === undefined) return;
  row.state = document.state;
  row.blockNumber = document.anchor?.blockNumber ?? null;
  row.exit = document.state === "anchored" ? "ok" : "refused";
  if (document.refusal !== null) row.note = document.refusal;
  const { documentId } = document;
  if (row.digest !== undefined) await state.set(row.digest, { documentId, blockNumber: row.blockNumber });
}
