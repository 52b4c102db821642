import { z } from "zod";
import { count, hex32, seconds } from "./words.ts";

const share = z.number().min(0).max(1);

const metrics = z.strictObject({
  rows: count,
  rate: share,
  auc: share.optional().meta({ description: "Absent where all are of one class." }),
  inspected: z.array(z.strictObject({ percent: count, rows: count, precision: share, recall: share })),
});

const group = z.strictObject({
  group: z.string(),
  scored: count,
  meanScore: share,
  outcomes: count,
  expectedRate: share.meta({ description: "Mean score of those with an outcome." }),
  wrongRate: share.meta({ description: "The part of them that was wrong." }),
});

const health = z.strictObject({
  isHealthy: z.boolean(),
  reasons: z.array(z.string()).meta({ description: "Why it steps aside." }),
  randomStratum: metrics,
  drift: z.array(z.strictObject({ feature: z.string(), psi: z.number() })),
  offices: z.array(group),
  partners: z.array(group),
  judgedAtSeconds: seconds,
});

const trainSettings = z.strictObject({
  seed: count,
  trees: z.strictObject({ fresh: count, known: count }),
  parties: z.boolean(),
});

export const model = z
  .strictObject({
    digest: hex32,
    card: z.strictObject({
      rows: count,
      rate: share,
      from: z.string().optional(),
      until: z.string().optional(),
      settings: trainSettings,
    }),
    features: z.array(z.string()),
    createdAtSeconds: seconds,
    health: health.nullable(),
  })
  .meta({ id: "Model", description: "The newest model: what it was made of, and how well it does." });

export const training = z
  .strictObject({
    trainingId: count,
    state: z.enum(["waiting", "growing", "done", "failed"]),
    seed: count,
    lines: count,
    treesDone: count,
    treesTotal: count,
    modelDigest: hex32.nullable(),
    failure: z.string().nullable().meta({
      description: "TOO_FEW_OUTCOMES or ONE_CLASS: nothing can be learned yet; INTERNAL: a fault of the gateway.",
    }),
    createdAtSeconds: seconds,
    finishedAtSeconds: seconds.nullable(),
  })
  .meta({ id: "Training" });

export const trainBody = z.strictObject({ seed: z.int().min(0).max(2_147_483_647).default(1) });

export const trainingParams = z.strictObject({ trainingId: z.coerce.number().pipe(z.int().min(1)) });
