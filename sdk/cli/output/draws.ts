import type { DrawPeriodView, Duty } from "../../client/index.ts";
import type { Columns } from "./page.ts";
import { timeText } from "./time.ts";

export const PERIOD_COLUMNS: Columns<DrawPeriodView> = {
  head: ["PERIOD", "BEGINS", "ENDS", "SEED"],
  cells: (period) => [
    ...[String(period.period), timeText(period.beginsAtSeconds), timeText(period.endsAtSeconds)],
    seedText(period),
  ],
  none: "No seed was ever committed.",
};

function seedText({ seed, endsAtSeconds, blockTimeSeconds }: DrawPeriodView): string {
  if (seed !== null) return seed;
  return blockTimeSeconds < endsAtSeconds ? "sealed" : "NOT REVEALED";
}

export const DUTY_COLUMNS: Columns<Duty> = {
  head: ["OFFICE", "ON DUTY"],
  cells: ({ office, officers }) => [office ?? "(any other)", officers.join(", ")],
  none: "Nobody is on duty.",
};
