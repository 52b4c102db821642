import type { Database } from "../database/database.ts";

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

/** What is counted for other members. To count something else, such as hits of profiles, add a row. */
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
      .where("alerts.tlp", "<>", "red")
      .execute();
    return [...Map.groupBy(rows, ({ category }) => category)].map(([category, of]) => ({
      key: `category:${category}`,
      hits: documentsIn(of),
      inspections: documentsIn(of.filter(({ state }) => state !== "matched")),
      confirmed: documentsIn(of.filter(({ state }) => state === "confirmed")),
    }));
  },
};

/** A document that meets several alerts counts once. */
const documentsIn = (rows: readonly { readonly document_id: string }[]): number =>
  new Set(rows.map(({ document_id }) => document_id)).size;
