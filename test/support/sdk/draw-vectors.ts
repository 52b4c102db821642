import { commitmentOf } from "../../../sdk/src/draws/commitment.ts";
import { drawOf } from "../../../sdk/src/draws/draw.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { laneByDraw } from "../../../sdk/src/selectivity/lane-by-draw.ts";
import { seededBytes } from "../seeded.ts";

const CHANCES = { red: 0.1, yellow: 0.3, blue: 0.2 };
const OFFICERS = [1, 2, 7, 500];

/** Commitments, draws, officers and lanes. */
export function draws(): object {
  const draw = seededBytes("draws");
  const commitments = [
    [1, 1],
    [2, 1],
    [4_294_967_295, 4_294_967_295],
  ].map(([memberId = 0, period = 0]) => {
    const seed = draw(32);
    return { memberId, period, seed: hexOf(seed), commitment: commitmentOf(memberId, period, seed) };
  });
  const made = Array.from({ length: 12 }, () => {
    const seed = draw(32);
    const [documentId, blockHash] = [hexOf(draw(32)), hexOf(draw(32))];
    const { value, indexOf } = drawOf(seed, documentId, blockHash);
    const measure = { minimumRandomRate: 0.05, randomLane: "red", chances: CHANCES } as const;
    const officers = OFFICERS.map((count) => ({ count, index: indexOf(count) }));
    const lane = laneByDraw({ value, ...measure });
    return { seed: hexOf(seed), documentId, blockHash, value, officers, ...measure, lane };
  });
  return { commitments, draws: made };
}
