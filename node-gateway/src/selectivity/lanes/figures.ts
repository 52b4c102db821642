import { LANES } from "@sealane/sdk";
import type { Gateway } from "../../gateway.ts";

/** What became of a group of declarations. */
export interface Figures {
  /** Which group: the lane, office, profile, or band of the model. */
  readonly of: string;
  readonly declarations: number;
  readonly released: number;
  /** From anchor to release; null with none released. */
  readonly meanReleaseSeconds: number | null;
  readonly medianReleaseSeconds: number | null;
  /** Those with an outcome, and of these those found wrong. */
  readonly inspected: number;
  readonly wrong: number;
  /** inspected ÷ declarations, and wrong ÷ inspected; null by nothing. */
  readonly inspectionRate: number | null;
  readonly hitRate: number | null;
}

export interface LaneFigures {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly all: Figures;
  readonly lanes: readonly Figures[];
  readonly offices: readonly Figures[];
  /** Of each profile the declarations that it hit. */
  readonly profiles: readonly Figures[];
  /** By the model's score in tenths; none without a model. */
  readonly model: readonly Figures[];
  /** Chosen by the minimum random rate alone: the only part that tells the truth about all. */
  readonly randomStratum: Figures;
}

interface Declaration {
  readonly documentId: string;
  readonly lane: string;
  readonly office: string;
  readonly isRandom: boolean;
  readonly band: string | undefined;
  readonly releaseSeconds: number | undefined;
  readonly wasWrong: boolean | undefined;
}

const DAY_SECONDS = 86_400;

/** Facilitation figures of the declarations that were decided in a period, the last 30 days by default. */
export async function laneFigures(
  gateway: Gateway,
  input: { readonly fromSeconds?: number; readonly untilSeconds?: number },
): Promise<LaneFigures> {
  const untilSeconds = input.untilSeconds ?? gateway.clock() + 1;
  const fromSeconds = input.fromSeconds ?? Math.max(0, untilSeconds - 30 * DAY_SECONDS);
  const period = { fromSeconds, untilSeconds };
  const declarations = await declarationsIn(gateway, period);
  const known = new Map(declarations.map((one) => [one.documentId, one]));
  const hits = await hitsIn(gateway, period);
  const byProfile = Map.groupBy(hits, ({ profile }) => profile);
  return {
    ...period,
    all: figuresOf("all", declarations),
    lanes: LANES.map(({ name }) =>
      figuresOf(
        name,
        declarations.filter(({ lane }) => lane === name),
      ),
    ),
    offices: grouped(declarations, ({ office }) => office),
    profiles: [...byProfile].sort(byName).map(([name, of]) =>
      figuresOf(
        name,
        of.flatMap(({ document_id }) => known.get(document_id) ?? []),
      ),
    ),
    model: grouped(declarations, ({ band }) => band),
    randomStratum: figuresOf(
      "random",
      declarations.filter(({ isRandom }) => isRandom),
    ),
  };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function grouped(declarations: readonly Declaration[], by: (one: Declaration) => string | undefined): Figures[] {
  const groups = Map.groupBy(declarations, by);
  const named = [...groups].flatMap(([name, of]): [string, Declaration[]][] =>
    name === undefined ? [] : [[name, of]],
  );
  return named.sort(byName).map(([name, of]) => figuresOf(name, of));
}

function figuresOf(of: string, declarations: readonly Declaration[]): Figures {
  const times = declarations.flatMap(({ releaseSeconds }) => releaseSeconds ?? []).sort((a, b) => a - b);
  const inspected = declarations.filter(({ wasWrong }) => wasWrong !== undefined).length;
  const wrong = declarations.filter(({ wasWrong }) => wasWrong === true).length;
  return {
    ...{ of, declarations: declarations.length, released: times.length, inspected, wrong },
    meanReleaseSeconds: times.length === 0 ? null : Math.round(times.reduce((a, b) => a + b, 0) / times.length),
    medianReleaseSeconds: times[Math.floor((times.length - 1) / 2)] ?? null,
    inspectionRate: declarations.length === 0 ? null : inspected / declarations.length,
    hitRate: inspected === 0 ? null : wrong / inspected,
  };
}

interface Period {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}

async function declarationsIn({ database }: Gateway, { fromSeconds, untilSeconds }: Period): Promise<Declaration[]> {
  const rows = await database
    .selectFrom("assessments")
    .leftJoin("outcomes", (join) => join.onRef("outcomes.document_id", "=", "assessments.document_id"))
    .select(["assessments.document_id", "lane", "office", "is_random_stratum", "model_score"])
    .select(["anchored_at_seconds", "released_at_seconds", "outcomes.result"])
    .where("decided_at_seconds", ">=", fromSeconds)
    .where("decided_at_seconds", "<", untilSeconds)
    .orderBy("assessments.sequence")
    .orderBy("outcomes.sequence")
    .execute();
  // A declaration with several outcomes comes several times; its last one holds.
  const last = new Map(rows.map((row) => [row.document_id, row]));
  return [...last.values()].map((row) => ({
    ...{ documentId: row.document_id, lane: row.lane, office: row.office ?? "", isRandom: row.is_random_stratum === 1 },
    band: row.model_score === null ? undefined : bandOf(Number(row.model_score)),
    releaseSeconds:
      row.released_at_seconds === null ? undefined : Math.max(0, row.released_at_seconds - row.anchored_at_seconds),
    wasWrong: row.result === null ? undefined : row.result === "wrong",
  }));
}

/** Tenths of the model's score, such as `0.3–0.4`. */
function bandOf(score: number): string {
  const tenth = Math.min(Math.floor(score * 10), 9);
  return `${(tenth / 10).toFixed(1)}–${((tenth + 1) / 10).toFixed(1)}`;
}

const hitsIn = ({ database }: Gateway, { fromSeconds, untilSeconds }: Period) =>
  database
    .selectFrom("assessment_hits")
    .innerJoin("assessments", "assessments.document_id", "assessment_hits.document_id")
    .select(["assessment_hits.document_id", "assessment_hits.profile"])
    .where("decided_at_seconds", ">=", fromSeconds)
    .where("decided_at_seconds", "<", untilSeconds)
    .execute();
