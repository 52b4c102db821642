import { type Hex32, type Reading, type ReadingReceipt, readReading, readReadingReceipt } from "@sealane/sdk";
import type { ReadingReceiptRow, ReadingRow } from "../database/schema/sharing.ts";
import type { Gateway } from "../gateway.ts";
import { limitOf, positionOf } from "./page.ts";
import type { Page } from "./views.ts";

/** A reading of a paper: one that was made here of another member's, or served here to another member. */
export interface ReadingView extends Reading {
  readonly sequence: number;
  /** `waiting` until the owner's receipt is here; `refused`: the owner gave none. */
  readonly state: Exclude<ReadingRow["state"], "asked">;
  readonly receipt: Pick<ReadingReceipt, "sequence" | "issuedAt" | "uses" | "wasEffective"> | null;
}

export interface ListReadingsInput {
  readonly direction: "made" | "served";
  readonly documentId?: Hex32;
  readonly grantId?: Hex32;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** Readings in their order, the oldest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listReadings(gateway: Gateway, input: ListReadingsInput): Promise<Page<ReadingView>> {
  const limit = limitOf(input.limit);
  const rows = input.direction === "made" ? await made(gateway, input, limit) : await served(gateway, input, limit);
  return { items: rows.slice(0, limit), next: rows.length > limit ? String(rows[limit - 1]?.sequence) : null };
}

async function made({ database }: Gateway, input: ListReadingsInput, limit: number): Promise<ReadingView[]> {
  let query = database
    .selectFrom("readings")
    .selectAll()
    .orderBy("sequence")
    .limit(limit + 1);
  if (input.documentId !== undefined) query = query.where("document_id", "=", input.documentId);
  if (input.grantId !== undefined) query = query.where("grant_id", "=", input.grantId);
  if (input.after !== undefined) query = query.where("sequence", ">", positionOf(input.after));
  return (await query.execute()).map(madeView);
}

async function served({ database }: Gateway, input: ListReadingsInput, limit: number): Promise<ReadingView[]> {
  let query = database
    .selectFrom("reading_receipts")
    .selectAll()
    .orderBy("sequence")
    .limit(limit + 1);
  if (input.documentId !== undefined) query = query.where("document_id", "=", input.documentId);
  if (input.grantId !== undefined) query = query.where("grant_id", "=", input.grantId);
  if (input.after !== undefined) query = query.where("sequence", ">", positionOf(input.after));
  return (await query.execute()).map(servedView);
}

/** A reading made here. */
export const madeView = ({ sequence, jws, state, receipt }: ReadingRow): ReadingView =>
  viewOf({
    ...{ sequence, state: state === "asked" ? "waiting" : state, reading: readReading(jws).claims },
    receipt: receipt === null ? null : readReadingReceipt(receipt).claims,
  });

/** A reading of this member's paper, or of another's as its log shows it. */
export const servedView = ({
  sequence,
  reading,
  receipt,
}: Pick<ReadingReceiptRow, "sequence" | "reading" | "receipt">): ReadingView =>
  viewOf({
    ...{ sequence, state: "receipted", reading: readReading(reading).claims },
    receipt: readReadingReceipt(receipt).claims,
  });

function viewOf(it: {
  readonly sequence: number;
  readonly state: Exclude<ReadingRow["state"], "asked">;
  readonly reading: Reading;
  readonly receipt: ReadingReceipt | null;
}): ReadingView {
  const { sequence, state, reading, receipt } = it;
  const { readingId, grantId, documentId, reader, owner, officer, purpose, readAt, blockNumber, isOpened } = reading;
  return {
    ...{
      sequence,
      readingId,
      grantId,
      documentId,
      reader,
      owner,
      officer,
      purpose,
      readAt,
      blockNumber,
      isOpened,
      state,
    },
    receipt: receipt && {
      sequence: receipt.sequence,
      issuedAt: receipt.issuedAt,
      uses: receipt.uses,
      wasEffective: receipt.wasEffective,
    },
  };
}
