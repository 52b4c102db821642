import type { LaneChoice, LaneLoad } from "./choose-lane.ts";

/** The load of an office after one more decision today. */
export function countLane(load: LaneLoad, { lane, isLeftToChance }: LaneChoice): LaneLoad {
  const { total, leftToChance, selected, today } = load;
  const after = (counts: LaneLoad["today"]) => (lane === "green" ? counts : { ...counts, [lane]: counts[lane] + 1 });
  return {
    total: total + 1,
    leftToChance: leftToChance + Number(isLeftToChance),
    selected: isLeftToChance ? selected : after(selected),
    today: after(today),
  };
}
