import { PURPOSES, type PurposeName } from "@sealane/sdk";
import { z } from "zod";
import { block } from "./proof.ts";
import { compactJws, count, hex32, memberId, pageOf, seconds } from "./words.ts";

const purposeName = z.enum(PURPOSES.map(({ name }) => name) as [PurposeName, ...PurposeName[]]);

const reading = {
  sequence: count,
  readingId: hex32,
  grantId: hex32,
  documentId: hex32,
  reader: memberId,
  owner: memberId,
  officer: hex32.meta({ description: "Pseudonym of the reader's officer, which the reader alone can trace back." }),
  purpose: purposeName,
  readAt: seconds,
  blockNumber: count,
  isOpened: z.boolean(),
  state: z.enum(["waiting", "receipted", "refused"]),
  receipt: z
    .strictObject({ sequence: count, issuedAt: seconds, uses: count, wasEffective: z.boolean() })
    .nullable()
    .meta({ description: "The owner's answer; null until it is here." }),
};

export const readingView = z.strictObject(reading).meta({ id: "Reading" });

export const tracedReading = z
  .strictObject({
    ...reading,
    worth: z.enum(["sound", "suspect", "false"]).meta({ description: "What the signatures of both sides are worth." }),
  })
  .meta({ id: "TracedReading" });

export const readingPage = pageOf(readingView).meta({ id: "ReadingPage" });

export const receiptPage = pageOf(
  z
    .strictObject({ sequence: count, reading: compactJws, receipt: compactJws, head: hex32, root: hex32.nullable() })
    .meta({ id: "ReceiptLink", description: "Each receipt names the one before it." }),
).meta({ id: "ReceiptPage" });

export const receiptAudit = z
  .strictObject({
    memberId,
    block,
    isWhole: z.boolean().meta({ description: "Nothing is missing and nothing altered." }),
    receipts: count,
    anchored: count,
    faults: z.array(
      z.strictObject({
        sort: z.enum(["missing", "altered", "suspect", "alarm"]),
        sequence: count.nullable(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: "ReceiptAudit" });

/** What a document was opened under. */
export const readingGrant = z
  .strictObject({
    grantId: hex32,
    readingId: hex32,
    scope: z.union([z.string(), z.strictObject({ pointers: z.array(z.string()) })]),
    purpose: purposeName.nullable(),
    validUntilSeconds: seconds,
    usesLeft: count.nullable(),
    note: z.string(),
  })
  .meta({ id: "ReadingGrant", description: "The grant that a document was opened under, and what it cannot undo." });

export const servedReading = z.strictObject({ receipt: compactJws, wrappedKey: z.string().nullable() });
export const shownLog = z.strictObject({
  links: z.array(z.strictObject({ sequence: count, reading: compactJws, receipt: compactJws })),
  isWhole: z.boolean(),
});
