/** A lane: what happens to a consignment before its goods are free. */
export interface LaneRow {
  /** Order of strictness: more is stricter. */
  readonly strictness: number;
  readonly name: string;
  readonly title: string;
}

/** The lanes, the strictest first. */
export const LANES = [
  { strictness: 3, name: "red", title: "Physical inspection" },
  { strictness: 2, name: "yellow", title: "Documentary check" },
  { strictness: 1, name: "blue", title: "Post-clearance audit" },
  { strictness: 0, name: "green", title: "Release" },
] as const satisfies readonly LaneRow[];

export type LaneName = (typeof LANES)[number]["name"];

/** Lanes that something must choose; green is what is left. */
export const CHOSEN_LANES = ["red", "yellow", "blue"] as const satisfies readonly LaneName[];

export type ChosenLane = (typeof CHOSEN_LANES)[number];

const STRICTNESS = Object.fromEntries(LANES.map(({ name, strictness }) => [name, strictness])) as Record<
  LaneName,
  number
>;

/** Whether a text is a lane's name. */
export const isLane = (value: unknown): value is LaneName =>
  typeof value === "string" && Object.hasOwn(STRICTNESS, value);

/** Whether a text is the name of a lane that something must choose. */
export const isChosenLane = (value: unknown): value is ChosenLane => CHOSEN_LANES.some((lane) => lane === value);

/** How strict a lane is: 0 for green to 3 for red. */
export const strictnessOf = (lane: LaneName): number => STRICTNESS[lane];

/** The stricter of two lanes. */
export const stricter = (a: LaneName, b: LaneName): LaneName => (STRICTNESS[b] > STRICTNESS[a] ? b : a);

/** The lane one step stricter; red stays red. */
export const oneStricter = (lane: LaneName): LaneName => laneOf(Math.min(STRICTNESS[lane] + 1, 3));

/** The lane one step milder; green stays green. */
export const oneMilder = (lane: LaneName): LaneName => laneOf(Math.max(STRICTNESS[lane] - 1, 0));

const laneOf = (strictness: number): LaneName => (LANES[3 - strictness] ?? LANES[3]).name;
