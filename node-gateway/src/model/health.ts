import { type DeclarationLine, driftOf, type Metrics, metricsOf, type Scorer } from "@sealane/sdk";
import type { Database } from "../database/database.ts";

/** How well a model does, by what came of what it scored. */
export interface ModelHealth {
  readonly isHealthy: boolean;
  /** Why it steps aside; empty while it is healthy. */
  readonly reasons: readonly string[];
  /** On declarations that were inspected by chance: the only ones that tell what it misses. */
  readonly randomStratum: Metrics;
  /** How far what declarations state has moved since it was trained: population stability index, the largest first. */
  readonly drift: readonly { readonly feature: string; readonly psi: number }[];
  readonly offices: readonly GroupHealth[];
  /** By the member that issued the declaration. */
  readonly partners: readonly GroupHealth[];
  readonly judgedAtSeconds: number;
}

/** Whether a model says more of some than comes of them. */
export interface GroupHealth {
  readonly group: string;
  readonly scored: number;
  readonly meanScore: number;
  readonly outcomes: number;
  /** Mean score of those with an outcome, and the part of them that was wrong: where these differ, the model is unfair. */
  readonly expectedRate: number;
  readonly wrongRate: number;
}

/** Below so many outcomes of each class in the random stratum its quality is not judged. */
const LEAST_OF_CLASS = 10;
/** A model that parts no better than a coin. */
const LEAST_AUC = 0.5;
/** Drift is judged from so many new declarations on, and too large above this (0.25 is read as much). */
const LEAST_NEW = 100;
const MOST_DRIFT = 1;
const MAX_ROWS = 5_000;
const GROUPS = 50;

interface Scored {
  readonly office: string | null;
  readonly issuer: number;
  readonly score: number;
  readonly lines: string;
  readonly isRandom: boolean;
  readonly wrong: 0 | 1 | undefined;
}

interface Judging {
  readonly digest: string;
  readonly scorer: Scorer;
  readonly timeSeconds: number;
}

/** Judges a model by the declarations that it scored and what came of them. */
export async function judgeHealth(database: Database, { digest, scorer, timeSeconds }: Judging): Promise<ModelHealth> {
  const rows = await scoredBy(database, digest);
  const known = rows.filter(({ wrong, isRandom }) => wrong !== undefined && isRandom);
  const randomStratum = metricsOf(
    known.map(({ score }) => score),
    known.map(({ wrong }) => wrong ?? 0),
  );
  const drift = await driftSince(database, { digest, scorer, rows });
  const reasons = [...qualityFaults(randomStratum), ...driftFaults(drift)];
  return {
    ...{ isHealthy: reasons.length === 0, reasons, randomStratum, drift },
    offices: groupsOf(rows, ({ office }) => office ?? ""),
    partners: groupsOf(rows, ({ issuer }) => String(issuer)),
    judgedAtSeconds: timeSeconds,
  };
}

function qualityFaults({ rows, rate, auc }: Metrics): string[] {
  const isJudged = Math.min(rows * rate, rows * (1 - rate)) >= LEAST_OF_CLASS;
  if (!isJudged || auc === undefined || auc > LEAST_AUC) return [];
  return [
    `Of ${rows} declarations inspected by chance it puts the wrong ones no higher than the others (AUC ${auc.toFixed(2)}).`,
  ];
}

function driftFaults(drift: ModelHealth["drift"]): string[] {
  const [first] = drift;
  if (!first || first.psi <= MOST_DRIFT) return [];
  return [`Declarations are unlike those it was trained on: ${first.feature} moved by ${first.psi.toFixed(2)}.`];
}

async function scoredBy(database: Database, digest: string): Promise<Scored[]> {
  const rows = await database
    .selectFrom("model_lines as noted")
    .leftJoin("assessments", "assessments.document_id", "noted.document_id")
    .select(["noted.document_id", "noted.office", "noted.issuer", "noted.score", "noted.lines"])
    .select("assessments.is_random_stratum")
    .where("noted.model_digest", "=", digest)
    .orderBy("noted.sequence", "desc")
    .limit(MAX_ROWS)
    .execute();
  const outcomes = await database
    .selectFrom("outcomes")
    .innerJoin("model_lines as noted", "noted.document_id", "outcomes.document_id")
    .select(["outcomes.document_id", "outcomes.result"])
    .where("noted.model_digest", "=", digest)
    .orderBy("outcomes.sequence")
    .execute();
  const results = new Map(
    outcomes.map(({ document_id, result }) => [document_id, result === "wrong" ? 1 : 0] as const),
  );
  return rows.map(({ document_id, office, issuer, score, lines, is_random_stratum }) => ({
    ...{ office, issuer, lines, score: Number(score), isRandom: is_random_stratum === 1 },
    wrong: results.get(document_id),
  }));
}

/** Only measures: rates and counts of what it was trained on are known to it, and so always differ. */
async function driftSince(
  database: Database,
  { digest, scorer, rows }: Pick<Judging, "digest" | "scorer"> & { readonly rows: readonly Scored[] },
): Promise<ModelHealth["drift"]> {
  if (rows.length < LEAST_NEW) return [];
  const { reference } = await database
    .selectFrom("models")
    .select("reference")
    .where("digest", "=", digest)
    .executeTakeFirstOrThrow();
  const newer = rows.flatMap(({ lines }) => JSON.parse(lines) as DeclarationLine[]);
  const measured = { ...scorer, keys: [] };
  return driftOf(measured, JSON.parse(reference) as DeclarationLine[], newer);
}

function groupsOf(rows: readonly Scored[], nameOf: (row: Scored) => string): GroupHealth[] {
  const groups = Map.groupBy(rows, nameOf);
  return [...groups]
    .map(([group, members]) => {
      const judged = members.filter(({ wrong }) => wrong !== undefined);
      return {
        ...{ group, scored: members.length, meanScore: meanOf(members.map(({ score }) => score)) },
        ...{ outcomes: judged.length, expectedRate: meanOf(judged.map(({ score }) => score)) },
        wrongRate: meanOf(judged.map(({ wrong }) => wrong ?? 0)),
      };
    })
    .sort((a, b) => b.scored - a.scored || (a.group < b.group ? -1 : 1))
    .slice(0, GROUPS);
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
