import type { LaneChoice, LaneLoad } from "../../../sdk/src/selectivity/choose-lane.ts";

/** The load after one more decision, in a period of one day at one office. */
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
