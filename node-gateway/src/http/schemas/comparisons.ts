import { type Facts, isFactName } from "@sealane/sdk";
import { z } from "zod";
import { base64url, compactJws, hex32, memberId, seconds } from "./words.ts";

const factName = z
  .string()
  .max(64)
  .refine((name) => isFactName(name), "It is the name of no fact.")
  .transform((name) => name as keyof Facts)
  .meta({ id: "FactName", description: "As under `/$facts`." });

export const compareBody = z.strictObject({
  documentId: hex32.meta({ description: "A paper of this member, anchored and current." }),
  otherDocumentId: hex32,
  grantId: hex32.exactOptional(),
  facts: z.array(factName).min(1).max(64).exactOptional(),
});

const differ = z.array(z.strictObject({ fact: z.string(), mine: z.json(), theirs: z.json() }));

export const comparison = z
  .strictObject({
    comparisonId: hex32,
    grantId: hex32,
    agree: z.array(z.string()).meta({ description: "Facts that are the same; they stay closed on both sides." }),
    differ: differ.meta({ description: "Facts that differ; both sides opened them." }),
    notCompared: z.array(z.strictObject({ fact: z.string(), notStatedBy: z.enum(["mine", "theirs"]) })),
  })
  .meta({ id: "Comparison" });

export const servedComparison = z
  .strictObject({
    ...{ comparisonId: hex32, grantId: hex32, documentId: hex32, otherDocumentId: hex32 },
    ...{ memberId, openedAtSeconds: seconds, differ },
  })
  .meta({ id: "ServedComparison", description: "What another member opened to this one, and what this one opened." });

// What is in a question, an answer and an opening the SDK judges, point by point.
const point = base64url.max(44);
const evaluatedFact = z.strictObject({ fact: z.string().max(64), evaluated: point, own: point });
const question = z.strictObject({
  documentId: hex32,
  otherDocumentId: hex32,
  facts: z.array(z.strictObject({ fact: z.string().max(64), point })).max(64),
});
const opening = z.strictObject({ blob: base64url, wrappedKey: z.string().max(4_096) });

export const askedComparison = z.strictObject({ reading: compactJws, question });
export const answeredComparison = z.strictObject({ receipt: compactJws, facts: z.array(evaluatedFact) });
export const askedOpening = z.strictObject({
  ...{ reading: compactJws, question, opening },
  answer: z.array(evaluatedFact).max(64),
});
export const answeredOpening = z.strictObject({ opening });
export const comparisonParams = z.strictObject({ comparisonId: hex32 });
