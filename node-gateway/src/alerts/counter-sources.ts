import type { Database } from "../database/database.ts";
import { PERSONAL_TLPS } from "./clearance.ts";

/** What happened under one key, before small counts are left out. */
export interface Counted {
  readonly key: string;
  readonly hits: number;
  readonly inspections: number;
  readonly confirmed: number;
}

type CounterSource = (
  database: Database,
  bounds: { readonly fromSeconds: number; readonly untilSeconds: number },
) => Promise<Counted[]>;

/** What is counted for other members. To count something else, add a row. */
export const COUNTER_SOURCES: Readonly<Record<string, CounterSource>> = {
  category: async (database, { fromSeconds, untilSeconds }) => {
    const rows = await database
      .selectFrom("alert_matches as met")
      .innerJoin("alerts", (join) =>
        join.onRef("alerts.alert_id", "=", "met.alert_id").onRef("alerts.version", "=", "met.version"),
      )
      .select(["alerts.category", "met.document_id", "met.state"])
      .where("met.matched_at_seconds", ">=", fromSeconds)
      .where("met.matched_at_seconds", "<", untilSeconds)
      // What is for single persons is not counted for others.
      .where("alerts.tlp", "not in", PERSONAL_TLPS)
      .execute();
    return [...Map.groupBy(rows, ({ category }) => category)].map(([category, of]) => ({
      key: `category:${category}`,
      hits: documentsIn(of),
      inspections: documentsIn(of.filter(({ state }) => state !== "matched")),
      confirmed: documentsIn(of.filter(({ state }) => state === "confirmed")),
    }));
  },
  profile: async (database, { fromSeconds, untilSeconds }) => {
    const rows = await database
      .selectFrom("assessment_hits as hit")
      .innerJoin("assessments", "assessments.document_id", "hit.document_id")
      .leftJoin("outcomes", "outcomes.document_id", "hit.document_id")
      .select(["hit.profile", "hit.document_id", "outcomes.result"])
      .where("assessments.decided_at_seconds", ">=", fromSeconds)
      .where("assessments.decided_at_seconds", "<", untilSeconds)
      .orderBy("outcomes.sequence")
      .execute();
    return [...Map.groupBy(rows, ({ profile }) => profile)].map(([profile, of]) => {
      // Of several outcomes of a declaration the last holds.
      const last = [...new Map(of.map((row) => [row.document_id, row])).values()];
      return {
        ...{ key: `profile:${profile}`, hits: last.length },
        inspections: documentsIn(last.filter(({ result }) => result !== null)),
        confirmed: documentsIn(last.filter(({ result }) => result === "wrong")),
      };
    });
  },
};

/** A document that meets several alerts counts once. */
const documentsIn = (rows: readonly { readonly document_id: string }[]): number =>
  new Set(rows.map(({ document_id }) => document_id)).size;
