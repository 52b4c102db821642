import { CHOSEN_LANES, type ChosenLane, countLane, type LaneChoice, type LaneLoad } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";

const DAY_SECONDS = 86_400;
/** Days that rates are counted over. */
const RATE_DAYS = 30;

type Counts = Record<ChosenLane, number>;
const none = (): Counts => ({ red: 0, yellow: 0, blue: 0 });

/**
 * What an office decided in the last 30 days, and since midnight UTC. Lanes are those that rules and draw came to: what
 * officers change later must not make chance make up for it.
 */
async function laneLoad(database: Database, office: string | null, nowSeconds: number): Promise<LaneLoad> {
  const midnight = nowSeconds - (nowSeconds % DAY_SECONDS);
  const month = await countsSince(database, office, nowSeconds - RATE_DAYS * DAY_SECONDS);
  const day = await countsSince(database, office, midnight);
  const chance = month.filter(({ is_left_to_chance }) => is_left_to_chance === 1);
  return {
    total: sum(month),
    leftToChance: sum(chance),
    selected: byLane(month.filter(({ is_left_to_chance }) => is_left_to_chance === 0)),
    today: byLane(day),
  };
}

/** The loads of offices in one round: each is counted once in the database, and then with what the round decides. */
export interface LoadBook {
  of(office: string | null): Promise<LaneLoad>;
  note(office: string | null, choice: LaneChoice): void;
}

export function openLoadBook(database: Database, nowSeconds: number): LoadBook {
  const loads = new Map<string | null, LaneLoad>();
  return {
    of: async (office) => {
      const load = loads.get(office) ?? (await laneLoad(database, office, nowSeconds));
      loads.set(office, load);
      return load;
    },
    note: (office, choice) => {
      const load = loads.get(office);
      if (load) loads.set(office, countLane(load, choice));
    },
  };
}

interface Count {
  readonly computed_lane: string;
  readonly is_left_to_chance: number;
  readonly count: number;
}

async function countsSince(database: Database, office: string | null, sinceSeconds: number): Promise<Count[]> {
  const rows = await database
    .selectFrom("assessments")
    .select(["computed_lane", "is_left_to_chance"])
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("decided_at_seconds", ">=", sinceSeconds)
    .where("office", office === null ? "is" : "=", office)
    .groupBy(["computed_lane", "is_left_to_chance"])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

const sum = (counts: readonly Count[]): number => counts.reduce((total, { count }) => total + count, 0);

function byLane(counts: readonly Count[]): Counts {
  const lanes = none();
  for (const lane of CHOSEN_LANES) lanes[lane] = sum(counts.filter(({ computed_lane }) => computed_lane === lane));
  return lanes;
}
