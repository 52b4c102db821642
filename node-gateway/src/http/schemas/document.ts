import { z } from "zod";
import { itemRefusal, itemState } from "./outbox.ts";
import { block } from "./proof.ts";
import { readingGrant, tracedReading } from "./readings.ts";
import { count, hex32, kindName, link, memberId, pageOf, seconds } from "./words.ts";

export const documentState = z.enum(["accepted", "submitted", "anchored", "refused", "received", "shared"]).meta({
  id: "DocumentState",
  description: "How far a document is on its way to the chain; shared when another member opened it to this one.",
});

export const standing = z.enum(["current", "superseded", "withdrawn"]).meta({ id: "Standing" });

const view = {
  documentId: hex32,
  kind: kindName,
  format: z.string(),
  issuer: memberId,
  issuedAt: seconds,
  isOwn: z.boolean(),
  state: documentState,
  standing: standing.nullable(),
  anchor: z.strictObject({ blockNumber: count, timeSeconds: seconds, root: hex32 }).nullable(),
  successorId: hex32.nullable(),
  refusal: itemRefusal,
  links: z.array(link),
  findings: z.array(
    z.looseObject({ code: z.string(), message: z.string() }).meta({ description: "What is amiss in the original." }),
  ),
  createdAtSeconds: seconds,
};

export const documentView = z.strictObject(view).meta({ id: "Document" });
export const documentPage = pageOf(documentView).meta({ id: "DocumentPage" });

export const acceptedDocument = z.strictObject({ ...view, statusUrl: z.string() }).meta({
  id: "AcceptedDocument",
  description: "Written down here and queued for the chain; statusUrl tells how far it is.",
});

export const openedDocument = z
  .strictObject({
    ...view,
    // Not the schema of facts: a received paper says what its issuer wrote, well formed or not.
    facts: z.record(z.string(), z.unknown()),
    fields: z.array(z.strictObject({ pointer: z.string(), value: z.unknown() })),
    statement: z.string(),
    grant: readingGrant.nullable().meta({ description: "Null for what is held here." }),
    original: z.strictObject({
      isHeld: z.boolean(),
      mediaType: z.string().nullable(),
      sizeBytes: count.nullable(),
    }),
  })
  .meta({ id: "OpenedDocument", description: "A document with what it states." });

export const queued = z
  .strictObject({
    documentId: hex32,
    state: itemState,
    refusal: itemRefusal,
    statusUrl: z.string(),
  })
  .meta({ id: "QueuedChange" });

const tracedPaper = z
  .strictObject({
    documentId: hex32,
    kind: kindName.nullable(),
    kindCode: z.int().min(0).max(65_535),
    issuer: memberId,
    blockNumber: count,
    timeSeconds: seconds,
    standing,
    successorId: hex32.nullable(),
    reason: z.string().nullable(),
    isReadable: z.boolean(),
    links: z.array(link),
    grantId: hex32.nullable(),
    documentNumber: z.string().nullable(),
    readings: z.array(tracedReading).exactOptional(),
  })
  .meta({ id: "TracedPaper" });

export const trace = z
  .strictObject({
    block,
    papers: z.array(tracedPaper),
    notReached: z
      .array(memberId)
      .exactOptional()
      .meta({ description: "Members whose gateways did not show who read their papers." }),
  })
  .meta({ id: "Trace", description: "Every anchored paper of a consignment, in the chain's order." });
